"""What is asked through which channel, and where a rate can be told from that of the whole."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Measure
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.labels import measure_label
from analytics.readings.names import value_name
from analytics.readings.units import noise
from analytics.shapes.evidence import word
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Cell, Heat
from analytics.statistics.funnel import classify
from analytics.words.language import _, plural
from data.contracts.policy import policy

ROWS, COLUMNS = 10, 6
PAIR = ["category", "channel"]


@kept
def heat(scope: Scope, principal: Principal, measure: str) -> Panel[Heat]:
    """Every pair of category and channel by a rate of which more is better; judged against the whole, noise from the comparison."""
    declared = CATALOGUE.measure(measure)
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask([measure], by=PAIR, scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    names = {name: frame[name].map(lambda value, of=name: value_name(of, value)) for name in PAIR}
    frame = frame.assign(**names, code=[f"{a}\n{b}" for a, b in zip(names["category"], names["channel"], strict=True)])
    now = frame[frame["period"] == 0]
    n, k = now[declared.below(now)].fillna(0).astype("int64"), now[declared.above(now)].fillna(0).astype("int64")
    reference = float(k.sum() / n.sum()) if n.sum() else None
    classes = classify(k, n, reference, policy().minimum_n, noise(frame, measure)) if len(now) else []
    cells = tuple(
        Cell(row.category, row.channel, int(below), int(above), float(above / below) if below else None, cls)
        for row, below, above, cls in zip(now.itertuples(), n, k, classes, strict=True)
    )
    rows, columns = (_most(now.assign(n=n), name) for name in PAIR)
    hidden = _hidden(len(rows) - ROWS, len(columns) - COLUMNS)
    return Panel(
        "heat",
        _title(cells),
        _table(cells, declared),
        Heat(measure_label(measure), rows[:ROWS], columns[:COLUMNS], cells, hidden) if rows else None,
        _("Rate by category and channel"),
        (measure,),
        empty=_("No case to judge in this scope."),
    )


def _table(cells: tuple[Cell, ...], measure: Measure) -> Table:
    """Every pair, most cases first."""
    most = sorted(cells, key=lambda cell: (-cell.n, cell.category, cell.channel))
    return Table(
        (
            Column(_("Category"), tuple(cell.category for cell in most)),
            Column(_("Channel"), tuple(cell.channel for cell in most)),
            Column(_(CATALOGUE.measure(measure.denominator).label), tuple(cell.n for cell in most), "count"),
            Column(_(CATALOGUE.measure(measure.numerator).label), tuple(cell.k for cell in most), "count"),
            Column(_(measure.label), tuple(cell.rate for cell in most), "percent"),
            Column(_("Against the average"), tuple(word(cell.cls) for cell in most)),
        )
    )


def _most(frame: pd.DataFrame, name: str) -> tuple[tuple[str, int], ...]:
    """Values of a dimension with their cases, most first; a ticket has one value, so that its cells add up."""
    totals = frame.groupby(name)["n"].sum().sort_values(ascending=False, kind="stable")
    return tuple((str(value), int(cases)) for value, cases in totals.items() if cases)


def _hidden(rows: int, columns: int) -> str:
    parts = []
    if rows > 0:
        parts.append(plural("{count} more category", "{count} more categories", rows).format(count=rows))
    if columns > 0:
        parts.append(plural("{count} more channel", "{count} more channels", columns).format(count=columns))
    return _("{what} in the table").format(what=_(", ").join(parts)) if parts else ""


def _title(cells: tuple[Cell, ...]) -> str:
    judged = [cell for cell in cells if cell.cls != "thin"]
    low, high = (sum(cell.cls == cls for cell in judged) for cls in ("low", "high"))
    if not judged:
        return _("What and from where: too few cases to judge")
    if not low and not high:
        return _("What and from where: all within noise")
    return _("What and from where: {low} low, {high} high of {count}").format(low=low, high=high, count=len(judged))
