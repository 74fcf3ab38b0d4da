"""Grids that have fallen silent: a question to ask on the spot, never an accusation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import binom

from analytics.language import _, plural
from analytics.statistics.change import overdispersion_of
from analytics.statistics.discoveries import discoveries
from analytics.stories.overview.model import Finding
from analytics.stories.overview.numbers import Numbers, grids
from analytics.wording import quantity
from data.contracts.policy import policy

DAYS, BEFORE = 90, 365  # the grid's own past is the best witness of what it should report
SHARE = 0.25  # of what was to be expected
EXPECTED = 8.0  # fewer than this cannot be missed
NEAR_ENOUGH = ("district", "street", "community")  # silent grids are named where somebody can go and look


def silence(numbers: Numbers) -> Iterator[Finding]:
    """Grids that report far less than in the year before, while the whole area has not.

    Given both counts of a grid, the recent one is binomial with the share of the whole area; its distance is judged on the
    scale by which grids ordinarily move, with Benjamini-Hochberg over the grids.
    """
    area = numbers.areas.get(numbers.scope.area) if numbers.scope.area else None
    if area is None or area.level not in NEAR_ENOUGH:
        return
    frame = grids(numbers, DAYS, BEFORE)
    if len(frame) < policy().minimum_n or not frame[0].sum() or not frame[1].sum():
        return
    both, share = frame[0] + frame[1], frame[0].sum() / (frame[0].sum() + frame[1].sum())
    phi = overdispersion_of((frame[0] - both * share) / np.sqrt(both * share * (1 - share)))
    expected = frame[1] * frame[0].sum() / frame[1].sum()
    rare = discoveries(binom.cdf(np.floor(frame[0] / phi), np.round(both / phi), share))
    silent = frame[rare & (frame[0] < SHARE * expected) & (expected >= EXPECTED)]
    if not len(silent):
        return
    worst = expected[silent.index].idxmax()
    place = numbers.areas.get(str(worst))
    title = _("{name} reports next to nothing").format(name=place.name)
    evidence = _("{received} in ninety days where the year before lets expect about {expected}; a question, not a verdict").format(
        received=quantity(float(silent.loc[worst, 0]), "cases"), expected=quantity(round(float(expected[worst])), "cases")
    )
    if len(silent) > 1:
        evidence += plural("; {count} more grid", "; {count} more grids", len(silent) - 1).format(count=len(silent) - 1)
    yield Finding(
        "silence",
        "question",
        title,
        evidence,
        "overview",
        tuple(numbers.scope.within(place.code).to_query().items()),
    )
