"""Is a rate in control? Week by week, each judged equally long after its end, against limits from its own variation."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Measure
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Control, Point
from analytics.statistics.control import FEWEST, laney
from analytics.statistics.rules import broken_rules
from analytics.words.language import _, plural
from analytics.words.wording import number

WEEKS = 26
WEEK = timedelta(days=7)
RIPE = timedelta(days=7)  # so long after its end a week is judged


@kept
def stability(scope: Scope, principal: Principal, measure: str) -> Panel[Control]:
    """Laney's p′ chart of the last half year up to the period; weeks that are not yet ripe are left out."""
    with_data = _weeks(scope, newest())
    declared = CATALOGUE.measure(measure)
    frame = ask([measure], scope=scope, principal=principal, periods=with_data).frame if with_data else pd.DataFrame()
    if len(with_data) == 1:
        frame = frame.assign(period=0)
    rows = frame.set_index("period") if len(frame) else frame
    known = [(week, rows.loc[i]) for i, week in enumerate(with_data) if i in rows.index and rows.loc[i, declared.below(rows)] > 0]
    k, n = ([int(row[name]) for _week, row in known] for name in (declared.above(rows), declared.below(rows)))
    chart = laney(k, n)
    if chart is None:
        return _panel(_untold(n), declared, ())
    low, high = chart.limit(-3).clip(0, 1), chart.limit(3).clip(0, 1)
    points = tuple(
        Point(
            f"{week.start:%m-%d}",
            k[i],
            n[i],
            float(chart.values[i]),
            float(low[i]),
            float(high[i]),
            float(z),
            tuple(rule.label for rule in rules),
        )
        for i, ((week, _row), z, rules) in enumerate(zip(known, chart.z, broken_rules(chart.z), strict=True))
    )
    remark = _(
        "Weeks of receipt, each judged {days} days after its end; limits at three standard deviations, widened {times} times beyond chance (Laney)."
    )
    remark = remark.format(days=RIPE.days, times=number(chart.sigma_z, 1))
    return _panel(_title(points), declared, points, Control(points, chart.centre), remark)


def _panel(title: str, measure: Measure, points: tuple[Point, ...], picture: Control | None = None, note: str = "") -> Panel[Control]:
    table = Table(
        (
            Column(_("Week of"), tuple(point.label for point in points)),
            Column(_(CATALOGUE.measure(measure.denominator).label), tuple(point.n for point in points), "count"),
            Column(_(CATALOGUE.measure(measure.numerator).label), tuple(point.k for point in points), "count"),
            Column(_(measure.label), tuple(point.rate for point in points), "percent"),
            Column(_("Lower limit"), tuple(point.low for point in points), "percent"),
            Column(_("Upper limit"), tuple(point.high for point in points), "percent"),
            Column(_("Rules broken"), tuple(_("; ").join(_(rule) for rule in point.rules) for point in points)),
        )
    )
    empty = _("A longer window or a wider area has more weeks to judge.")
    return Panel("stability", title, table, picture, _("Control chart by week"), (measure.id,), note, empty)


def _weeks(scope: Scope, latest: datetime) -> list[Period]:
    """Whole weeks up to the end of the scope's period, oldest first, that were ripe by its as-of."""
    period = scope.period(latest)
    last = min(period.end, period.as_of)
    end = datetime.combine(last.date() - timedelta(days=last.weekday()), datetime.min.time())
    weeks = [Period(end - WEEK * (i + 1), end - WEEK * i, end - WEEK * i + RIPE) for i in reversed(range(WEEKS))]
    return [week for week in weeks if week.as_of <= period.as_of]


def _untold(n: list[int]) -> str:
    if len(n) < FEWEST:
        return _("Fewer than {count} weeks: no limits yet").format(count=FEWEST)
    return _("The same in every week: nothing to judge")


def _title(points: tuple[Point, ...]) -> str:
    beyond = sum(abs(point.z) > 3 for point in points)
    marked = sum(bool(point.rules) for point in points)
    if not marked:
        return plural("{count} week, in control", "{count} weeks, all in control", len(points)).format(count=len(points))
    if not beyond:
        return plural("{count} week breaks a rule", "{count} weeks break a rule", marked).format(count=marked)
    return plural("{count} week beyond the limits", "{count} weeks beyond the limits", beyond).format(count=beyond)
