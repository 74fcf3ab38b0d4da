"""Which kinds of request came in more or less often than in the month before, beyond what they vary from month to month."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from scipy.stats import norm

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.briefing.sentences import amount, joined
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.statistics.change import level_change
from analytics.statistics.discoveries import discoveries
from analytics.words.language import _, plural
from analytics.words.wording import number

PERIODS = 12
TOLD = 3
FEWEST = 20  # cases in either month: fewer make no news of a whole area


@dataclass(frozen=True)
class Moved:
    name: str
    before: int
    now: int


@dataclass(frozen=True)
class Categories:
    """`moved` by the size of the change, largest first; `same` counts those that cannot be told from their variation."""

    moved: tuple[Moved, ...]
    same: int


@kept
def categories(scope: Scope, principal: Principal) -> Categories:
    """Every category of the period against the one before; false discoveries are held at 5 %."""
    periods = scope.history(PERIODS, newest())
    frame = ask(["received"], by=["category"], scope=scope, principal=principal, periods=periods).frame.dropna(subset=["category"])
    wide = frame.pivot(index="category", columns="period", values="received").reindex(columns=range(len(periods))).astype(float)
    wide.loc[:, wide.notna().any()] = wide.loc[:, wide.notna().any()].fillna(0.0)  # a month with tickets had none of this kind
    z = pd.Series({name: _change(row) for name, row in wide.iterrows()}, dtype=float)
    stands = discoveries(2 * norm.sf(z.abs()))
    found = [Moved(value_name("category", name), int(wide.at[name, 1]), int(wide.at[name, 0])) for name in wide.index[stands]]
    found.sort(key=lambda each: -abs(each.now - each.before))
    return Categories(tuple(found), len(wide) - len(found))


def told(found: Categories, against: str) -> str:
    """Those that moved with both numbers; nothing where there is no kind at all."""
    if not found.moved:
        text = _("No kind of request came in distinguishably more or less often than in {period}")
        return joined(text.format(period=_(against))) if found.same else ""
    texts = [
        (_("{name} up from {before} to {now}") if each.now > each.before else _("{name} down from {before} to {now}")).format(
            name=each.name, before=number(each.before), now=amount(each.now, "cases")
        )
        for each in found.moved[:TOLD]
    ]
    text = _("By kind of request: {changes}, beyond normal variation").format(changes=_(", ").join(texts))
    rest = found.same + len(found.moved) - len(texts)
    if len(found.moved) > TOLD:
        text = _("By kind of request {count} changed beyond normal variation, most of all {changes}").format(
            count=len(found.moved), changes=_(", ").join(texts)
        )
        rest = found.same
    if not rest:
        return joined(text)
    more = plural("the other kind has not changed distinguishably", "the other {count} kinds have not changed distinguishably", rest)
    return joined(_("{text}; {more}").format(text=text, more=more.format(count=rest)))


def _change(row: pd.Series) -> float:
    now, before = row.iloc[0], row.iloc[1] if len(row) > 1 else math.nan
    if pd.isna(now) or pd.isna(before) or max(now, before) < FEWEST:
        return math.nan
    return level_change(float(now), float(before), row.iloc[1:].tolist()[::-1], counted=True)
