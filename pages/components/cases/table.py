"""A page of cases as a table: choosing a row opens the case, arrows turn the pages."""

from __future__ import annotations

from functools import partial

from streamlit.elements.lib.column_types import ColumnConfig

from analytics.shapes.table import FORMS, Column
from analytics.stories.cases import Listing
from analytics.stories.cases.listing import PAGE, span
from analytics.words.language import _
from pages.components import session
from pages.components.cards import ROW, quiet
from pages.components.door import st
from pages.components.errors import safe

CASE = "case"
TALLEST = 15
# px; the source system, which comes last, is told in the sheet of the case
WIDTHS = (108, 118, 88, 176, 76, 80, 170, 126, 118, 118, 80)
OPEN_WIDTHS = (108, 118, 96, 264, 80, 84, 190, 200, 118)


def case_table(found: Listing) -> None:
    """Draw the page and what turns it."""
    frame = found.table.frame()
    widths = WIDTHS if len(frame.columns) > len(WIDTHS) else OPEN_WIDTHS
    shown = found.table.columns[: len(widths)]
    st.dataframe(
        frame,
        column_order=[column.told for column in shown],
        column_config={column.told: _config(column, width) for column, width in zip(shown, widths, strict=True)},
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), TALLEST) + 1) * ROW + 2,
        placeholder="–",
        key="cases-table",
        on_select=partial(_open, found.keys),
        selection_mode="single-row",
    )
    page = (found.first - 1) // PAGE
    last = (found.count - 1) // PAGE
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _turn(_("First page"), ":material/first_page:", 0, page > 0)
        _turn(_("Page before"), ":material/chevron_left:", page - 1, page > 0)
        quiet(span(found.count, found.first, len(frame)))
        _turn(_("Next page"), ":material/chevron_right:", page + 1, page < last)
        _turn(_("Last page"), ":material/last_page:", last, page < last)
        quiet(_("Choose a row to see the course of the case."))


def _config(column: Column, width: int) -> ColumnConfig:
    form = FORMS[column.kind].shown
    if column.kind == "moment":
        return st.column_config.DatetimeColumn(width=width, format=form)
    return st.column_config.NumberColumn(width=width, format=form) if column.kind == "count" else st.column_config.TextColumn(width=width)


def _turn(label: str, icon: str, page: int, possible: bool) -> None:
    st.button(label, icon=icon, key=f"turn-{icon}", disabled=not possible, on_click=_go, args=(page,), type="tertiary")


@safe
def _go(page: int) -> None:
    session.change_parameter("page", page + 1 if page else "")


@safe
def _open(keys: tuple[tuple[str, str], ...]) -> None:
    chosen = st.session_state["cases-table"]["selection"]["rows"]
    if chosen and chosen[0] < len(keys):
        source, number = keys[chosen[0]]
        session.change_parameter(CASE, f"{source}:{number}")
