"""What the comparison of areas says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.shapes.units import Reference
from analytics.statistics.funnel import Class
from analytics.verdicts import Rule


@dataclass(frozen=True)
class Standing:
    """An area with its rate, what is left of it when its case mix is taken off, and where it stands.

    Rates are 0–1. `position`, `adjusted…`, `best` and `worst` (95 % interval of the position) are None for one with too few cases;
    `adjusted…` also where too few cases are of known kinds. The verdict is one of every page: the observed rate lies outside the band
    `band_low`–`band_high`, and so `fair`, the rate that a typical area's cases would have, outside the funnel at `weight`, its cases
    counted as so many of the ordinary kind. `shrunk`: `fair` without what chance explains, of which the positions are made.
    """

    code: str
    name: str
    short: str
    above: str  # name of the area it lies in
    n: int
    k: int
    rate: float | None
    low: float | None
    high: float | None
    cls: Class
    focus: bool
    position: int | None
    expected: float | None  # rate that its case mix alone would give
    adjusted: float | None
    adjusted_low: float | None
    adjusted_high: float | None
    adjusted_position: int | None
    best: int | None
    worst: int | None
    coverage: float | None
    received: int
    on_time: float | None
    median_hours: float | None
    satisfaction: float | None
    trend: tuple[float | None, ...]
    band_low: float | None
    band_high: float | None
    weight: float
    shrunk: float | None
    fair: float

    @property
    def band(self) -> tuple[float, float] | None:
        return None if self.band_low is None or self.band_high is None else (self.band_low, self.band_high)

    @property
    def is_ranked(self) -> bool:
        return self.position is not None

    @property
    def told(self) -> float | None:
        """The fairest rate there is: adjusted, or else raw."""
        return self.rate if self.adjusted is None else self.adjusted


@dataclass(frozen=True)
class Effect:
    """What one category adds to a difference of rates (0–1), with the shares of the cases on both sides."""

    name: str
    effect: float
    share: float | None = None
    usual: float | None = None


@dataclass(frozen=True)
class Composition:
    """How the case mix of the focus moves its expected rate; the effects sum to `total`."""

    title: str
    total: float
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Fact:
    """One line of a method note: what, and its value or sentence."""

    name: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """`standings` are the areas with cases, fairest rate first, thin ones last. `trouble` says why there is nothing to compare."""

    measure: str
    level: str
    headline: str
    support: str
    trouble: str
    standings: tuple[Standing, ...]
    reference: Reference
    rule: Rule | None
    funnel_title: str
    funnel_caption: str
    rank_title: str
    rank_caption: str
    table_title: str
    refused: str  # why there is no adjustment; empty where there is one
    composition: Composition | None
    method: tuple[Fact, ...]

    @property
    def focus(self) -> Standing | None:
        return next((standing for standing in self.standings if standing.focus), None)
