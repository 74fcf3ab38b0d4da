"""How many of a cohort go on to the next step and how long it takes, while some are still open and some withdraw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from statsmodels.duration.survfunc import CumIncidenceRight

from analytics.statistics.intervals import wilson

Floats = npt.NDArray[np.float64]
OPEN, WENT_ON, WITHDREW = 0, 1, 2
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Incidence:
    """Probability of having gone on by each of `days`, with its 95 % interval (0–1); `longest` is the longest that anybody was followed.

    Aalen, O. O. & Johansen, S. (1978), An empirical transition matrix for non-homogeneous Markov chains. Scand J Statist 5.
    A withdrawn project can no longer go on: it is a competing end, not one that was lost from sight, as which
    Kaplan–Meier would count it and promise too much.
    """

    n: int
    went_on: int
    withdrew: int
    days: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    longest: float

    def at(self, day: float) -> tuple[float, float, float] | None:
        """Share and interval after so many days; None where nobody has been followed so long and some are still open."""
        if not self.n or (self.longest < day and self.went_on + self.withdrew < self.n):
            return None
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            low, high = wilson([0], [self.n])
            return 0.0, float(low[0]), float(high[0])
        return self.share[place], self.low[place], self.high[place]

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Days until half have gone on, with the 95 % interval; None where half is not reached.

        Brookmeyer, R. & Crowley, J. (1982), A confidence interval for the median survival time. Biometrics 38.
        """
        return self._first(self.share), self._first(self.high), self._first(self.low)

    def _first(self, curve: tuple[float, ...]) -> float | None:
        return next((day for day, share in zip(self.days, curve, strict=True) if share >= 0.5), None)


def waits(begun: npt.ArrayLike, went_on: npt.ArrayLike, withdrew: npt.ArrayLike, as_of: np.datetime64) -> tuple[Floats, Floats]:
    """Days from the beginning to whatever came first, and what that was; three arrays of dates, NaT where nothing happened.

    What happened at as-of or later is not known yet; rows that had not begun by then are left out.
    """
    start, on, out = (np.asarray(moments, dtype="datetime64[D]") for moments in (begun, went_on, withdrew))
    last = as_of.astype("datetime64[D]") if as_of == as_of.astype("datetime64[D]") else as_of.astype("datetime64[D]") + DAY
    known = ~np.isnat(start) & (start < last)
    start, on, out = start[known], on[known], out[known]
    far = np.datetime64("9999-12-31", "D")
    on = np.where(np.isnat(on) | (on >= last), far, on)
    out = np.where(np.isnat(out) | (out >= last), far, out)
    kind = np.where((on == far) & (out == far), OPEN, np.where(on <= out, WENT_ON, WITHDREW))
    end = np.where(kind == OPEN, last - DAY, np.minimum(on, out))
    return np.maximum((end - start) / DAY, 0.0), kind.astype(float)


def incidence(days: Floats, kind: Floats) -> Incidence:
    """Aalen–Johansen with Greenwood-type errors (statsmodels), intervals on the scale of log(−log) so that they stay in 0–1."""
    n = int(days.size)
    counts = [int((kind == what).sum()) for what in (WENT_ON, WITHDREW)]
    longest = float(days.max()) if n else 0.0
    if not n or not counts[0]:
        return Incidence(n, counts[0], counts[1], (), (), (), (), longest)
    # A cause that nobody met would be no cause to statsmodels: the first one is always going on.
    with np.errstate(divide="ignore", invalid="ignore"):  # the error where nobody is left; it is replaced below
        fit = CumIncidenceRight(days, kind)
    times, share, error = fit.times, np.clip(fit.cinc[0], 0, 1), fit.cinc_se[0]
    steps = np.flatnonzero(np.diff(np.concatenate([[0.0], share])) > 0)
    times, share, error = times[steps], share[steps], np.nan_to_num(error[steps])
    low, high = _bounds(share, error, n)
    return Incidence(n, counts[0], counts[1], tuple(times), tuple(share), tuple(low), tuple(high), longest)


def _bounds(share: Floats, error: Floats, n: int) -> tuple[Floats, Floats]:
    edge_low, edge_high = wilson(np.round(share * n), np.full(share.shape, n))
    inside = (share < 1 - 1e-12) & (error > 0)
    safe = np.where(inside, share, 0.5)
    half = norm.ppf(0.975) * np.where(inside, error, 0.0) / (safe * np.abs(np.log(safe)))
    return np.where(inside, safe ** np.exp(half), edge_low), np.where(inside, safe ** np.exp(-half), edge_high)
