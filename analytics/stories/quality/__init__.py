"""The story of the data quality page: rhythm, completeness, breaches of rules, drift, duplicates."""

from analytics.stories.quality import addresses, panels, words
from analytics.stories.quality.breaches import Breach, breaches
from analytics.stories.quality.completeness import Completeness, Field, completeness
from analytics.stories.quality.drift import Drift, drift
from analytics.stories.quality.duplicates import Duplicates, duplicates
from analytics.stories.quality.freshness import ENDED, LATE, ON_TIME, THIN, Source, freshness
from analytics.stories.quality.unreported import Unreported, unreported

__all__ = [
    "ENDED",
    "LATE",
    "ON_TIME",
    "THIN",
    "Breach",
    "Completeness",
    "Drift",
    "Duplicates",
    "Field",
    "Source",
    "Unreported",
    "addresses",
    "breaches",
    "completeness",
    "drift",
    "duplicates",
    "freshness",
    "panels",
    "unreported",
    "words",
]
