"""The views of an exploration: table with bars in its cells, pivot, line, bars, heat map, map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.asking.buckets import MARK
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.figures.drawing import draw as draw_picture
from analytics.figures.layout import Size
from analytics.stories.explore import Explored, pivot
from analytics.stories.explore.people import heading
from analytics.stories.explore.pictures import View, bars, grid, lines
from analytics.stories.explore.places import places
from analytics.stories.explore.table import Table, pivot_table, table
from analytics.words.language import _
from analytics.words.wording import count
from pages.components.cards import ROW, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.maps import drill_map, shaded

MOST_SHOWN = 5_000
TALLEST = 18
PICTURE, MAP = Size(420), Size(560, 900)
PICTURES: dict[str, Callable[[Explored], View[Any]]] = {"line": lines, "bar": bars, "heat": grid}


def draw(view: str, scope: Scope, principal: Principal, explored: Explored) -> None:
    """Draw one of the views."""
    if view == "pivot":
        _frame(pivot_table(pivot(scope, principal, explored.exploration)), bar="")
    elif view in PICTURES:
        found = PICTURES[view](explored)
        show(draw_picture(found.picture, PICTURE), view, found.alt)
        if found.note:
            quiet(found.note)
    elif view == "map":
        _map(explored)
    else:
        sort = explored.exploration.sort.lstrip("-")
        _frame(table(explored), bar=sort if sort in CATALOGUE.measures else explored.exploration.measures[0])
    if explored.cut:
        quiet(_("{mark} not complete: the window or the data begin or end within it").format(mark=MARK))


def _map(explored: Explored) -> None:
    found = places(explored)
    if found.map:
        shaded(found.map, "explore-map", MAP)
    else:
        drill_map(found.units, "explore-map", MAP.height, found.measure)


def _frame(shown: Table, bar: str) -> None:
    """The first rows; the browser would freeze on hundreds of thousands."""
    frame = shown.frame.head(MOST_SHOWN)
    config = {}
    for column in shown.columns:
        if column.measure and pd.api.types.is_numeric_dtype(frame[column.head]):
            config[column.head] = _number(
                column.decimals, column.form, frame[column.head], in_bar=bool(bar) and column.head == heading(bar)
            )
    st.dataframe(
        frame, hide_index=True, row_height=ROW, height=(min(len(frame), TALLEST) + 1) * ROW + 2, column_config=config, key="rows-table"
    )
    if len(shown.frame) > MOST_SHOWN:
        quiet(_("The first {shown} of {all} rows; the downloads have all.").format(shown=count(MOST_SHOWN), all=count(len(shown.frame))))


def _number(decimals: int, form: str, values: pd.Series, *, in_bar: bool) -> ColumnConfig:
    text = f"%.{decimals}f" if decimals else "%,d"
    if in_bar and len(values.dropna()) and values.min() >= 0:
        whole = 100.0 if form == "percent" and values.max() <= 100 else float(values.max()) or 1.0
        return st.column_config.ProgressColumn(format=f"{text}%%" if form == "percent" else text, min_value=0.0, max_value=whole)
    return st.column_config.NumberColumn(format=f"{text}%%" if form == "percent" else text)
