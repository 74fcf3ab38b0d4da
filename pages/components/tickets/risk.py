"""The card of cases at risk: due within two days, or already overdue, with the order to the departments as a file."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.shapes.table import Table
from analytics.stories.tickets import risk, risk_by_department
from analytics.words.language import _
from pages.components import session
from pages.components.cards import ROW, quiet
from pages.components.choice import choice
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.panel import framed

KEY = "risk"
SOON, OVERDUE, DEPARTMENTS = "soon", "overdue", "department"
LISTED = 11


def risk_card(scope: Scope) -> None:
    """Draw the card with the list that the address names."""
    view = risk(scope, session.principal())
    order = view.order.table
    offered = {SOON: view.due_soon.title, OVERDUE: view.overdue.title, DEPARTMENTS: _("By department")}
    usual = OVERDUE if view.overdue.table.rows and not view.due_soon.table.rows else SOON

    def control() -> None:
        if order.rows:
            csv_button(order.frame("written"), _("Supervision order"), key="order", label=_("Make supervision order"))

    with framed(view.order, control):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            chosen = choice(KEY, offered, _("Which cases"), usual)
            lists = {SOON: view.due_soon, OVERDUE: view.overdue}
            listed = lists[chosen] if chosen in lists else risk_by_department(scope, session.principal())
            quiet(listed.note)
        if not listed.table.rows:
            quiet(listed.empty)
        elif chosen == DEPARTMENTS:
            _departments(listed.table)
        else:
            _cases(listed.table, overdue=chosen == OVERDUE)


def _departments(table: Table) -> None:
    column = st.column_config
    frame = table.frame()
    _name, late, soon, longest = frame.columns
    config = {
        late: column.ProgressColumn(format="%,d", min_value=0, max_value=int(frame[late].max()) or 1, color="orange"),
        soon: column.NumberColumn(format="%,d", width=118),
        longest: column.NumberColumn(format="%.0f", width=104),
    }
    height = (min(len(frame), LISTED) + 1) * ROW + 2
    st.dataframe(frame, hide_index=True, row_height=ROW, height=height, column_config=config, placeholder="–")


def _cases(table: Table, *, overdue: bool) -> None:
    column = st.column_config
    frame = table.frame()
    first, second, *rest = frame.columns
    used = (
        column.DateColumn(format="YYYY-MM-DD", width=88)
        if overdue
        else column.ProgressColumn(format="%.0f", min_value=0, max_value=100, color="orange", width=104)
    )
    widths = (176 if overdue else 160, 74, 124, 112)
    texts = {name: column.TextColumn(width=width) for name, width in zip(rest, widths, strict=True)}
    config = {first: column.NumberColumn(format="%.0f", width=66), second: used, **texts}
    st.dataframe(frame, hide_index=True, row_height=ROW, height=(len(frame) + 1) * ROW + 2, column_config=config)
