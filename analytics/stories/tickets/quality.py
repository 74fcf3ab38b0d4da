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
from analytics.readings.labels import measure_label
from analytics.readings.names import value_name
from analytics.readings.units import noise
from analytics.shapes.evidence import word
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Bounded, Bounds
from analytics.statistics.funnel import Class, classify
from analytics.words.language import _, plural
from analytics.words.wording import percent
from data.contracts.policy import policy

SATISFACTION = ("satisfaction_rate", "satisfaction_low", "satisfaction_high")
LOW = CATALOGUE.measure(SATISFACTION[1])
RETURNS = ("reopened_rate", "repeat_rate")


@kept
def quality(scope: Scope, principal: Principal) -> tuple[Panel[Bounds], Panel[Picture]]:
    """Satisfaction by channel, most resolved first; reopening and repeats by category, judged against the whole."""
    answer = ask(SATISFACTION, scope=scope, principal=principal)
    whole = _bounded(_("All"), answer.frame.iloc[0])
    by_channel = ask(SATISFACTION, by=["channel"], scope=scope, principal=principal).frame
    by_channel = by_channel.sort_values(LOW.below(by_channel), ascending=False, kind="stable")
    channels = tuple(_bounded(value_name("channel", row["channel"]), row) for _i, row in by_channel.iterrows() if row[LOW.below(row)] > 0)
    satisfaction = Panel(
        "satisfaction",
        _title(whole, answer.coverage.get(SATISFACTION[0])),
        _satisfaction_table((whole, *channels)),
        Bounds(channels) if channels else None,
        _("Satisfaction by channel with its bounds"),
        SATISFACTION,
        empty=_("Nothing is resolved yet."),
    )
    return satisfaction, _returns(scope, principal)


def _satisfaction_table(rows: tuple[Bounded, ...]) -> Table:
    return Table(
        (
            Column(_("Channel"), tuple(row.name for row in rows)),
            Column(_("Resolved"), tuple(row.resolved for row in rows), "count"),
            Column(_("Rated"), tuple(row.rated for row in rows), "count"),
            Column(measure_label("satisfaction_rate"), tuple(row.rate for row in rows), "percent"),
            Column(_("Lower bound"), tuple(row.low for row in rows), "percent"),
            Column(_("Upper bound"), tuple(row.high for row in rows), "percent"),
        )
    )


def _bounded(name: str, row: pd.Series) -> Bounded:
    rate = None if pd.isna(row["satisfaction_rate"]) else float(row["satisfaction_rate"])
    low, high = (0.0 if pd.isna(row[part]) else float(row[part]) for part in SATISFACTION[1:])
    resolved, rated = (0 if pd.isna(row[part]) else int(row[part]) for part in (LOW.below(row), "rated"))
    return Bounded(name, resolved, rated, rate, low, high)


def _returns(scope: Scope, principal: Principal) -> Panel[Picture]:
    """Categories, most received first."""
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask(RETURNS, by=["category"], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    frame = frame.assign(code=frame["category"].map(lambda value: value_name("category", value)))
    resolved, received = (CATALOGUE.measure(name).below(frame) for name in RETURNS)
    now = frame[frame["period"] == 0].fillna({resolved: 0, received: 0}).sort_values(received, ascending=False, kind="stable")
    now = now.assign(reopening=_classes(now, frame, "reopened_rate"), repeating=_classes(now, frame, "repeat_rate"))
    now = now[(now[received] > 0) | (now[resolved] > 0)]
    table = Table(
        (
            Column(_("Category"), tuple(str(code) for code in now["code"])),
            Column(_("Received"), tuple(int(cases) for cases in now[received]), "count"),
            Column(measure_label("reopened_rate"), tuple(_rate(value) for value in now["reopened_rate"]), "percent"),
            Column(_("Reopening against the whole"), tuple(word(cls, "lower") for cls in now["reopening"])),
            Column(measure_label("repeat_rate"), tuple(_rate(value) for value in now["repeat_rate"]), "percent"),
            Column(_("Repeats against the whole"), tuple(word(cls, "lower") for cls in now["repeating"])),
        )
    )
    high = int(((now["reopening"] == "high") | (now["repeating"] == "high")).sum())
    return Panel("returns", _returns_title(high), table, measures=RETURNS, empty=_("Nothing was received or resolved."))


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


def _returns_title(high: int) -> str:
    if not high:
        return _("Reopening and repeats: no category stands out")
    return plural("{count} category returns more than others", "{count} categories return more than others", high).format(count=high)
