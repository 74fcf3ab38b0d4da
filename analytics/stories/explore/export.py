"""Exactly what is seen, as a file: CSV, a workbook with definitions and a chart, Parquet."""

from __future__ import annotations

import io
from collections.abc import Sequence

from analytics.asking.buckets import FREQUENCIES
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import engine, newest
from analytics.exports.text import csv
from analytics.exports.workbook import Chart, workbook
from analytics.stories.explore.answer import Explored
from analytics.stories.explore.pivot import pivot
from analytics.stories.explore.request import Exploration
from analytics.stories.explore.table import Table, pivot_table, table
from analytics.words.language import _
from analytics.words.wording import date_range, moment


def seen(scope: Scope, principal: Principal, explored: Explored, *, fractions: bool = False) -> Table:
    """The table of the view: the pivot where that is shown, else the rows with their codes and the total."""
    if explored.exploration.view == "pivot":
        return pivot_table(pivot(scope, principal, explored.exploration), fractions=fractions)
    return table(explored, codes=True, total=True, fractions=fractions)


def as_csv(scope: Scope, principal: Principal, explored: Explored) -> bytes:
    return csv(seen(scope, principal, explored).frame)


def as_parquet(scope: Scope, principal: Principal, explored: Explored) -> bytes:
    """The rows without the total, in base units: codes, rates as 0.948, durations in hours, money in yuan."""
    buffer = io.BytesIO()
    frame, unit = explored.frame, next((name for name in explored.frame if explored.cut and name in FREQUENCIES), None)
    if unit:
        frame = frame.assign(**{f"{unit}_partial": frame[unit].isin(explored.cut)})
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def as_workbook(scope: Scope, principal: Principal, explored: Explored) -> bytes:
    """Native numbers and formats, a chart of the first measure, a second sheet with scope and definitions."""
    found = seen(scope, principal, explored, fractions=True)
    formats = {column.head: column.form for column in found.columns if column.form}
    return workbook(
        found.frame,
        formats,
        _("Data"),
        notes(scope, explored.exploration, explored.queries),
        _("Scope and definitions"),
        bold_rows=found.bold_rows,
        chart=_chart(found, explored.exploration),
    )


def notes(scope: Scope, exploration: Exploration, queries: Sequence[str]) -> list[tuple[str, str]]:
    """What the numbers cover and mean: area, window, judged when, filters, generation, each measure, the SQL."""
    period = scope.period(newest())
    with engine().reading() as reader:
        about = reader.about
    path = [area.name for area in areas().path(scope.area)]
    lines = [
        (_("Area"), " › ".join(path) or _("All areas")),
        (_("Window"), date_range(period.start.date(), (period.end - period.end.resolution).date())),
        (_("Judged at"), moment(period.as_of)),
        *((_("Filter"), f"{item.dimension}={item.text}") for item in scope.where),
        (_("Data until"), moment(about.data_until)),
        (_("Generation"), str(about.number)),
    ]
    if about.demo:
        lines.append((_("Note"), _("Demonstration data")))
    for name in exploration.measures:
        measure = CATALOGUE.measure(name)
        lines.append((_(measure.label), f"{_(measure.definition)} [{name}]"))
    return [*lines, *(("SQL", query) for query in queries)]


def _chart(found: Table, exploration: Exploration) -> Chart | None:
    texts = [place for place, column in enumerate(found.columns) if not column.measure]
    numbers = tuple(place for place, column in enumerate(found.columns) if column.measure == exploration.measures[0] and column.form)
    if not texts or not numbers:
        return None
    measure = CATALOGUE.measure(exploration.measures[0])
    several = exploration.view == "pivot"
    return Chart("line" if exploration.view == "line" else "column", _(measure.label), texts[-1], numbers if several else numbers[:1])
