"""The list of programmes: a chosen row opens its page."""

from __future__ import annotations

import pandas as pd

from analytics.stories.programmes import Line
from analytics.words.language import _
from pages.components.cards import ROW
from pages.components.door import st
from pages.components.navigation import entry


def programme_lines(lines: tuple[Line, ...]) -> None:
    """One row a programme with a small curve of twelve months."""
    if not lines:
        st.info(_("No programme is declared."), icon=":material/search_off:")
        return
    frame = pd.DataFrame(
        {
            _("Programme"): [line.name for line in lines],
            _("Where"): [line.place for line in lines],
            _("Entered"): pd.array([None if line.trouble else line.entered for line in lines], dtype="Int64"),
            _("Came through"): [None if line.rate is None else line.rate * 100 for line in lines],
            _("Open"): pd.array([None if line.trouble else line.open for line in lines], dtype="Int64"),
            _("Past the limit"): pd.array([None if line.trouble else line.late for line in lines], dtype="Int64"),
            _("Where they wait"): [_trouble(line) or line.waits_at for line in lines],
            _("Entered, twelve months"): [list(line.course) for line in lines],
            _("What it is"): [line.sentence for line in lines],
        }
    )
    column = st.column_config
    config = {
        _("Came through"): column.ProgressColumn(format="%.1f%%", min_value=0, max_value=100),
        _("Entered"): column.NumberColumn(format="%,d"),
        _("Open"): column.NumberColumn(format="%,d"),
        _("Past the limit"): column.NumberColumn(format="%,d"),
        _("Entered, twelve months"): column.LineChartColumn(y_min=0),
        _("What it is"): column.TextColumn(width="large"),
    }
    chosen = st.dataframe(
        frame,
        hide_index=True,
        row_height=ROW,
        height=(len(frame) + 1) * ROW + 2,
        column_config=config,
        key="programme-lines",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
    )
    rows, page = chosen["selection"]["rows"], entry("programme")
    if rows and page:
        line = lines[rows[0]]
        st.switch_page(page.script, query_params={"programme": line.id, **dict(line.address)})


def _trouble(line: Line) -> str:
    return line.trouble.told(_) if line.trouble else ""
