"""Stars that citizens give: missing not at random, lower where the answer came late."""

from __future__ import annotations

import numpy as np

from data.demo.arrivals import Cases
from data.demo.calibrate import flip
from data.demo.channels import channels
from data.demo.handling import HOUR, deadlines, planted_factor
from data.demo.places import Places
from data.demo.slices import Slices
from data.demo.streams import Stream, per_row

OVERDUE_DISPLEASES = 0.16
CALLED_BACK = 0.9  # a stream that asks nearly everybody hears the content as often as the displeased
FIVE_OF_SATISFIED = 0.8
ANSWERING = {5: 1.0, 4: 0.78, 3: 1.0, 2: 1.25, 1: 1.25}


def ratings(cases: Cases, sources: list[Stream], places: Places, slices: Slices, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Stars (0 where there are none) and the moment of the rating, calibrated to the published shares."""
    received, resolved = cases["received"], cases["resolved"]
    count = len(received)
    asked = per_row(cases, sources, lambda stream: channels()[stream.channel].rated if stream.rated is None else stream.rated)
    content = per_row(cases, sources, lambda stream: channels()[stream.channel].satisfied if stream.satisfied is None else stream.satisfied)
    waited = (resolved - received) / np.maximum(deadlines(cases, sources) - received, 1)
    content = content * np.where(waited > 1, 1 - OVERDUE_DISPLEASES, 1.0) * planted_factor("less_satisfied", cases, sources, places)
    all_called = asked > CALLED_BACK
    five = rng.random(count) < np.where(all_called, 0.985, FIVE_OF_SATISFIED)
    unhappy = rng.choice([3, 2, 1], count, p=[0.45, 0.25, 0.3])
    stars = np.where(rng.random(count) < content, np.where(five, 5, 4), unhappy)
    answering = np.array([0.0, *(ANSWERING[star] for star in range(1, 6))])[stars]
    stars = np.where(rng.random(count) < asked * np.where(all_called, 1.0, answering), stars, 0)
    moments = resolved + (rng.exponential(26 * HOUR, count) + 600).astype(np.int64)
    _fit_five_star(cases, stars, moments, slices, rng)
    _fit_satisfied(cases, stars, moments, slices, rng)
    return stars, moments


def _fit_five_star(cases: Cases, stars: np.ndarray, moments: np.ndarray, slices: Slices, rng: np.random.Generator) -> None:
    for one in slices.having("five_star"):
        done = slices.inside(cases, one) & (cases["resolved"] < one.as_of)
        before = (stars == 5) & (moments <= one.as_of)
        after = before.copy()
        flip(after, done, one.bounds("five_star"), rng)
        stars[before & ~after] = 4
        gained = after & ~before
        stars[gained] = 5
        resolved = cases["resolved"][gained]
        moments[gained] = resolved + ((one.as_of - resolved) * rng.uniform(0.05, 0.95, gained.sum())).astype(np.int64)


def _fit_satisfied(cases: Cases, stars: np.ndarray, moments: np.ndarray, slices: Slices, rng: np.random.Generator) -> None:
    for one in slices.having("satisfaction_rate"):
        rated = slices.inside(cases, one) & (stars > 0) & (moments <= one.as_of)
        before = stars >= 4
        after = before.copy()
        flip(after, rated, one.bounds("satisfaction_rate", int(rated.sum())), rng)
        stars[after & ~before] = 4
        stars[before & ~after] = 3
