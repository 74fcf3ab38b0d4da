"""What residents think of it: satisfaction with its bounds, reopening and repeats."""

from __future__ import annotations

import pandas as pd

from analytics.ask import ask
from analytics.engines.duckdb import newest
from analytics.language import _, plural
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.statistics.funnel import Class, classify
from analytics.stories.kept import kept
from analytics.stories.tickets.names import value_name
from analytics.stories.tickets.sections import Bounded, Quality, Returned
from analytics.stories.units import noise
from analytics.wording import percent
from data.contracts.policy import policy

SATISFACTION = ("satisfaction_rate", "satisfaction_low", "satisfaction_high")
RETURNS = ("reopened_rate", "repeat_rate")


@kept
def quality(scope: Scope, principal: Principal) -> Quality:
    """Satisfaction by channel, most resolved first; reopening and repeats by category, judged against the whole."""
    whole = _bounded(_("All"), ask(SATISFACTION, scope=scope, principal=principal).frame.iloc[0])
    by_channel = ask(SATISFACTION, by=["channel"], scope=scope, principal=principal, order="-resolved").frame
    channels = tuple(_bounded(value_name("channel", row["channel"]), row) for _i, row in by_channel.iterrows() if row["resolved"] > 0)
    categories = _returned(scope, principal)
    return Quality(whole, channels, categories, _title(whole), _returns_title(categories))


def _bounded(name: str, row: pd.Series) -> Bounded:
    rate = None if pd.isna(row["satisfaction_rate"]) else float(row["satisfaction_rate"])
    low, high = (0.0 if pd.isna(row[part]) else float(row[part]) for part in SATISFACTION[1:])
    return Bounded(name, int(row["resolved"]), int(row["rated"]), rate, low, high)


def _returned(scope: Scope, principal: Principal) -> tuple[Returned, ...]:
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask(RETURNS, by=["category"], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    frame = frame.assign(code=frame["category"].map(lambda value: value_name("category", value)))
    now = frame[frame["period"] == 0].sort_values("received", ascending=False, kind="stable")
    reopened, repeated = (
        _classes(now, frame, *names) for names in (("reopened_rate", "reopened", "resolved"), ("repeat_rate", "repeats", "received"))
    )
    return tuple(
        Returned(row.code, int(row.resolved), _rate(row.reopened_rate), one, int(row.received), _rate(row.repeat_rate), other)
        for row, one, other in zip(now.itertuples(), reopened, repeated, strict=True)
        if row.received > 0
    )


def _classes(now: pd.DataFrame, frame: pd.DataFrame, measure: str, above: str, below: str) -> list[Class]:
    k, n = now[above].fillna(0), now[below].fillna(0)
    return classify(k, n, float(k.sum() / n.sum()) if n.sum() else None, policy().minimum_n, noise(frame, measure))


def _rate(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _title(whole: Bounded) -> str:
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
