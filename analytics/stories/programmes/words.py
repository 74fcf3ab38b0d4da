"""What programmes, their steps and their items are called, and the scope in which one is first shown."""

from __future__ import annotations

from dataclasses import replace

from analytics.asking.geography import begin_in
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.words.language import CHINESE, _, language
from data.contracts.model import N_
from data.contracts.programmes import Programme, ProgrammeError, Step, programmes


def find(name: str) -> Programme:
    """The programme of this id. Raises ProgrammeError that names those there are."""
    known, wrong = programmes()
    found = next((each for each in known if each.id == name), None)
    if found is None:
        raise next((error for error in wrong if error.message.values.get("file", "") == name), None) or ProgrammeError(
            N_("There is no programme {name!r}. Known: {known}."), name=name, known=[each.id for each in known]
        )
    return found


def named(programme: Programme) -> str:
    return programme.name if language() == CHINESE else programme.en or programme.name


def sentence(programme: Programme) -> str:
    return programme.sentence if language() == CHINESE else programme.sentence_en or programme.sentence


def step_name(step: Step) -> str:
    return step.name if language() == CHINESE else step.en or step.name


def unit(programme: Programme) -> str:
    """件, 家, 个; English has one word for all."""
    return programme.unit if language() == CHINESE else _("items")


def counted(value: int, programme: Programme) -> str:
    """1,868 件."""
    return f"{value:,} {unit(programme)}"


def opening(programme: Programme, scope: Scope | None = None) -> Scope:
    """The area where the programme is at home, or the reader is, and all the time since it began, as far as there are data."""
    last = newest().date()
    first = min(programme.since, last)
    return replace(scope or Scope(), window="custom", first=first, last=last, compare="none", area=begin_in(programme.area or None))
