"""The cards of steps and of holders."""

from __future__ import annotations

from analytics.asking.flows import Flow, StepFlow
from analytics.shapes.panel import Panel
from analytics.shapes.steps import Held, Holding, StepRow, Steps
from analytics.shapes.table import Column, Table
from analytics.stories.programmes.words import counted, step_name, unit
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import number, percent, span
from data.contracts.programmes import Step

MOST_HOLDERS = 8
RECORDED = 0.9  # under this share of those who went past, the record of a step is told apart
FEWEST_TIMED = 20  # of fewer no time is told


def steps(found: Flow) -> Panel[Steps]:
    """The way as a funnel with waits."""
    told, final = found.programme, len(found.steps) - 1
    rows = tuple(
        StepRow(
            name=step_name(step),
            aside=_aside(step, stands),
            reached=stands.reached,
            standing=0 if place == final else stands.standing,
            late=stands.late,
            half=stands.half if _is_timed(step, told.steps, place) and stands.timed >= FEWEST_TIMED else None,
            most=stands.most if _is_timed(step, told.steps, place) and stands.timed >= FEWEST_TIMED else None,
            limit=step.limit,
            known=stands.is_reported,
            final=place == final,
        )
        for place, (step, stands) in enumerate(zip(told.steps, found.steps, strict=True))
    )
    head = Column(_("Step"), tuple(row.name for row in rows))
    counts = (
        Column(_("Came so far"), tuple(row.reached for row in rows), "count"),
        Column(_("Share"), tuple(row.reached / found.entered if found.entered else None for row in rows), "percent"),
        Column(_("Stand here now"), tuple(row.standing for row in rows), "count"),
        Column(_("Past the limit"), tuple(row.late for row in rows), "count"),
    )
    times = (
        Column(_("Half go on within, hours"), tuple(row.half for row in rows), "tenth"),
        Column(_("Nine in ten within, hours"), tuple(row.most for row in rows), "tenth"),
        Column(_("Limit, hours"), tuple(row.limit for row in rows), "tenth"),
    )
    return Panel(
        "programme-steps",
        _title(found),
        Table((head, *counts, *times)),
        Steps(rows, unit(told)) if found.entered else None,
        _("Steps of the programme: how many came so far, where they stand, how long each step takes"),
        empty=_("Nothing entered in this period; choose a longer one or a larger area."),
    )


def holders(found: Flow) -> Panel[Holding]:
    """Who holds what is open, most first; the smaller ones together."""
    listed = [Held(name if name is not None else _("not stated"), count, late, quiet=name is None) for name, count, late in found.holders]
    shown = listed[:MOST_HOLDERS]
    if rest := listed[MOST_HOLDERS:]:
        name = _("{count} others").format(count=number(len(rest)))
        shown.append(Held(name, sum(each.items for each in rest), sum(each.late for each in rest), quiet=True))
    table = Table(
        (
            Column(_("Holder"), tuple(each.name for each in listed)),
            Column(_("Open"), tuple(each.items for each in listed), "count"),
            Column(_("Past the limit"), tuple(each.late for each in listed), "count"),
        )
    )
    title = _("{count} are open").format(count=counted(found.open, found.programme)) if found.open else _("Nothing is open")
    if listed and found.open and found.programme.holder:
        title = _("{name} holds most: {count} of {all}").format(name=listed[0].name, count=number(listed[0].items), all=number(found.open))
    stated = bool(found.programme.holder) and bool(listed)
    empty = _("Nothing is open; everybody has handed on what they had.") if not found.open else _("The rows do not say who holds an item.")
    head = _("Open by holder, {unit}; orange: past the limit of its step").format(unit=unit(found.programme))
    return Panel("programme-holders", title, table, Holding(tuple(shown), head) if stated else None, title, empty=empty)


def _title(found: Flow) -> str:
    """The step at which most is late, or most stands."""
    told = found.programme
    if not found.open:
        return _("Everything came to “{last}”").format(last=step_name(told.last)) if found.entered else _("No item")
    place, worst = max(enumerate(found.steps[:-1]), key=lambda pair: (pair[1].late, pair[1].standing))
    if worst.late:
        return _("“{step}”: {late} of {standing} past the limit of {limit}").format(
            step=step_name(told.steps[place]),
            late=number(worst.late),
            standing=number(worst.standing),
            limit=span(told.steps[place].limit or 0),
        )
    return _("“{step}”: {share} of what is open").format(step=step_name(told.steps[place]), share=percent(worst.standing / found.open, 0))


def _aside(step: Step, stands: StepFlow) -> str:
    """What the step is; or that many went past it without a record of it."""
    if stands.is_reported and stands.marked < RECORDED * stands.reached:
        return _("recorded for {count}").format(count=number(stands.marked))
    return step.note if language() == CHINESE else ""


def _is_timed(step: Step, way: tuple[Step, ...], place: int) -> bool:
    """Two steps that read the same moment are passed at once: there is nothing to time."""
    return place + 1 < len(way) and way[place + 1].reached != step.reached
