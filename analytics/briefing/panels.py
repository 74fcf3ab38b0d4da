"""Panels on paper: the same cards that pages draw, as a picture and a table of a briefing."""

from __future__ import annotations

from typing import Any

from analytics.briefing.model import Cell, Number, Table
from analytics.briefing.model import Picture as Printed
from analytics.briefing.sentences import plain
from analytics.figures.drawing import draw
from analytics.figures.layout import Size
from analytics.shapes.areas import AreaMap
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column

WIDTH = 640
UNITS = {"count": "", "tenth": "", "hundredth": "", "percent": "percent", "points": "percent", "wan": "yuan"}


def printed(panel: Panel[Picture], height: int) -> Printed | None:
    """The picture of a panel for paper; None where it has none, or one that needs boundaries."""
    if panel.picture is None or isinstance(panel.picture, AreaMap):
        return None
    figure = draw(panel.picture, Size(height, WIDTH))
    return Printed(panel.id, figure, WIDTH, int(figure.layout.height), plain(panel.alt or panel.title), plain(panel.title))


def tabled(panel: Panel[Picture], *, most: int | None = None) -> Table | None:
    """The table of a panel, its first rows where `most` says so; None without rows."""
    columns = panel.table.columns
    rows = tuple(zip(*(_cells(column) for column in columns), strict=True))
    if not rows:
        return None
    return Table(panel.id, plain(panel.title), tuple(plain(column.head) for column in columns), rows[:most])


def _cells(column: Column) -> list[Cell]:
    if column.kind in UNITS:
        return [Number(None if value is None else float(value), UNITS[column.kind], column.kind == "points") for value in column.values]
    if column.kind in ("day", "moment"):
        return [_moment(value, with_time=column.kind == "moment") for value in column.values]
    return [str(value) for value in column.values]


def _moment(value: Any, *, with_time: bool) -> str:
    return "–" if value is None else f"{value:%Y-%m-%d %H:%M}" if with_time else f"{value:%Y-%m-%d}"
