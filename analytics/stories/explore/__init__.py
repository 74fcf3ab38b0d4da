"""An analyst's own question: any measures by any dimensions, as table, pivot and picture."""

from analytics.stories.explore.answer import Explored, explore
from analytics.stories.explore.pivot import Pivot, pivot
from analytics.stories.explore.request import VIEWS, Exploration, ExplorationError, possible_dimensions

__all__ = ["VIEWS", "Exploration", "ExplorationError", "Explored", "Pivot", "explore", "pivot", "possible_dimensions"]
