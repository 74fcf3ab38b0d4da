"""One programme: the sentence that its numbers make, and its cards."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.asking.flows import Flow, StepFlow, by_area, flow, items
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.published import Comparison, compare_some
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.rows import Ranking
from analytics.shapes.steps import Holding, Steps
from analytics.stories.programmes.ledger import ledger
from analytics.stories.programmes.places import places
from analytics.stories.programmes.published import published
from analytics.stories.programmes.steps import holders, steps
from analytics.stories.programmes.words import counted, named, sentence, step_name
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import percent, span
from data.contracts.programmes import Programme

MOST_OPEN = 200


@dataclass(frozen=True)
class View:
    headline: str
    support: str
    steps: Panel[Steps]
    holders: Panel[Holding]
    places: Panel[Ranking]
    published: Panel[Picture]
    ledger: Panel[Picture]
    compared: tuple[Comparison, ...]


@kept
def programme(scope: Scope, principal: Principal, told: Programme) -> View:
    """Everything the page says, in the current language. Raises what flow() raises."""
    found = flow(told, scope, principal)
    level = areas().part_level(scope.area)
    parts = by_area(told, scope, principal, level) if level else None
    compared = compare_some(told.published, principal)
    return View(
        headline=_headline(found),
        support=_support(found),
        steps=steps(found),
        holders=holders(found),
        places=places(found, scope, parts, level),
        published=published(told, compared),
        ledger=ledger(found, items(told, scope, principal, MOST_OPEN)),
        compared=compared,
    )


def _headline(found: Flow) -> str:
    told, name = found.programme, named(found.programme)
    if not found.entered:
        return _("{name}: nothing entered in this period").format(name=name)
    text = _("{name}: {entered} entered, {done} came to “{last}” ({share})").format(
        name=name,
        entered=counted(found.entered, told),
        done=counted(found.done, told),
        last=step_name(told.last),
        share=percent(found.done / found.entered),
    )
    if not found.open:
        return text
    step, stands = _fullest(found)
    return text + _("; {count} stand at “{step}”").format(count=counted(stands.standing, told), step=step_name(told.steps[step]))


def _support(found: Flow) -> str:
    parts = [sentence(found.programme) + _(".")]
    if found.late:
        parts.append(_("{count} are past the limit of their step.").format(count=counted(found.late, found.programme)))
    if found.way.half is not None and found.way.half > 0:
        whole = _("Half come through within {half}").format(half=span(found.way.half))
        more = _(", nine in ten within {most}").format(most=span(found.way.most)) if found.way.most is not None else ""
        parts.append(whole + more + _("."))
    missing = [step_name(step) for step, stands in zip(found.programme.steps, found.steps, strict=True) if not stands.is_reported]
    if missing and found.entered:
        parts.append(_("Nobody reports when {steps} was reached.").format(steps=_(", ").join(missing)))
    return ("" if language() == CHINESE else " ").join(parts)


def _fullest(found: Flow) -> tuple[int, StepFlow]:
    return max(enumerate(found.steps[:-1]), key=lambda pair: pair[1].standing)
