"""The first section: what came in and what is left, targets missed and met, services and visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.briefing.model import Paragraph, Section
from analytics.briefing.sentences import against_targets, amount, joined, plain
from analytics.readings.model import Kpi
from analytics.stories.services import Services
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.model import N_
from data.contracts.policy import policy

SITUATION = N_("Situation")
RATE, BACKLOG, OVERDUE = "resolution_rate", "backlog", "overdue_backlog"
NAMED = 3


def situation(when: str, area: str, kpis: Sequence[Kpi], overdue: int | None, services: Services, offering: str) -> Section:
    """一、: `when` names the month or its days so far, `offering` the area whose services are told where it is a wider one."""
    texts = [_opening(when, area, kpis, overdue)]
    if kpis[0].value:
        texts.append(against_targets([_aimed(kpi, overdue) for kpi in kpis[1:]]))
    texts.append(_served(services, offering))
    return Section(_(SITUATION), 1, tuple(Paragraph(text) for text in texts if text))


def _opening(when: str, area: str, kpis: Sequence[Kpi], overdue: int | None) -> str:
    received = kpis[0]
    if not received.value:
        return plain(_("There is no record of a ticket received in {area} in {month}.").format(area=area, month=when))
    found = {kpi.measure_id: kpi for kpi in kpis}
    if found[RATE].value is None and found[BACKLOG].value is None:
        text = _("In {month} {area} received {count}, {daily}")
        told = text.format(month=when, area=area, count=amount(received.value, received.unit), daily=received.note)
        return joined(told, found[RATE].note)
    text = _("In {month} {area} received {count}, {daily}; {resolved} of them are resolved").format(
        month=when,
        area=area,
        count=amount(received.value, received.unit),
        daily=received.note,
        resolved=number(found[RATE].numerator),
    )
    held = _("With earlier ones {open} are open at the end, {late} of them past their deadline").format(
        open=amount(found[BACKLOG].value, "cases"), late=number(overdue)
    )
    return joined(text, held)


def _aimed(kpi: Kpi, overdue: int | None) -> Kpi:
    """The target of the backlog is one of its overdue cases."""
    return (
        replace(kpi, measure_id=OVERDUE, value=float(overdue)) if kpi.measure_id == BACKLOG and kpi.target and overdue is not None else kpi
    )


def _served(services: Services, offering: str) -> str:
    known = [kpi for kpi in services.kpis if kpi.value is not None]
    if not known:
        return joined(services.headline)
    parts = [_("On services and visits: {text}").format(text=against_targets(known)), _low(services), _waiting(services)]
    if offering:
        parts.append(_("Items and cases are those of the whole {area}.").format(area=offering))
    return joined(*parts)


def _low(services: Services) -> str:
    compared = services.coverage.picture.units if services.coverage.picture else ()
    low = sorted((unit for unit in compared if unit.cls == "low"), key=lambda unit: unit.rate or 0)
    if not low:
        return ""
    names = _(", ").join(_("{name} ({value})").format(name=unit.short, value=f"{unit.k:,}/{unit.n:,}") for unit in low[:NAMED])
    return _("Clearly less of the plan is done in {names}.").format(names=names)


def _waiting(services: Services) -> str:
    waits, limit = services.waits, policy().visits.long_without_days
    if waits.unknown or not waits.grids:
        return ""
    if not waits.late:
        return _("Every grid was visited within {limit} days.").format(limit=limit)
    text = _("{count} grids have had no visit for over {limit} days").format(count=number(len(waits.late)), limit=limit)
    silent = [grid.name for grid in waits.late if grid.silent]
    if silent:
        more = _("{names} among them report next to nothing").format(names=_(", ").join(silent[:NAMED]))
        text = _("{text}, {more}").format(text=text, more=more)
    return text
