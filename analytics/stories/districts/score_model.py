"""What the composite score says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One measure of a score: `points` (0–100) at its value, `earned` of `most` points of the whole."""

    measure: str
    name: str
    value: str
    points: float
    earned: float
    most: float

    @property
    def lost(self) -> float:
        return self.most - self.earned


@dataclass(frozen=True)
class Scored:
    """An area with its score (0–100), grade, position, and the positions that other weights would give it."""

    code: str
    name: str
    short: str
    score: float
    grade: str
    position: int
    best: int
    worst: int
    move: str  # the move of a weight that carries it farthest; empty where none does
    focus: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Rule:
    """How one measure becomes points."""

    measure: str
    name: str
    weight: float
    floor: str
    target: str


@dataclass(frozen=True)
class Move:
    """What happens when one weight moves: how many areas change their position, and who moves farthest."""

    key: str
    label: str
    changed: int
    farthest: str


@dataclass(frozen=True)
class ScoreView:
    """`scored`: best first. `unscored`: names of areas with too few cases in one of the measures. `trouble`: why there is nothing."""

    headline: str
    support: str
    trouble: str
    label: str
    source: str
    scored: tuple[Scored, ...]
    unscored: tuple[str, ...]
    rules: tuple[Rule, ...]
    moves: tuple[Move, ...]
    parts_title: str
    rank_title: str
    rank_caption: str
    rules_caption: str

    @property
    def focus(self) -> Scored | None:
        return next((each for each in self.scored if each.focus), None)
