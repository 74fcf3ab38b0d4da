"""The last section: what is beyond its limits, and which departments the overdue cases lie with."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.briefing.model import Number, Paragraph, Section, Table
from analytics.briefing.paper import numbered
from analytics.briefing.sentences import amount, ended, joined
from analytics.stories.overview import Finding
from analytics.stories.tickets.risk_departments import DepartmentRisk
from analytics.words.language import _
from analytics.words.wording import days, percent
from data.contracts.model import N_

PROBLEMS = N_("Problems found")
NAMED = 3
LISTED = 12  # a table that stays on one page


def attention(findings: tuple[Finding, ...], risk: Sequence[DepartmentRisk]) -> Section:
    """五、: the findings of the overview, each with its evidence; then who has to act."""
    told = [_titled(numbered(place, 2, ended(item.title)), item.evidence) for place, item in enumerate(findings, start=1)]
    if not told:
        told = [Paragraph(ended(_("Nothing is beyond its limits in this period")))]
    owed = _owed(risk)
    return Section(_(PROBLEMS), 1, (*told, *([Paragraph(owed)] if owed else [])))


def _titled(title: str, evidence: str) -> Paragraph:
    return Paragraph(joined(title, evidence), title)


def departments_table(risk: Sequence[DepartmentRisk]) -> Table | None:
    """Departments with overdue cases or some that are due within two days, most overdue first."""
    if not risk:
        return None
    rows = tuple(
        (
            each.name,
            Number(float(each.overdue), "cases"),
            Number(each.longest, "hours"),
            Number(float(each.due_soon), "cases"),
        )
        for each in risk[:LISTED]
    )
    heads = (_("Department"), _("Open and overdue"), _("Longest overdue"), _("Due within two days"))
    more = len(risk) - LISTED
    note = _("{count} more departments have fewer overdue cases.").format(count=more) if more > 0 else ""
    return Table("departments", _("Overdue cases by department"), heads, rows, note)


def _owed(risk: Sequence[DepartmentRisk]) -> str:
    late = [each for each in risk if each.overdue]
    if not late:
        return ""
    total = sum(each.overdue for each in late)
    parts = [
        _("{name} {value} ({parts})").format(
            name=each.name, value=amount(float(each.overdue), "cases"), parts=_("longest {time}").format(time=days(each.longest, 0))
        )
        for each in late[:NAMED]
    ]
    text = _("Of all that are open {count} are overdue, first of all with {names}").format(
        count=amount(float(total), "cases"), names=_(", ").join(parts)
    )
    if len(late) > NAMED:
        share = percent(sum(each.overdue for each in late[:NAMED]) / total, 0)
        text = _("{text}, together {share}").format(text=text, share=share)
    return joined(text)
