"""What stands behind the pictures of the tickets page as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.shapes.evidence import word
from analytics.stories.tickets.model import HOURS, Case, DepartmentRisk, Flow, Heat, Waiting
from analytics.words.language import _


def flow_table(flow: Flow) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Unit of time"): [label + ("*" if cut else "") for label, cut in zip(flow.labels, flow.partial, strict=True)],
            _("Received"): flow.received,
            **({_("Closed in the period"): flow.closed, _("Backlog"): flow.backlog} if flow.backlog else {}),
        }
    )


def waiting_table(waiting: Waiting) -> pd.DataFrame:
    earlier = dict(waiting.earlier)
    return pd.DataFrame(
        {
            _("Days"): [tick.minute // 1440 for tick in waiting.ticks],
            _("Resolved %"): [share_percent(tick.share) for tick in waiting.ticks],
            _("95% low"): [share_percent(tick.low) for tick in waiting.ticks],
            _("95% high"): [share_percent(tick.high) for tick in waiting.ticks],
            _("Still open"): [tick.waiting for tick in waiting.ticks],
            f"{waiting.earlier_label} %": [share_percent(earlier.get(tick.minute)) for tick in waiting.ticks],
        }
    )


def heat_table(heat: Heat) -> pd.DataFrame:
    measure = CATALOGUE.measure(heat.measure)
    cells = sorted(heat.cells, key=lambda cell: (-cell.n, cell.category, cell.channel))
    return pd.DataFrame(
        {
            _("Category"): [cell.category for cell in cells],
            _("Channel"): [cell.channel for cell in cells],
            _(CATALOGUE.measure(measure.denominator).label): [cell.n for cell in cells],
            _(CATALOGUE.measure(measure.numerator).label): [cell.k for cell in cells],
            f"{_(measure.label)} %": [share_percent(cell.rate) for cell in cells],
            _("Against the average"): [word(cell.cls) for cell in cells],
        }
    )


def case_table(cases: Sequence[Case], *, overdue: bool) -> pd.DataFrame:
    """Columns in the order of reading: how long, how much of the limit or since when, what, where, who, which."""
    if overdue:
        first = {_("Overdue, days"): [-case.hours / 24 for case in cases], _("Deadline"): [case.due_at[:10] for case in cases]}
    else:
        first = {_("Left, hours"): [case.hours for case in cases], _("Limit used"): [case.used * 100 for case in cases]}
    rest = {
        _("Matter"): [case.subject for case in cases],
        _("Street"): [case.street for case in cases],
        _("Department"): [case.department for case in cases],
        _("Case number"): [case.ticket_id for case in cases],
    }
    return pd.DataFrame(first | rest)


def department_table(departments: Sequence[DepartmentRisk]) -> pd.DataFrame:
    """Columns in the order of reading: who, how many are late, how many will be, how late the worst one is."""
    return pd.DataFrame(
        {
            _("Department"): [each.name for each in departments],
            _("Overdue"): [each.overdue for each in departments],
            _("Due within {hours} h").format(hours=HOURS): [each.due_soon for each in departments],
            _("Longest, days"): [None if each.longest is None else each.longest / 24 for each in departments],
        }
    )


def share_percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
