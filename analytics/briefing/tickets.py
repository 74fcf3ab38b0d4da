"""The sections on residents' requests: how things stand, what has changed, how the areas compare."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.briefing.model import Block, Number, Paragraph, Picture, Section, Table
from analytics.briefing.sentences import PREVIOUS, YEAR, changes, ended, is_told, joined, judgement, level, plain
from analytics.catalogue import CATALOGUE
from analytics.exports.workbook import Chart
from analytics.figures.evidence import word
from analytics.figures.flow import flow as flow_figure
from analytics.figures.ranking import ranking
from analytics.language import _
from analytics.stories.districts import Comparison
from analytics.stories.districts.words import headed
from analytics.stories.model import Kpi, Reference, Unit
from analytics.stories.overview import Overview
from analytics.stories.overview.story import standing
from analytics.stories.services import Services
from analytics.stories.tickets import Flow, Tickets
from analytics.wording import number, quantity
from data.contracts.model import N_
from data.contracts.policy import policy

RATE = "resolution_rate"
SITUATION, CHANGES, COMPARISON = N_("Situation"), N_("Changes of the month"), N_("Areas against each other")
MOST_DRAWN = 30  # areas in a picture that is read on paper
WIDTH, ROW, HIGH = 640, 21, 260


def situation(month: str, area: str, kpis: Sequence[Kpi], services: Services) -> Section:
    """一、: each number with its target, services and visits."""
    received, *others = kpis
    texts = []
    if received.value:
        opening = _("In {month} {area} received {count}, {daily}.").format(
            month=month, area=area, count=plain(quantity(received.value, received.unit)), daily=plain(received.note)
        )
        texts.append(joined(opening, _("; ").join(level(kpi) for kpi in others)))
    else:
        texts.append(plain(_("No ticket was received in {month}.").format(month=month)))
    texts.append(joined(services.headline, services.support))
    return Section(_(SITUATION), 1, tuple(Paragraph(text) for text in texts))


def development(view: Overview, year: Overview, tickets: Tickets) -> Section:
    """二、: against the month and the year before, and who drove a change of the rate."""
    if not view.kpis[0].value:
        return Section(_(CHANGES), 1, (Paragraph(ended(_("There is nothing to compare"))),))
    texts = [changes(view.kpis, PREVIOUS), changes(year.kpis, YEAR)]
    rate = next(kpi for kpi in view.kpis if kpi.measure_id == RATE)
    if is_told(rate):
        texts.insert(1, joined(_("On the resolution rate: {text}").format(text=plain(view.support))))
    drawn = _flow(tickets.flow)
    return Section(_(CHANGES), 1, (*(Paragraph(text) for text in texts if text), *drawn))


def comparison(view: Overview, judged: Comparison | None) -> Section:
    """三、: which areas differ from the whole, and how far positions can be told."""
    counted = [unit for unit in view.units if unit.n]
    if view.reference.rate is None or len(counted) < 2:
        return Section(_(COMPARISON), 1, (Paragraph(ended(_("There are no parts with tickets to compare"))),))
    texts = [joined(standing(view.units))]
    if judged is not None and not judged.refused and judged.rank_caption:
        texts.append(joined(_("With the case mix taken into account: {text}").format(text=plain(judged.rank_caption))))
    return Section(_(COMPARISON), 1, (*(Paragraph(text) for text in texts), _ranked(counted, view.reference)))


def main_table(view: Overview, year: Overview) -> Table:
    """Every number of the month with both comparisons."""
    rows = tuple(
        (
            headed(kpi.measure_id),
            Number(kpi.value, kpi.unit),
            Number(kpi.change, kpi.unit, signed=True),
            judgement(kpi),
            Number(before.change, before.unit, signed=True),
            judgement(before),
        )
        for kpi, before in zip(view.kpis, year.kpis, strict=True)
    )
    heads = (
        _("Measure"),
        _("This month"),
        _("On the month before"),
        _("Verdict on the month"),
        _("On the year before"),
        _("Verdict on the year"),
    )
    note = _("Judged at the end of the month, so that the numbers do not change any more.")
    return Table("kpis", _("Main numbers"), heads, rows, (0.2, 0.14, 0.17, 0.16, 0.17, 0.16), note)


def areas_table(view: Overview, judged: Comparison | None) -> Table | None:
    """Areas with cases, best first: rate, interval, judgement, adjusted rate and possible positions."""
    counted = sorted((unit for unit in view.units if unit.n), key=lambda unit: (unit.cls == "thin", -(unit.rate or 0)))
    if not counted:
        return None
    found = {each.code: each for each in judged.standings} if judged else {}
    measure = CATALOGUE.measure(RATE)
    rows = []
    for unit in counted:
        fair = found.get(unit.code)
        places = f"{fair.best}–{fair.worst}" if fair and fair.best and fair.worst else "–"
        rows.append(
            (
                unit.short,
                Number(unit.n, "cases"),
                Number(unit.rate, "percent"),
                Number(unit.low, "percent"),
                Number(unit.high, "percent"),
                word(unit.cls),
                Number(fair.adjusted if fair else None, "percent"),
                places,
            )
        )
    below = headed(measure.denominator)
    heads = (
        _("Area"),
        below,
        headed(RATE),
        _("95% low"),
        _("95% high"),
        _("Against the average"),
        _("Adjusted for case mix"),
        _("Possible positions"),
    )
    note = _("Positions that lie within the interval cannot be told apart.")
    chart = Chart("column", headed(RATE), 0, (2,))
    return Table("areas", _("Areas side by side"), heads, tuple(rows), (0.15, 0.11, 0.11, 0.11, 0.11, 0.16, 0.13, 0.12), note, chart)


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
    return Table("flow", _("In, out, open"), heads, rows, (0.25, 0.25, 0.25, 0.25), chart=chart, is_long=True)


def _flow(flow: Flow) -> tuple[Block, ...]:
    if len(flow.labels) < 2:
        return ()
    caption = _("Received, closed and open through the month")
    alt = _("{caption}: {first} open at first, {last} at the end").format(
        caption=caption, first=number(flow.backlog[0]), last=number(flow.backlog[-1])
    )
    return (Picture("flow", flow_figure(flow, HIGH), WIDTH, HIGH, plain(alt), caption),)


def _ranked(counted: list[Unit], reference: Reference) -> Picture:
    drawn = tuple(sorted(counted, key=lambda unit: unit.rate or 0)[:MOST_DRAWN])
    height = min(760, 60 + ROW * len(drawn))
    assert reference.rate is not None
    figure = ranking(
        drawn,
        reference.rate,
        reference.label,
        policy().targets.get(RATE),
        height,
        value_head=f"{headed(RATE)} %",
        count_head=headed(CATALOGUE.measure(RATE).denominator),
    )
    caption = _("{measure} with 95% intervals").format(measure=headed(RATE))
    if len(drawn) < len(counted):
        caption = _("{measure} with 95% intervals, the {count} lowest").format(measure=headed(RATE), count=len(drawn))
    return Picture("ranking", figure, WIDTH, int(figure.layout.height), caption, caption)
