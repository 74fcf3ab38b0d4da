"""All programmes, one line each: how many entered, how far they came, where they wait, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.flows import Flow, by_month, flow
from analytics.asking.geography import areas, seeing_as
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.programmes.words import named, opening, sentence, step_name
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.problem import Problem
from data.contracts.programmes import Programme, programmes

MONTHS = 12


@dataclass(frozen=True)
class Line:
    """One programme in its own area and its own time; `trouble` says why it cannot be computed. `course`: what entered in each of twelve months."""

    id: str
    name: str
    sentence: str
    place: str
    entered: int = 0
    done: int = 0
    open: int = 0
    late: int = 0
    waits_at: str = ""
    course: tuple[int, ...] = ()
    address: tuple[tuple[str, str], ...] = ()
    trouble: Problem | None = None

    @property
    def rate(self) -> float | None:
        return self.done / self.entered if self.entered else None


def index(principal: Principal) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    """The lines, and what is wrong with the files that could not be read."""
    known, wrong = programmes()
    with seeing_as(principal):
        return tuple(_line(opening(programme), principal, programme) for programme in known), wrong


def headline(lines: tuple[Line, ...]) -> str:
    """How many programmes run, and how many items are late in them."""
    running = [line for line in lines if line.entered]
    late = [line for line in running if line.late]
    if not running:
        return _("No programme has an item here")
    text = _("{count} programmes run").format(count=number(len(running)))
    if not late:
        return text + _("; nothing is past the limit of its step")
    worst = max(late, key=lambda line: line.late)
    return text + _("; most is late in {name}: {count}").format(name=worst.name, count=number(worst.late))


@kept
def _line(scope: Scope, principal: Principal, programme: Programme) -> Line:
    name, words = named(programme), sentence(programme)
    place = ""
    try:
        place = areas().get(scope.area).name if scope.area else _("All areas")
        found, months = flow(programme, scope, principal), by_month(programme, scope, principal)
    except Problem as problem:
        return Line(programme.id, name, words, place, trouble=problem)
    return Line(
        programme.id,
        name,
        words,
        place,
        found.entered,
        found.done,
        found.open,
        found.late,
        _waits_at(found),
        _course(months, found.period.end),
        tuple(scope.to_query().items()),
    )


def _waits_at(found: Flow) -> str:
    """The step at which most stand, and how many."""
    at, most = max(enumerate(found.steps[:-1]), key=lambda pair: pair[1].standing)
    if not most.standing:
        return ""
    return _("{step} {count}, {share} of what is open").format(
        step=step_name(found.programme.steps[at]), count=number(most.standing), share=percent(most.standing / found.open, 0)
    )


def _course(months: pd.DataFrame, end: pd.Timestamp) -> tuple[int, ...]:
    last = pd.Timestamp(end) - pd.Timedelta(microseconds=1)
    wanted = pd.date_range(end=last.to_period("M").to_timestamp(), periods=MONTHS, freq="MS")
    return tuple(int(value) for value in months.set_index("month")["entered"].reindex(wanted).fillna(0))
