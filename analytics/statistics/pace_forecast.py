"""When a project will be finished if it goes on at its recent pace: a date, a range, or why neither can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from math import sqrt
from typing import Literal

from scipy.stats import t as student

FEWEST = 3  # steps between reports from which a pace and its variation can be told
RECENT = 6.0  # months of the building season that count as recent
RANGE = 0.8  # so likely does the finish lie in the range
FARTHEST = 40.0  # seasons' months ahead beyond which no date is given

Reason = Literal["finished", "too_few", "no_progress", "too_far"]


@dataclass(frozen=True)
class Season:
    """Months of the winter break, and how fast work goes on in them, as a share of the pace of the others."""

    resting: tuple[int, ...]
    winter_pace: float

    def effort(self, after: date, until: date) -> float:
        """Time for building between two days, the first excluded, in months of the season."""
        return _effort(self, after, until)

    def after(self, day: date, effort: float) -> date:
        """The day on which so much time for building has passed since `day`."""
        left = effort * 365.25 / 12
        while left > 1e-9:
            end = _month_end(day + timedelta(days=1))
            pace = self.pace((day + timedelta(days=1)).month)
            whole = (end - day).days * pace
            if whole >= left:
                return day + timedelta(days=max(1, -(-left // pace)))
            left, day = left - whole, end
        return day

    def pace(self, month: int) -> float:
        return self.winter_pace if month in self.resting else 1.0


@dataclass(frozen=True)
class Forecast:
    """`late` is None where the pace varies so much that no end can be named. `pace`: share a month of the season; `months` it rests on."""

    finish: date
    early: date
    late: date | None
    pace: float
    months: float


def forecast(days: Sequence[date], shares: Sequence[float], season: Season) -> Forecast | Reason:
    """From reports (last day of each month, share done 0–1, oldest first).

    The pace is what was done per month of the season over the most recent steps between reports (ratio estimator, variance
    in proportion to the time); the range solves for the time in which the rest is done with the pace at either end of its
    prediction interval (Fieller, E. C. (1954), Some problems in interval estimation. JRSS B 16), with Student's t.
    """
    if shares and shares[-1] >= 1:
        return "finished"
    steps = _recent([(season.effort(a, b), y - x) for a, b, x, y in zip(days, days[1:], shares, shares[1:], strict=False)])
    if len(steps) < FEWEST:
        return "too_few"
    time = sum(effort for effort, _gain in steps)
    pace = sum(gain for _effort, gain in steps) / time
    if pace <= 0:
        return "no_progress"
    rest = 1 - shares[-1]
    spread = sum((gain - pace * effort) ** 2 / effort for effort, gain in steps) / (len(steps) - 1)
    q = _beyond(len(steps) - 1) ** 2 * spread
    if rest / pace > FARTHEST or not season.effort(days[-1], days[-1] + timedelta(days=366)):
        return "too_far"
    low, high = _range(pace, rest, q, time)
    late = season.after(days[-1], high) if high is not None and high <= FARTHEST else None
    return Forecast(season.after(days[-1], rest / pace), season.after(days[-1], low), late, pace, time)


def _range(pace: float, rest: float, q: float, time: float) -> tuple[float, float | None]:
    """Both solutions n of (rest − pace·n)² = q·(n + n²/time); the later one only while it is one."""
    a, b = pace**2 - q / time, 2 * rest * pace + q
    root = sqrt(max(0.0, b**2 - 4 * a * rest**2))
    low = 2 * rest**2 / (b + root)
    return low, (b + root) / (2 * a) if a > 1e-12 else None


def _recent(steps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The last steps with time for building, until they add up to enough of it."""
    found: list[tuple[float, float]] = []
    for effort, gain in reversed([step for step in steps if step[0] > 0]):
        if sum(each for each, _gain in found) >= RECENT - 0.02:
            break
        found.insert(0, (effort, gain))
    return found


@lru_cache(maxsize=4096)
def _effort(season: Season, after: date, until: date) -> float:
    """Hundreds of projects report on the same days."""
    return sum(_days(season, after, until, month) for month in _months(after, until)) * 12 / 365.25


def _days(season: Season, after: date, until: date, month: date) -> float:
    first, last = max(after + timedelta(days=1), month), min(until, _month_end(month))
    return max(0, (last - first).days + 1) * season.pace(month.month)


@cache
def _beyond(freedom: int) -> float:
    return float(student.ppf((1 + RANGE) / 2, freedom))


def _months(after: date, until: date) -> list[date]:
    found, month = [], (after + timedelta(days=1)).replace(day=1)
    while month <= until:
        found.append(month)
        month = _month_end(month) + timedelta(days=1)
    return found


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
