"""The story of the renovation page."""

from analytics.stories.renovation.model import Renovation
from analytics.stories.renovation.numbers import plan_years
from analytics.stories.renovation.story import renovation

__all__ = ["Renovation", "plan_years", "renovation"]
