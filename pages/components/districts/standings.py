"""The table of all areas: every measure with a bar in its cell, sorted by a click on a head, a click on a cell sets the focus."""

from __future__ import annotations

import math

import pandas as pd
from streamlit.elements.lib.column_config_utils import ColumnConfig

from analytics.stories.districts import Comparison
from analytics.stories.districts.tables import Columns, measure_table
from analytics.words.language import _
from analytics.words.wording import NOTHING
from pages.components.districts.bar import look_at
from pages.components.door import st
from pages.components.errors import safe

ROW, MOST_ROWS = 34, 16
QUIET, LOUD = "#9FB3C8", "#1D5FA6"
KEY = "standings-rows"


def standings_table(view: Comparison) -> None:
    """Best first; areas with too few cases below, in grey and without a position."""
    frame, columns = measure_table(view)
    thin = [not standing.is_ranked for standing in view.standings]
    styled = (
        frame.style.apply(lambda row: ["color: #8B96A4" if thin[int(str(row.name))] else ""] * len(row), axis=1) if any(thin) else frame
    )
    st.dataframe(
        styled,
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), MOST_ROWS) + 1) * ROW + 2,
        column_config=_config(frame, columns),
        key=KEY,
        on_select=_chosen(tuple(standing.code for standing in view.standings)),
        selection_mode="single-cell",
        placeholder=NOTHING,
    )


def _config(frame: pd.DataFrame, columns: Columns) -> dict[str, ColumnConfig]:
    low, high = columns.scale
    bottom, top = columns.span
    each = st.column_config
    return {
        columns.position: each.TextColumn(width=72, alignment="right", help=_("Positions that chance leaves possible")),
        columns.judgement: each.TextColumn(width=118),
        columns.received: each.ProgressColumn(format="%,d", min_value=0, max_value=_top(frame[columns.received]), color=QUIET, width=126),
        columns.raw: each.NumberColumn(format="%.1f%%", width=96),
        columns.told: each.ProgressColumn(
            format="%.1f%%",
            min_value=low,
            max_value=high,
            color=LOUD,
            width=134,
            help=_("The bar begins at the left end of the scale in the head"),
        ),
        columns.interval: each.TextColumn(width=94, alignment="right"),
        columns.on_time: each.NumberColumn(format="%.1f%%", width=92),
        columns.median: each.ProgressColumn(format="%.1f", min_value=0, max_value=_top(frame[columns.median]), color=QUIET, width=122),
        columns.satisfaction: each.NumberColumn(format="%.1f%%", width=104),
        columns.trend: each.LineChartColumn(
            color="gray", width=110, y_min=bottom, y_max=top, help=_("The chosen rate over the last 12 periods of this length")
        ),
    }


def _top(values: pd.Series) -> float:
    largest = values.max()
    return 1.0 if pd.isna(largest) or largest <= 0 else float(math.ceil(largest))


def _chosen(codes: tuple[str, ...]):  # type: ignore[no-untyped-def]  # a callback without arguments
    @safe
    def take() -> None:
        cells = st.session_state[KEY]["selection"]["cells"]
        if cells:
            look_at(codes[cells[0][0]])

    return take
