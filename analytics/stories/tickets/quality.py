"""What residents think of it: satisfaction with its bounds, reopening and repeats."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.coverage import Coverage, sentence
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.readings.units import noise
from analytics.statistics.funnel import Class, classify
from analytics.stories.tickets.sections import Bounded, Quality, Returned
from analytics.words.language import _, plural
from analytics.words.wording import percent
from data.contracts.policy import policy

SATISFACTION = ("satisfaction_rate", "satisfaction_low", "satisfaction_high")
LOW = CATALOGUE.measure(SATISFACTION[1])
RETURNS = ("reopened_rate", "repeat_rate")


@kept
def quality(scope: Scope, principal: Principal) -> Quality:
    """Satisfaction by channel, most resolved first; reopening and repeats by category, judged against the whole."""
    answer = ask(SATISFACTION, scope=scope, principal=principal)
    whole = _bounded(_("All"), answer.frame.iloc[0])
    by_channel = ask(SATISFACTION, by=["channel"], scope=scope, principal=principal).frame
    by_channel = by_channel.sort_values(LOW.below(by_channel), ascending=False, kind="stable")
    channels = tuple(_bounded(value_name("channel", row["channel"]), row) for _i, row in by_channel.iterrows() if row[LOW.below(row)] > 0)
    categories = _returned(scope, principal)
    return Quality(whole, channels, categories, _title(whole, answer.coverage.get(SATISFACTION[0])), _returns_title(categories))


def _bounded(name: str, row: pd.Series) -> Bounded:
    rate = None if pd.isna(row["satisfaction_rate"]) else float(row["satisfaction_rate"])
    low, high = (0.0 if pd.isna(row[part]) else float(row[part]) for part in SATISFACTION[1:])
    resolved, rated = (0 if pd.isna(row[part]) else int(row[part]) for part in (LOW.below(row), "rated"))
    return Bounded(name, resolved, rated, rate, low, high)


def _returned(scope: Scope, principal: Principal) -> tuple[Returned, ...]:
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask(RETURNS, by=["category"], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    frame = frame.assign(code=frame["category"].map(lambda value: value_name("category", value)))
    resolved, received = (CATALOGUE.measure(name).below(frame) for name in RETURNS)
    now = frame[frame["period"] == 0].fillna({resolved: 0, received: 0}).sort_values(received, ascending=False, kind="stable")
    reopened, repeated = (_classes(now, frame, name) for name in RETURNS)
    return tuple(
        Returned(
            str(row["code"]), int(row[resolved]), _rate(row["reopened_rate"]), one, int(row[received]), _rate(row["repeat_rate"]), other
        )
        for (_i, row), one, other in zip(now.iterrows(), reopened, repeated, strict=True)
        if row[received] > 0 or row[resolved] > 0
    )


def _classes(now: pd.DataFrame, frame: pd.DataFrame, measure: str) -> list[Class]:
    declared = CATALOGUE.measure(measure)
    k, n = now[declared.above(now)].fillna(0), now[declared.below(now)].fillna(0)
    return classify(k, n, float(k.sum() / n.sum()) if n.sum() else None, policy().minimum_n, noise(frame, measure))


def _rate(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _title(whole: Bounded, covered: Coverage | None) -> str:
    if covered and covered.is_nothing:
        return sentence(covered)
    if whole.rate is None:
        return _("Nobody has rated yet")
    return _("{rate} satisfied, {low}–{high} with the unrated").format(
        rate=percent(whole.rate), low=percent(whole.low, 0), high=percent(whole.high, 0)
    )


def _returns_title(categories: tuple[Returned, ...]) -> str:
    high = sum("high" in (item.reopened_class, item.repeated_class) for item in categories)
    if not high:
        return _("Reopening and repeats: no category stands out")
    return plural("{count} category returns more than others", "{count} categories return more than others", high).format(count=high)
