"""The verdict among peers: which units differ from what their cases let expect by more than chance and what units ordinarily differ by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, ndtr, ndtri, stdtr, stdtrit

from analytics.statistics.discoveries import discoveries
from analytics.statistics.funnel import Class
from analytics.verdicts.fit import Fit, fit
from analytics.verdicts.spread import Spread, spread

Floats = npt.NDArray[np.float64]
Counts = tuple[npt.ArrayLike, npt.ArrayLike]  # trials and successes, one row per unit, one column per kind of case
HALVINGS = 45
MOST_CASES = 100_000
NEAR = 1e-6


@dataclass(frozen=True)
class Rule:
    """How far a rate may stray from `centre` with so many cases before it differs: the one rule of verdict, band, funnel and power.

    `smallest`: a difference under this is of no interest. `crit`: the p value at which false discoveries among the units are held.
    """

    centre: float
    spread: Spread
    smallest: float
    crit: float

    def p(self, rate: npt.ArrayLike, cases: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Two-sided p of rates with so many cases, and which lie below."""
        size, freedom = self._size(cases)
        successes = np.clip(np.asarray(rate, dtype=float), 0, 1) * size
        few, many = _few(successes, size, self.centre), _few(size - successes, size, 1 - self.centre)
        z = ndtri(np.clip(np.minimum(few, many), 1e-300, 0.5))
        return np.asarray(2 * stdtr(freedom, z)), np.asarray(few < many)

    def limits(self, cases: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Lowest and highest rate that does not differ; 0 and 1 where none can."""
        size, freedom = self._size(cases)
        tail = ndtr(stdtrit(freedom, self.crit / 2))
        low = _sought(tail, size, self.centre)
        high = 1 - _sought(tail, size, 1 - self.centre)
        return np.minimum(low, max(0.0, self.centre - self.smallest)), np.maximum(high, min(1.0, self.centre + self.smallest))

    def needed(self, difference: float) -> int | None:
        """From about how many cases on a unit that is worse by so much is told; None where not even many show it."""
        sizes = np.geomspace(10, MOST_CASES, 200)
        told = self.limits(sizes)[0] > self.centre - difference
        return int(np.ceil(sizes[told.argmax()])) if told.any() and difference > self.smallest else None

    def _size(self, cases: npt.ArrayLike) -> tuple[Floats, Floats]:
        """As many cases as vary by chance alone as much as these do with the differences between units; and degrees of freedom."""
        chance = self.centre * (1 - self.centre)
        variance = chance / np.maximum(np.asarray(cases, dtype=float), NEAR) + self.spread.between
        return np.asarray(chance / variance), self.spread.freedom_at(variance)


@dataclass(frozen=True)
class Peers:
    """One entry per unit. `rate` observed and `expected` of its cases in a typical unit; `adjusted` = centre + rate − expected; `low` and
    `high`: the band in which its observed rate is like that of its peers; `weight`: its cases, counted as so many of the ordinary kind; `shrunk`
    with its standard error `error`: the rate without what chance explains. `rates`: of the kinds of cases in a typical unit."""

    rule: Rule
    classes: tuple[Class, ...]
    rate: Floats
    expected: Floats
    adjusted: Floats
    low: Floats
    high: Floats
    weight: Floats
    p: Floats
    tested: int
    shrunk: Floats
    error: Floats
    rates: Floats


def judge(periods: Sequence[Counts], minimum: int, smallest: float, level: float = 0.05) -> Peers:
    """Judge the units in the first of `periods`, by how units have differed in all of them.

    Observed less expected by kinds of case, additive variance between units, t tails since that variance is estimated, false
    discoveries at `level` (Benjamini–Hochberg). Spiegelhalter, D. J. (2005), Handling over-dispersion of performance indicators, Qual
    Saf Health Care 14, for the additive form; Jones, H. E., Ohlssen, D. I. & Spiegelhalter, D. J. (2008), Use of the false discovery
    rate when comparing multiple health care providers, J Clin Epidemiol 61. Units with fewer than `minimum` cases are thin.
    """
    fits = [fit(*counts) for counts in periods]
    found, now = spread(fits), fits[0]
    cases, successes = (np.asarray(part, dtype=float).sum(axis=1) for part in periods[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(cases > 0, successes / cases, np.nan)
    # A unit's expected rate is rate − distance, so that both add up to the last case where a kind's rate is cut at 0 or 1.
    distance = now.effect - found.centres[0]
    centre = float(np.clip(now.level + found.centres[0], NEAR, 1 - NEAR)) if np.isfinite(now.level) else float("nan")
    if not NEAR < centre < 1 - NEAR:
        return _level(Rule(centre, found, smallest, level), cases, rate, now, minimum)
    weight = centre * (1 - centre) / now.error
    adjusted = centre + distance
    p, below = Rule(centre, found, smallest, level).p(adjusted, weight)
    tested = cases >= minimum
    stands = discoveries(np.where(tested, p, np.nan), level)
    count = int(tested.sum())
    rule = Rule(centre, found, smallest, level * max(1, int(stands.sum())) / max(1, count))
    stands &= np.abs(distance) >= smallest
    sides = np.where(stands, np.where(below, "low", "high"), np.where(tested, "same", "thin"))
    low, high = rule.limits(weight)
    expected = rate - distance
    shift = expected - centre
    shrunk, error = _shrunk(distance, now.error, found.between)
    # A limit that no rate can reach stays out of reach.
    band = (np.where(low <= 0, 0.0, np.clip(low + shift, 0, 1)), np.where(high >= 1, 1.0, np.clip(high + shift, 0, 1)))
    return Peers(
        rule, tuple(sides.tolist()), rate, expected, adjusted, *band, weight, p, count, centre + shrunk, error, now.rates + found.centres[0]
    )


def _level(rule: Rule, cases: Floats, rate: Floats, now: Fit, minimum: int) -> Peers:
    """Where every rate is 0 or every one 1, or there is nothing, nobody differs."""
    classes: tuple[Class, ...] = tuple("same" if count >= minimum else "thin" for count in cases)
    none = np.full(rate.shape, np.nan)
    return Peers(
        rule,
        classes,
        rate,
        rate.copy(),
        rate.copy(),
        rate.copy(),
        rate.copy(),
        cases,
        none,
        0,
        rate.copy(),
        np.zeros(rate.shape),
        now.rates,
    )


def _shrunk(distance: Floats, error: Floats, between: float) -> tuple[Floats, Floats]:
    """What is left of each distance when chance is taken off, and its standard error: empirical Bayes, never more than one standard
    error of chance away, so that a unit that really stands out is not drawn into the crowd.

    Efron, B. & Morris, C. (1972), Limiting the risk of Bayes and empirical Bayes estimators, JASA 67: limited translation.
    """
    keeps = between / (between + error)
    pulled, most = (1 - keeps) * distance, np.sqrt(error)
    is_limited = np.abs(pulled) > most
    return distance - np.clip(pulled, -most, most), np.sqrt(np.where(is_limited, error, keeps * error))


def _few(successes: Floats, trials: Floats, rate: float) -> Floats:
    """Mid-p tail: half of what is as rare, and all that is rarer. Between whole cases by the incomplete beta function."""
    return (_at_most(successes, trials, rate) + _at_most(successes - 1, trials, rate)) / 2


def _at_most(successes: Floats, trials: Floats, rate: float) -> Floats:
    inside = np.clip(successes, -1, trials)
    value = betainc(np.maximum(trials - inside, 1e-12), np.maximum(inside + 1, 1e-12), 1 - rate)
    return np.where(inside >= trials, 1.0, np.where(inside <= -1, 0.0, value))


def _sought(tail: Floats, size: Floats, rate: float) -> Floats:
    """The lowest rate whose lower mid-p tail is not smaller than `tail`; 0 where no rate is so rare."""
    low, high = np.zeros(size.shape), np.full(size.shape, rate)
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        rare = _few(middle * size, size, rate) < tail
        low, high = np.where(rare, middle, low), np.where(rare, high, middle)
    return np.where(_few(np.zeros(size.shape), size, rate) >= tail, 0.0, high)
