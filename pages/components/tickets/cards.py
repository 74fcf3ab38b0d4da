"""The cards of the tickets page's main rows: flow, waiting, heat map, cases at risk."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.asking.scope import Scope
from analytics.figures.flow import flow as flow_figure
from analytics.figures.heat import heat as heat_figure
from analytics.figures.survival import survival
from analytics.readings.labels import measure_label
from analytics.readings.rates import RATES
from analytics.stories.tickets import Flow, Heat, Waiting, risk, risk_by_department, supervision_order
from analytics.stories.tickets.tables import case_table, department_table, flow_table, heat_table, waiting_table
from analytics.words.language import _
from pages.components import session
from pages.components.cards import ROW, card, quiet
from pages.components.charts import show
from pages.components.choice import choice
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.method_note import method_button
from pages.components.overview.rate_choice import rate_choice
from pages.components.tickets.method import HEAT, WAITING

HEIGHT = 330
KEY = "risk"
SOON, OVERDUE, DEPARTMENTS = "soon", "overdue", "department"
LISTED = 11


def flow_card(flow: Flow) -> None:
    with card(flow.title, "flow", lambda: flow_table(flow), ["received", "closed", "backlog"]):
        show(flow_figure(flow, HEIGHT), "flow", _("Tickets received and closed, and the backlog"))


def waiting_card(waiting: Waiting) -> None:
    with card(
        waiting.title,
        "waiting",
        lambda: waiting_table(waiting),
        ["median_hours", "p90_hours"],
        partial(method_button, WAITING, "waiting-method"),
    ):
        if waiting.untold:
            quiet(_("How long residents wait can be told once files report when cases were closed."))
        else:
            show(survival(waiting, HEIGHT), "waiting", _("Share of tickets resolved by time"))


def heat_card(heat: Heat) -> None:
    """A rate of the reader's choice by category and channel."""
    with card(heat.title, "heat", lambda: heat_table(heat), [heat.measure], partial(method_button, HEAT, "heat-method"), rate_choice):
        if heat.rows:
            show(heat_figure(heat, measure_label(heat.measure)), "heat", _("Rate by category and channel"))
        else:
            quiet(_("No case to judge in this scope."))


def chosen_rate() -> str:
    return session.parameter("measure", RATES)


def risk_card(scope: Scope) -> None:
    """Cases due within two days, or those already overdue, with the order to the departments as a file."""
    view = risk(scope, session.principal())
    offered = {
        SOON: _("Due soon {count}").format(count=view.due_soon_count),
        OVERDUE: _("Overdue {count}").format(count=view.overdue_count),
        DEPARTMENTS: _("By department"),
    }
    default = OVERDUE if view.overdue_count and not view.due_soon_count else SOON

    def control() -> None:
        if view.due_soon_count or view.overdue_count:
            order = supervision_order(scope, session.principal())
            csv_button(order, _("Supervision order"), key="order", label=_("Make supervision order"))

    with card(view.title, "risk", lambda: supervision_order(scope, session.principal()), ["overdue_open", "backlog"], control):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            chosen = choice(KEY, offered, _("Which cases"), default)
            remark = st.empty()
        if chosen == DEPARTMENTS:
            at_risk = risk_by_department(scope, session.principal())
            with remark:
                quiet(at_risk.remark)
            _department_list(department_table(at_risk.departments))
            return
        with remark:
            quiet(view.remark)
        cases = view.due_soon if chosen == SOON else view.overdue
        if not cases:
            quiet(_("No case to list here."))
            return
        _case_list(case_table(cases, overdue=chosen == OVERDUE), overdue=chosen == OVERDUE)


def _department_list(frame: pd.DataFrame) -> None:
    column = st.column_config
    _name, late, soon, longest = frame.columns
    most = int(frame[late].max()) if len(frame) else 0
    st.dataframe(
        frame,
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), LISTED) + 1) * ROW + 2,
        column_config={
            late: column.ProgressColumn(format="%,d", min_value=0, max_value=most or 1, color="orange"),
            soon: column.NumberColumn(format="%,d", width=118),
            longest: column.NumberColumn(format="%.0f", width=104),
        },
        placeholder="–",
    )


def _case_list(frame: pd.DataFrame, *, overdue: bool) -> None:
    column = st.column_config
    used = (
        column.TextColumn(width=88)
        if overdue
        else column.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, color="orange", width=104)
    )
    widths = (None, None, 176 if overdue else 160, 74, 124, 112)
    config = {name: column.TextColumn(width=width) for name, width in zip(frame.columns, widths, strict=True) if width}
    first, second = frame.columns[:2]
    st.dataframe(
        frame,
        hide_index=True,
        row_height=ROW,
        height=(len(frame) + 1) * ROW + 2,
        column_config={**config, first: column.NumberColumn(format="%.0f", width=66), second: used},
    )
