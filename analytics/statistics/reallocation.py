"""Which workers to move so that nobody carries more than a limit: the smallest set of moves."""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Ints = npt.NDArray[np.int64]
SECONDS = 2.0  # for all groups together; a page waits no longer
ROUNDS = 60  # halvings of an interval, to the precision of a float
ROUNDING = 1e-9  # a load of exactly the limit is within it


@dataclass(frozen=True)
class Move:
    """`workers` go from the unit at index `giver` to the one at `taker`."""

    giver: int
    taker: int
    workers: int


@dataclass(frozen=True)
class Plan:
    """`moves` that bring every unit of the feasible groups under the limit, and whether they are proven to be the smallest set.

    `infeasible`: groups without enough workers, whatever is moved; they are left as they are.
    """

    moves: tuple[Move, ...]
    proven: bool
    infeasible: tuple[Hashable, ...]


def needed(load: npt.ArrayLike, workers: npt.ArrayLike, limit: float) -> Ints:
    """The fewest workers with which each unit is within `limit` a head; one stays where there is one, whatever the load."""
    hands = np.asarray(workers, dtype=np.int64)
    must = np.ceil(np.asarray(load, dtype=float) / limit - ROUNDING).astype(np.int64)
    return np.asarray(np.maximum(must, np.minimum(hands, 1)))


def lowest_limit(load: npt.ArrayLike, workers: npt.ArrayLike) -> float:
    """The smallest limit a head that moves inside one group can reach; infinite where there is work and nobody to do it."""
    work, total = np.asarray(load, dtype=float), int(np.asarray(workers).sum())
    if not (work > 0).any():
        return 0.0
    if int(needed(work, workers, float(work.sum())).sum()) > total:
        return float("inf")
    low, high = 0.0, float(work.sum())
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        low, high = (low, middle) if int(needed(work, workers, middle).sum()) <= total else (middle, high)
    # Between two such limits nothing changes: the exact one is the load of the busiest unit with the workers that it then has.
    busy = work > 0
    return float((work[busy] / needed(work, workers, high)[busy]).max())


def smallest_moves(load: npt.ArrayLike, workers: npt.ArrayLike, groups: Sequence[Hashable], limit: float, seconds: float = SECONDS) -> Plan:
    """Move as few workers as can be, and among such plans between as few pairs of units, within each group.

    With n[i] = max(⌈load[i] / limit⌉, 1 where there is a worker) the fewest that can be moved are the Σ max(0, n[i] − workers[i])
    that are lacking: only units that lack workers receive, and only those that can spare some give. Among such plans an
    integer programme for each group finds the fewest pairs: x[i, j] ≥ 0 workers go from i to j, y[i, j] is 1 where any do;
    minimise Σ y subject to Σᵢ x[i, j] = what j lacks, Σⱼ x[i, j] ≤ what i can spare, x[i, j] ≤ min(spare, lack) · y[i, j].
    Solved by HiGHS through scipy.optimize.milp.
    """
    work, hands = np.asarray(load, dtype=float), np.asarray(workers, dtype=np.int64)
    need = needed(work, hands, limit)
    ends = time.monotonic() + seconds
    moves: list[Move] = []
    proven, infeasible = True, []
    members: dict[Hashable, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    for group, inside in members.items():
        gap = need[inside] - hands[inside]
        if gap.sum() > 0:
            infeasible.append(group)
            continue
        takers, givers = [i for i, g in zip(inside, gap, strict=True) if g > 0], [i for i, g in zip(inside, gap, strict=True) if g < 0]
        if takers:
            shares, best = _transport((hands - need)[givers], (need - hands)[takers], max(0.05, ends - time.monotonic()))
            proven &= best
            moves += [Move(givers[i], takers[j], int(shares[i, j])) for i, j in zip(*np.nonzero(shares), strict=True)]
    return Plan(tuple(moves), proven, tuple(infeasible))


def _transport(spare: Ints, lack: Ints, seconds: float) -> tuple[Ints, bool]:
    """Workers from each giver to each taker, and whether no plan between fewer pairs is possible."""
    givers, takers = len(spare), len(lack)
    pairs = givers * takers
    i, j = np.divmod(np.arange(pairs), takers)
    most = np.minimum(spare[i], lack[j])
    one = np.ones(pairs)
    inflow = coo_array((one, (j, np.arange(pairs))), shape=(takers, 2 * pairs))
    outflow = coo_array((one, (i, np.arange(pairs))), shape=(givers, 2 * pairs))
    here = np.arange(pairs)
    tied = coo_array((np.concatenate([one, -most]), (np.tile(here, 2), np.arange(2 * pairs))), shape=(pairs, 2 * pairs))
    found = milp(
        c=np.concatenate([0 * one, one]),
        integrality=np.ones(2 * pairs),
        bounds=Bounds(0, np.concatenate([most, one])),
        constraints=[
            LinearConstraint(inflow.tocsr(), lack, lack),
            LinearConstraint(outflow.tocsr(), 0, spare),
            LinearConstraint(tied.tocsr(), -np.inf, 0),
        ],
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return _in_order(spare, lack), False
    return np.rint(found.x[:pairs]).astype(np.int64).reshape(givers, takers), found.status == 0


def _in_order(spare: Ints, lack: Ints) -> Ints:
    """The largest spare to the largest lack, one after the other: as few workers, though perhaps more pairs than needed."""
    shares = np.zeros((len(spare), len(lack)), dtype=np.int64)
    left, open_ = spare.copy(), lack.copy()
    for taker in np.argsort(-lack, kind="stable"):
        while open_[taker]:
            giver = int(np.argmax(left))
            shares[giver, taker] += (sent := min(left[giver], open_[taker]))
            left[giver] -= sent
            open_[taker] -= sent
    return shares
