"""Areas compared fairly: who really differs, where each could stand, what the case mix does, a score, a duel of two."""

from analytics.stories.districts.choice import FIRST, PEERS, Choice, comparable_rates, levels
from analytics.stories.districts.compare import comparison
from analytics.stories.districts.duel import Duel, duel
from analytics.stories.districts.model import Comparison, Composition, Effect, Fact, Standing
from analytics.stories.districts.presets import ScoreError, presets
from analytics.stories.districts.score import scores
from analytics.stories.districts.score_model import Move, ScoreView
from analytics.stories.districts.units import with_cases

__all__ = [
    "FIRST",
    "PEERS",
    "Choice",
    "Comparison",
    "Composition",
    "Duel",
    "Effect",
    "Fact",
    "Move",
    "ScoreError",
    "ScoreView",
    "Standing",
    "comparable_rates",
    "comparison",
    "duel",
    "levels",
    "presets",
    "scores",
    "with_cases",
]
