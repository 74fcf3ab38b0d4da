"""The smallest set of moves, against every possible set of moves on small cases."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.reallocation import Plan, _in_order, lowest_limit, needed, smallest_moves

units = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=2, max_size=4)


def brute_force(load: list[int], workers: list[int], limit: float) -> tuple[int, int] | None:
    """Fewest workers moved, then fewest pairs, over every matrix of moves; None where no matrix will do."""
    count = len(load)
    pairs = [(i, j) for i in range(count) for j in range(count) if i != j]
    best: tuple[int, int] | None = None
    for amounts in product(*(range(workers[i] + 1) for i, _j in pairs)):
        after, given_away = list(workers), [0] * count
        for (i, j), amount in zip(pairs, amounts, strict=True):
            after[i] -= amount
            after[j] += amount
            given_away[i] += amount
        fits = all(work <= limit * hands + 1e-9 and (hands >= 1 or had == 0) for work, hands, had in zip(load, after, workers, strict=True))
        if fits and all(gone <= had for gone, had in zip(given_away, workers, strict=True)):
            cost = (sum(amounts), sum(amount > 0 for amount in amounts))
            best = cost if best is None else min(best, cost)
    return best


def after(plan: Plan, workers: list[int]) -> np.ndarray:
    hands = np.array(workers)
    for move in plan.moves:
        hands[move.giver] -= move.workers
        hands[move.taker] += move.workers
    return hands


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=2, max_size=3), st.sampled_from([1.0, 2.0, 3.5, 5.0]))
def test_no_other_plan_moves_fewer_workers_between_fewer_pairs(rows: list[tuple[int, int]], limit: float) -> None:
    load, workers = [row[0] for row in rows], [row[1] for row in rows]
    plan, best = smallest_moves(load, workers, ["g"] * len(rows), limit), brute_force(load, workers, limit)
    if best is None:
        assert plan.infeasible == ("g",) and not plan.moves
    else:
        assert (sum(move.workers for move in plan.moves), len(plan.moves)) == best
        assert plan.proven


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.sampled_from("ab")), min_size=2, max_size=20), st.integers(2, 20))
def test_a_plan_keeps_to_its_limit_its_group_and_the_number_of_workers(rows: list[tuple[int, int, str]], limit: int) -> None:
    load, workers, groups = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
    plan = smallest_moves(load, workers, groups, limit)
    hands = after(plan, workers)
    assert hands.sum() == sum(workers) and (hands >= 0).all()
    assert all(groups[move.giver] == groups[move.taker] for move in plan.moves)
    for work, here, group in zip(load, hands, groups, strict=True):
        assert group in plan.infeasible or work <= limit * here + 1e-6


@settings(max_examples=80, deadline=None)
@given(units)
def test_the_lowest_limit_is_feasible_and_nothing_below_it_is(rows: list[tuple[int, int]]) -> None:
    load, workers = [row[0] for row in rows], [row[1] for row in rows]
    limit = lowest_limit(load, workers)
    if limit == 0:
        assert not any(load)
    elif np.isinf(limit):
        assert smallest_moves(load, workers, ["g"] * len(rows), 1e6).infeasible
    else:
        assert not smallest_moves(load, workers, ["g"] * len(rows), limit).infeasible
        assert smallest_moves(load, workers, ["g"] * len(rows), limit * 0.999).infeasible


def test_one_worker_stays_where_nothing_came_in() -> None:
    assert needed([0, 0, 9], [2, 0, 1], 5).tolist() == [1, 0, 2]


def test_a_worker_does_not_leave_the_street() -> None:
    plan = smallest_moves([10, 1, 1, 1], [1, 1, 1, 9], ["s", "s", "t", "t"], 5)
    assert plan.infeasible == ("s",)
    assert not plan.moves


def test_one_giver_with_enough_is_taken_before_two() -> None:
    plan = smallest_moves([30, 1, 1, 1], [1, 2, 2, 3], ["s"] * 4, 10)
    assert [(move.giver, move.taker, move.workers) for move in plan.moves] == [(3, 0, 2)]


@pytest.mark.parametrize(("spare", "lack"), [([3, 1, 2], [2, 4]), ([5], [1, 1, 2]), ([1, 1, 1], [3])])
def test_what_is_given_when_time_runs_out_is_a_plan_too(spare: list[int], lack: list[int]) -> None:
    shares = _in_order(np.array(spare), np.array(lack))
    assert shares.sum(axis=0).tolist() == lack
    assert (shares.sum(axis=1) <= spare).all()


def test_four_hundred_units_are_done_in_the_time_that_a_page_waits() -> None:
    rng = np.random.default_rng(1)
    workers = rng.integers(1, 6, 400)
    load = rng.gamma(2, 6, 400) * workers
    plan = smallest_moves(load, workers, ["one"] * 400, 1.6 * float(load.sum() / workers.sum()), seconds=1.0)
    hands = after(plan, workers.tolist())
    assert (load <= 1.6 * load.sum() / workers.sum() * hands + 1e-6).all()
