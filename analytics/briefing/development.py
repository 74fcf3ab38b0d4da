"""The second section: what has changed against the month and the year before, who drove it, and the course of the month."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.briefing.categories import Categories, told
from analytics.briefing.model import Block, Number, Paragraph, Picture, Section, Table
from analytics.briefing.sentences import changes, ended, is_told, joined, plain
from analytics.exports.workbook import Chart
from analytics.figures.drawing import draw
from analytics.figures.layout import Size
from analytics.readings.model import Kpi
from analytics.shapes.tickets import Flow
from analytics.stories.overview import Overview
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.model import N_

CHANGES = N_("Changes of the month")
RATE = "resolution_rate"
WIDTH, HIGH = 640, 250


def development(view: Overview, year: Sequence[Kpi], kinds: Categories, flow: Flow, against: tuple[str, str]) -> Section:
    """二、: `against` names what the month is compared with, then what the year before is called."""
    if not view.kpis[0].value:
        return Section(_(CHANGES), 1, (Paragraph(ended(_("There is nothing to compare"))),))
    rate = next(kpi for kpi in view.kpis if kpi.measure_id == RATE)
    driver = _("On the resolution rate: {text}").format(text=plain(view.support)) if is_told(rate) and view.support else ""
    has_before = any(kpi.change is not None for kpi in view.kpis)
    texts = [changes(view.kpis, against[0]), joined(driver, told(kinds, against[0]) if has_before else ""), changes(year, against[1])]
    return Section(_(CHANGES), 1, (*(Paragraph(text) for text in texts if text), *_flow(flow)))


def flow_table(flow: Flow) -> Table | None:
    """What came in, was closed and stayed open, for the workbook and its native chart."""
    if len(flow.labels) < 2:
        return None
    rows = tuple(
        (label, Number(came, "cases"), Number(went, "cases"), Number(stayed, "cases"))
        for label, came, went, stayed in zip(flow.labels, flow.received, flow.closed, flow.backlog, strict=True)
    )
    heads = (_("Time"), _("Received"), _("Closed in the period"), _("Backlog"))
    chart = Chart("line", _("In, out, open"), 0, (1, 2, 3))
    return Table("flow", _("In, out, open"), heads, rows, chart=chart, is_long=True)


def _flow(flow: Flow) -> tuple[Block, ...]:
    if len(flow.labels) < 2:
        return ()
    caption = _("Received, closed and open through the month")
    alt = _("{caption}: {first} open at first, {last} at the end").format(
        caption=caption, first=number(flow.backlog[0]), last=number(flow.backlog[-1])
    )
    return (Picture("flow", draw(flow, Size(HIGH)), WIDTH, HIGH, plain(alt), caption),)
