"""Control charts: limits of a process from its own variation, and the rules by which a point stands out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.statistics.change import D2
from analytics.statistics.intervals import Floats

D4_MEDIAN = 0.954  # median range of two normal values, in standard deviations
FEWEST = 8  # points from which ordinary variation can be told


@dataclass(frozen=True)
class Chart:
    """Centre, standard deviation of each point (which differs with its size), and how much wider than chance the points vary."""

    values: Floats
    centre: float
    sigma: Floats
    sigma_z: float

    def limit(self, times: float) -> Floats:
        """The line so many standard deviations above the centre, or below it."""
        return self.centre + times * self.sigma

    @property
    def z(self) -> Floats:
        """Distance of each point from the centre in standard deviations; zero where nothing varies."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.sigma > 0, (self.values - self.centre) / self.sigma, 0.0)


def laney(successes: npt.ArrayLike, trials: npt.ArrayLike) -> Chart | None:
    """p′ chart of rates in order of time; None with too few points or when the rate is always 0 or always 1.

    The binomial standard error of each point is widened by σz, the mean moving range of the z-scores over 1.128. Unlike
    Laney, who also narrows, σz is never under 1: that limits come closer than chance would be no alarm worth raising.
    Laney, D. B. (2002), Improved control charts for attributes. Quality Engineering 14.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if k.size < FEWEST or (n <= 0).any():
        return None
    centre = k.sum() / n.sum()
    if centre in (0.0, 1.0):
        return None
    chance = np.sqrt(centre * (1 - centre) / n)
    return _widened(k / n, float(centre), chance)


def laney_expected(successes: npt.ArrayLike, trials: npt.ArrayLike, expected: npt.ArrayLike, variance: npt.ArrayLike) -> Chart | None:
    """The same chart of how far each rate lies from the one that was to be expected at its time; None with too few points.

    expected: successes that the kinds of cases of each point let expect, with their variance by chance. What all cases go
    through, such as holidays before the end of a month, and a change of their mix are then no signal; a lasting distance
    is the centre. Observed minus expected as in Lovegrove, J. et al. (1997), Monitoring the results of cardiac surgery by variable
    life-adjusted display. Lancet 350.
    """
    k, n, e, v = (np.asarray(values, dtype=float) for values in (successes, trials, expected, variance))
    if k.size < FEWEST or (n <= 0).any() or (v <= 0).any():
        return None
    return _widened((k - e) / n, float((k - e).sum() / n.sum()), np.sqrt(v) / n)


def _widened(values: Floats, centre: float, chance: Floats) -> Chart:
    """By σz, the mean moving range of the z-scores over 1.128, and never narrowed."""
    sigma_z = max(1.0, float(np.abs(np.diff((values - centre) / chance)).mean()) / D2)
    return Chart(values, centre, chance * sigma_z, sigma_z)


def individuals(values: npt.ArrayLike) -> Chart | None:
    """Chart of single values in order of time, limits from the median moving range, which a few jumps do not widen.

    Montgomery, D. C. (2013), Introduction to Statistical Quality Control, 7th ed., 6.4; Clifford, P. C. (1959), Control
    charts without calculations, for the median range.
    """
    x = np.asarray(values, dtype=float)
    if x.size < FEWEST:
        return None
    sigma = float(np.median(np.abs(np.diff(x)))) / D4_MEDIAN
    return Chart(x, float(np.median(x)), np.full(x.shape, sigma), 1.0) if sigma > 0 else None
