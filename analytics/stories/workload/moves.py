"""What if workers moved: the moves of a URL, and their effect at once."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.statistics.inequality import busiest, gini, lorenz
from analytics.stories.workload.model import LoadUnit
from analytics.stories.workload.numbers import numbers
from analytics.stories.workload.sentences import load_text
from analytics.words.language import _
from analytics.words.wording import count, number, percent
from data.contracts.model import N_
from data.contracts.problem import Problem

WRITTEN = re.compile(r"(\w+)>(\w+):([0-9]{1,5})")


class MoveError(Problem):
    """A move that cannot be made; the message names the units and why."""


@dataclass(frozen=True)
class Moved:
    """`workers` go from one unit to another, by code."""

    giver: str
    taker: str
    workers: int

    @property
    def text(self) -> str:
        return f"{self.giver}>{self.taker}:{self.workers}"


@dataclass(frozen=True)
class Changed:
    """A unit that gives or takes: workers and weighted load a head before and after; None where nobody is left."""

    unit: LoadUnit
    workers: int
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Trial:
    """The effect of some moves on the whole: Gini, share of the busiest fifth, highest load, and every unit that changes."""

    moves: tuple[Moved, ...]
    title: str
    sentence: str
    changed: tuple[Changed, ...]
    before: tuple[tuple[float, ...], tuple[float, ...]]
    after: tuple[tuple[float, ...], tuple[float, ...]]
    busiest: float


def read_moves(text: str) -> tuple[Moved, ...]:
    """`codeA>codeB:2;…` as moves. Raises MoveError for what is not one."""
    found = []
    for part in filter(None, text.split(";")):
        match = WRITTEN.fullmatch(part)
        if match is None or match[1] == match[2] or not int(match[3]):
            raise MoveError(N_("The address has {text!r}, which is no move such as 211302001001001>211302001001002:1."), text=part[:60])
        found.append(Moved(match[1], match[2], int(match[3])))
    return tuple(found)


def write_moves(moves: Sequence[Moved]) -> str:
    """The moves as `read_moves` reads them; those between the same two units are added up."""
    added: dict[tuple[str, str], int] = {}
    for move in moves:
        pair = (move.giver, move.taker)
        added[pair] = added.get(pair, 0) + move.workers
    return ";".join(Moved(giver, taker, workers).text for (giver, taker), workers in added.items())


def staffed(units: Sequence[LoadUnit]) -> list[LoadUnit]:
    """Units that can take part: those with workers or with work."""
    return [unit for unit in units if unit.workers or unit.weighted]


@kept
def trial(scope: Scope, principal: Principal, level: str, text: str) -> Trial:
    """The moves of the URL carried out one after the other. Raises MoveError when a unit is unknown or has too few workers."""
    units = staffed(numbers(scope, principal, level).units)
    moves = read_moves(text)
    workers = {unit.code: unit.workers for unit in units}
    names = {unit.code: unit.name for unit in units}
    for move in moves:
        for code in (move.giver, move.taker):
            if code not in workers:
                raise MoveError(
                    N_("A move names {code}, which is not among the units compared here. Remove it, or choose its area."), code=code
                )
        if move.workers > workers[move.giver]:
            raise MoveError(
                N_("{name} has {count} workers left and cannot give {wanted}."),
                name=names[move.giver],
                count=workers[move.giver],
                wanted=move.workers,
            )
        workers[move.giver] -= move.workers
        workers[move.taker] += move.workers
    load, before, after = [unit.weighted for unit in units], [unit.workers for unit in units], [workers[unit.code] for unit in units]
    changed = [
        Changed(unit, hands, _per_head(unit.weighted, unit.workers), _per_head(unit.weighted, hands))
        for unit, hands in zip(units, after, strict=True)
        if hands != unit.workers
    ]
    return Trial(
        moves=moves,
        title=_title(moves, gini(load, before), gini(load, after)),
        sentence=_effect(load, before, after),
        changed=tuple(sorted(changed, key=lambda item: (-(item.before or math.inf), item.unit.code))),
        before=_curve(load, before),
        after=_curve(load, after),
        busiest=busiest(load, after),
    )


def _per_head(load: float, workers: int) -> float | None:
    return load / workers if workers else None


def loads(load: Sequence[float], workers: Sequence[int]) -> list[float]:
    return [work / hands if hands else math.inf for work, hands in zip(load, workers, strict=True) if work]


def _curve(load: Sequence[float], workers: Sequence[int]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    x, y = lorenz(load, workers)
    return tuple(x.tolist()), tuple(y.tolist())


def _title(moves: Sequence[Moved], before: float, after: float) -> str:
    if not moves:
        return _("What if: no worker moved yet")
    return _("{workers} moved: Gini {before} → {after}").format(
        workers=count(sum(move.workers for move in moves), "people"), before=number(before, 3), after=number(after, 3)
    )


def _effect(load: Sequence[float], before: Sequence[int], after: Sequence[int]) -> str:
    heaviest = [max(loads(load, hands), default=0.0) for hands in (before, after)]
    told = [_("without workers") if math.isinf(value) else load_text(value) for value in heaviest]
    return _("Highest load per worker {before} → {after}; the busiest 20% carry {share_before} → {share_after}.").format(
        before=told[0], after=told[1], share_before=percent(busiest(load, before)), share_after=percent(busiest(load, after))
    )
