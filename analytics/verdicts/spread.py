"""How much units ordinarily differ beyond chance: one variance, robust against the few that stand out, pooled over periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.verdicts.fit import Fit

Floats = npt.NDArray[np.float64]
MEDIAN_SQUARE = 0.6744898**2  # of a standard normal value
TUNED = 1.345  # standard deviations beyond which a unit has no more say in the centre (Huber: 95 % efficient)
MEDIAN_SAY = 0.37  # efficiency of the median of squares as a measure of variance
WIDEST = 0.25  # standard deviation of rates of units, more than which none is sought
ROUNDS, HALVINGS = 3, 40
FEWEST_UNITS = 6  # fewer cannot tell how units ordinarily differ: they are held against chance and what passes
MOST_FREEDOM = 1e6


@dataclass(frozen=True)
class Spread:
    """`lasting`: variance between units that stays, `passing`: what moves from period to period beyond chance.

    `centres`: of each period. The freedoms say how well either is known: its variance with that of its own error, and the degrees.
    """

    lasting: float
    passing: float
    centres: tuple[float, ...]
    freedoms: tuple[tuple[float, float], ...] = ()

    @property
    def between(self) -> float:
        """τ²: how units differ in one period."""
        return self.lasting + self.passing

    def freedom_at(self, variance: Floats) -> Floats:
        """Degrees of freedom of a whole variance: what is chance is known, what is between units estimated. Satterthwaite, F. E. (1946),
        An approximate distribution of estimates of variance components, Biometrics Bulletin 2."""
        unsure = sum(estimated**2 / degrees for estimated, degrees in self.freedoms)
        fewest = min((degrees for _estimated, degrees in self.freedoms), default=MOST_FREEDOM)
        return np.asarray(np.clip(variance**2 / max(unsure, 1e-300), max(1.0, fewest), MOST_FREEDOM))


def spread(fits: list[Fit]) -> Spread:
    """Of the periods given, newest first.

    Each is the variance with which the median of the squared distances is what it is of normal ones: Paule, R. C. & Mandel, J. (1982),
    Consensus values and weighting factors, J Res NBS 87, with medians in place of means, so that units that really stand out, up to a
    good quarter of them, do not widen what they are judged by. What passes is told from the steps of each unit, what lasts from its
    mean over the periods, which chance moves least. Higgins, J. P. T., Thompson, S. G. & Spiegelhalter, D. J. (2009), A re-evaluation
    of random-effects meta-analysis, JRSS A 172, for the model.
    """
    effect, error = (np.vstack([getattr(each, name) for each in fits]) for name in ("effect", "error"))
    known = np.isfinite(effect)
    if not known.any():
        return Spread(0.0, 0.0, (0.0,) * len(fits))
    effect, error = np.where(known, effect, 0.0), np.where(known, error, np.inf)
    centres, lasting, passing = np.zeros(len(fits)), 0.0, 0.0
    for _round in range(ROUNDS):
        centres = _centres(effect, 1 / (error + lasting + passing))
        distance = effect - centres[:, None]
        passing = _passing(distance, error, known)
        precision = 1 / (error + passing)
        mean = (precision * distance).sum(axis=0) / precision.sum(axis=0).clip(min=1e-300)
        if known.any(axis=0).sum() < FEWEST_UNITS:
            continue
        lasting = _lasting(mean, 1 / precision.sum(axis=0).clip(min=1e-300), known.any(axis=0), lasting)
    return Spread(lasting, passing, tuple(centres.tolist()), _freedoms(error, known, lasting, passing))


def variance_of(squares: Floats, error: Floats, times: float = 1.0) -> float:
    """v so that the median of squares ÷ (error + times × v) is that of squared normal values; 0 where chance alone is as wide."""
    if np.median(squares / error) <= MEDIAN_SQUARE:
        return 0.0
    low, high = 0.0, WIDEST**2
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        if np.median(squares / (error + times * middle)) > MEDIAN_SQUARE:
            low = middle
        else:
            high = middle
    return high


def _centres(effect: Floats, weight: Floats) -> Floats:
    """Huber's location of each row, from the weighted median on."""
    order = np.argsort(effect, axis=1)
    ahead = np.cumsum(np.take_along_axis(weight, order, axis=1), axis=1)
    half = ahead[:, -1:] / 2 * np.array([1 - 1e-9, 1 + 1e-9])  # just before and just after it: two units of one weight have it between them
    places = (ahead[:, None, :] >= half[:, :, None]).argmax(axis=2)
    centre = np.take_along_axis(np.take_along_axis(effect, order, axis=1), places, axis=1).mean(axis=1, keepdims=True)
    for _step in range(8):
        far = np.abs(effect - centre) * np.sqrt(weight)
        say = weight * np.minimum(1.0, TUNED / np.maximum(far, 1e-12))
        centre = (say * effect).sum(axis=1, keepdims=True) / say.sum(axis=1, keepdims=True).clip(min=1e-300)
    return np.asarray(centre[:, 0])


def _passing(distance: Floats, error: Floats, known: npt.NDArray[np.bool_]) -> float:
    """Half the variance of a unit's steps from period to period beyond chance."""
    both = known[1:] & known[:-1]
    if not both.any():
        return 0.0
    return variance_of(np.diff(distance, axis=0)[both] ** 2, (error[1:] + error[:-1])[both], 2.0)


def _lasting(mean: Floats, error: Floats, known: npt.NDArray[np.bool_], before: float) -> float:
    """Of the units' means over the periods; a unit pulls the centre towards itself, so that its own distance is too small by as much."""
    weight = np.where(known, 1 / (error + before), 0.0)
    say = 1 - weight / weight.sum()
    enough = known & (say > 0.05)
    return variance_of(mean[enough] ** 2 / say[enough], error[enough]) if enough.any() else 0.0


def _freedoms(error: Floats, known: npt.NDArray[np.bool_], lasting: float, passing: float) -> tuple[tuple[float, float], ...]:
    """A lasting difference is seen once however many periods there are, a passing one in each of them."""
    units, cells = int(known.any(axis=0).sum()), int(known.sum())
    typical = float(np.median(error[known]))
    periods = cells / units
    found = [(lasting + (passing + typical) / periods, MEDIAN_SAY * (units - 1))] if units >= FEWEST_UNITS else []
    if cells > units:
        found.append((passing + typical, MEDIAN_SAY * (cells - units)))
    return tuple(found)
