"""The sections on projects and on what needs attention: renovation, investment, findings."""

from __future__ import annotations

from analytics.briefing.model import Block, Number, Paragraph, Picture, Section, Table
from analytics.briefing.sentences import ended, joined, plain
from analytics.exports.workbook import Chart
from analytics.figures.target_curve import target_curve
from analytics.language import _
from analytics.stories.districts.words import headed
from analytics.stories.investment import Investment
from analytics.stories.model import Kpi
from analytics.stories.overview import Finding
from analytics.stories.renovation import Renovation
from analytics.stories.services import Services
from analytics.wording import NOTHING
from data.contracts.model import N_

PROJECTS, PROBLEMS = N_("Projects and investment"), N_("Problems found")
WIDTH, HIGH = 640, 250


def projects(works: Renovation, money: Investment) -> tuple[Section, ...]:
    """四、 with its two parts."""
    return (Section(_(PROJECTS), 1), _renovation(works), _investment(money))


def attention(findings: tuple[Finding, ...]) -> Section:
    """五、: the findings of the overview, each with its evidence."""
    if not findings:
        return Section(_(PROBLEMS), 1, (Paragraph(ended(_("Nothing is beyond its limits in this period"))),))
    texts = (
        _("{number}. {title}. {evidence}").format(number=place, title=plain(item.title), evidence=ended(item.evidence))
        for place, item in enumerate(findings, start=1)
    )
    return Section(_(PROBLEMS), 1, tuple(Paragraph(text) for text in texts))


def renovation_table(works: Renovation) -> Table | None:
    """Work by kind: done, planned by now, delayed."""
    if not works.kinds:
        return None
    rows = tuple(
        (
            row.name,
            Number(row.projects, "projects"),
            row.size,
            Number(row.value, "percent"),
            Number(row.planned, "percent"),
            row.judgement,
            Number(row.delayed, "projects"),
        )
        for row in works.kinds
    )
    heads = (_("Kind"), _("Projects"), _("Planned investment"), _("Done"), _("Planned by now"), _("Judgement"), _("Delayed"))
    chart = Chart("column", _("Progress against plan"), 0, (3, 4))
    return Table("renovation", _("Renovation by kind"), heads, rows, (0.17, 0.1, 0.16, 0.11, 0.12, 0.24, 0.1), chart=chart)


def kpi_table(name: str, caption: str, kpis: tuple[Kpi, ...]) -> Table | None:
    """Cards of a page as rows; those without a number say why."""
    if not any(kpi.value is not None for kpi in kpis):
        return None
    rows = tuple((headed(kpi.measure_id), Number(kpi.value, kpi.unit), _beside(kpi)) for kpi in kpis)
    return Table(name, caption, (_("Measure"), _("Value"), _("Remark")), rows, (0.3, 0.22, 0.48))


def investment_table(money: Investment) -> Table | None:
    return None if money.is_empty else kpi_table("investment", _("Investment"), money.kpis)


def services_table(services: Services) -> Table | None:
    return kpi_table("services", _("Services and visits"), services.kpis)


def months_table(money: Investment) -> Table | None:
    """Funds as running sums for the workbook and its native chart."""
    curve = money.curve
    if curve is None or not curve.received:
        return None
    planned = curve.planned or ()
    rows = tuple(
        (
            str(place + 1),
            Number(curve.received[place] if place < len(curve.received) else None, "yuan"),
            Number(planned[place] if place < len(planned) else None, "yuan"),
        )
        for place in range(max(len(curve.received), len(planned)))
    )
    heads = (_("Month"), _("Received, running sum"), _("Planned, running sum"))
    return Table("funds", _("Funds of the year"), heads, rows, (0.2, 0.4, 0.4), chart=Chart("line", curve.title, 0, (1, 2)), is_long=True)


def _renovation(works: Renovation) -> Section:
    title = _("Renovation")
    if not works.projects:
        return Section(title, 2, (Paragraph(joined(works.headline)),))
    blocks: list[Block] = [Paragraph(joined(works.headline, works.support))]
    table = renovation_table(works)
    return Section(title, 2, (*blocks, *([table] if table else [])))


def _investment(money: Investment) -> Section:
    title = _("Investment")
    if money.is_empty:
        return Section(title, 2, (Paragraph(ended(_("The ledger has no investment project here"))),))
    blocks: list[Block] = [Paragraph(joined(money.headline, money.support))]
    if money.curve:
        caption = plain(money.curve.title)
        alt = _("Funds received this year as a running sum against the plan: {title}").format(title=caption)
        blocks.append(Picture("funds", target_curve(money.curve, HIGH), WIDTH, HIGH, alt, caption))
    return Section(title, 2, tuple(blocks))


def _beside(kpi: Kpi) -> str:
    texts = (kpi.parts, kpi.target.text if kpi.target else kpi.note)
    return _("; ").join(plain(text) for text in texts if text and text != _("No target set")) or NOTHING
