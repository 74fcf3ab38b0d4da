"""The smallest set of moves that keeps every worker under a limit, and which limit could be kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.statistics.reallocation import lowest_limit, smallest_moves
from analytics.stories.workload.levels import WIDE, group
from analytics.stories.workload.model import LoadUnit
from analytics.stories.workload.moves import Moved, loads, staffed
from analytics.stories.workload.numbers import numbers
from analytics.stories.workload.sentences import load_text
from analytics.words.language import _
from analytics.words.wording import count, number
from data.contracts.model import N_

STANDARD = 2.0  # times the median load: the limit that a page begins with
NEARBY, WIDER = "near", "wide"
NAMED = 3
SMALL = 2.0
WITHIN = {
    "community": N_("within a community"),
    "street": N_("within a street"),
    "district": N_("within a district"),
    "city": N_("within a city"),
    "province": N_("within a province"),
}


@dataclass(frozen=True)
class Proposal:
    """`lowest`: the smallest limit that moves of this reach allow; None where some area has work and nobody to do it."""

    limit: float
    lowest: float | None
    moves: tuple[Moved, ...]
    title: str
    sentence: str


@kept
def proposal(scope: Scope, principal: Principal, level: str, limit: float, reach: str) -> Proposal:
    """The smallest set of moves under which nobody carries more than `limit`; 0 takes twice the median, or the lowest feasible one."""
    known = areas()
    found = numbers(scope, principal, level)
    units = staffed(found.units)
    groups = [unit.group if reach == NEARBY else group(known, unit.code, WIDE.get(level, "")) for unit in units]
    load, workers = [unit.weighted for unit in units], [unit.workers for unit in units]
    limits = {name: _lowest(load, workers, groups, name) for name in dict.fromkeys(groups)}
    lowest = max(limits.values(), default=0.0)
    wanted = limit or _rounded_up(max(STANDARD * (found.median or 0), lowest if math.isfinite(lowest) else 0.0, 0.01))
    plan = smallest_moves(load, workers, groups, wanted)
    moves = tuple(Moved(units[move.giver].code, units[move.taker].code, move.workers) for move in plan.moves)
    without = [known.name(str(name)) if name else _("the whole") for name in plan.infeasible]
    return Proposal(
        limit=wanted,
        lowest=_rounded_up(lowest) if math.isfinite(lowest) else None,
        moves=moves,
        title=_title(moves, without),
        sentence=_sentence(moves, without, wanted, lowest, plan.proven, sum(value > wanted for value in loads(load, workers))),
    )


def moves_table(moves: Sequence[Moved], units: Sequence[LoadUnit]) -> pd.DataFrame:
    """One row per move: from where to where, how many, and the weighted load per worker of both before and after all moves."""
    by_code = {unit.code: unit for unit in units}
    hands = {unit.code: unit.workers for unit in units}
    for move in moves:
        hands[move.giver] -= move.workers
        hands[move.taker] += move.workers
    givers, takers = ([by_code[code] for code in codes] for codes in ([m.giver for m in moves], [m.taker for m in moves]))
    return pd.DataFrame(
        {
            _("From, code"): [unit.code for unit in givers],
            _("From"): [unit.full_name for unit in givers],
            _("To, code"): [unit.code for unit in takers],
            _("To"): [unit.full_name for unit in takers],
            _("Grid workers moved"): [move.workers for move in moves],
            _("From: load before"): [_per_head(unit, unit.workers) for unit in givers],
            _("From: load after"): [_per_head(unit, hands[unit.code]) for unit in givers],
            _("To: load before"): [_per_head(unit, unit.workers) for unit in takers],
            _("To: load after"): [_per_head(unit, hands[unit.code]) for unit in takers],
        }
    )


def _per_head(unit: LoadUnit, workers: int) -> float | None:
    return round(unit.weighted / workers, 1) if workers else None


def _lowest(load: Sequence[float], workers: Sequence[int], groups: Sequence[str], name: str) -> float:
    inside = [i for i, other in enumerate(groups) if other == name]
    return lowest_limit([load[i] for i in inside], [workers[i] for i in inside])


def _rounded_up(value: float) -> float:
    """To the next tenth, of small loads to the next hundredth."""
    steps = 100 if value < SMALL else 10
    return math.ceil(value * steps - 1e-9) / steps


def _title(moves: Sequence[Moved], without: Sequence[str]) -> str:
    if moves:
        return _("Moving {workers} between {pairs} pairs is enough").format(
            workers=count(sum(move.workers for move in moves), "people"), pairs=number(len(moves))
        )
    return _("No moves keep everybody under the limit") if without else _("Everybody is under the limit already")


def _sentence(moves: Sequence[Moved], without: Sequence[str], limit: float, lowest: float, proven: bool, over: int) -> str:
    said = [_("{count} units are over {limit} per worker now").format(count=number(over), limit=load_text(limit))]
    if without:
        named = _(", ").join(without[:NAMED]) + (
            _(" and {count} more").format(count=number(len(without) - NAMED)) if len(without) > NAMED else ""
        )
        said.append(_("{names} have too few workers in all, whatever is moved").format(names=named))
        if math.isfinite(lowest):
            said.append(_("the lowest limit that can be kept everywhere is {limit}").format(limit=load_text(_rounded_up(lowest))))
        else:
            said.append(_("some have work and nobody to do it, so no limit can be kept there"))
    if moves and not proven:
        said.append(_("no plan moves fewer workers; that none uses fewer pairs could not be proven in two seconds"))
    elif moves:
        said.append(_("no plan moves fewer workers, and none as small uses fewer pairs"))
    return _("; ").join(said) + _(".")
