"""What a unit's kinds of cases let expect of its rate, and how far it lies from that: one period of units × kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEAST = 1e-6  # of a unit's own cases: keeps one that shares no kind with any other from having a distance that nothing tells
NEAR = 0.005  # rates of a kind are taken to vary at least as one of 0.5 % does


@dataclass(frozen=True)
class Fit:
    """For every unit, NaN without cases: `effect`, its rate less the rate its kinds of cases have elsewhere, `error`, the variance of
    that by chance. `rates`: of each kind where units have no effect, NaN without cases; `level`: that of all cases together."""

    effect: Floats
    error: Floats
    rates: Floats
    level: float


def fit(trials: npt.ArrayLike, successes: npt.ArrayLike) -> Fit:
    """`trials` and `successes`: one row per unit, one column per kind of case.

    The rate of a kind in a unit is that of the kind plus the effect of the unit, by least squares over the cases. Unlike the ratio of
    observed to expected cases, an effect does not shrink where the unit itself makes up much of the standard, and its error says how well
    the unit can be told from the kinds that it handles. Searle, S. R. (1971), Linear Models, ch. 7: two-way classification without interaction.
    """
    n, k = np.asarray(trials, dtype=float), np.asarray(successes, dtype=float)
    cases, kinds = n.sum(axis=1), n.sum(axis=0)
    here, used = cases > 0, kinds > 0
    n, k, cases, kinds = n[here][:, used], k[here][:, used], cases[here], kinds[used]
    effects, errors, of_kinds = np.full(here.shape, np.nan), np.full(here.shape, np.nan), np.full(used.shape, np.nan)
    if not cases.size:
        return Fit(effects, errors, of_kinds, float("nan"))
    total = cases.sum()
    crude = k.sum(axis=0) / kinds
    system = np.diag(cases * (1 + LEAST)) - (n / kinds) @ n.T + np.outer(cases, cases) / total
    inverse = np.linalg.inv(system)
    effect = inverse @ (k.sum(axis=1) - n @ crude)
    rates = (k.sum(axis=0) - effect @ n) / kinds
    varied = np.clip(rates, NEAR, 1 - NEAR)
    chance = (n @ (varied * (1 - varied))) / cases  # of one case, by the kinds that the unit has
    effects[here], of_kinds[used] = effect, rates
    errors[here] = np.maximum(np.diag(inverse) - 1 / total, LEAST / cases) * chance
    return Fit(effects, errors, of_kinds, float(kinds @ rates / total))
