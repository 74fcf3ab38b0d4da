"""How busy a day is: weekdays, holidays, seasons of each kind of request."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

# Factors for the months January to December; heating starts on 1 November with a rush of its own.
MONTHS = {
    "flat": [1.0] * 12,
    "summer": [0.5, 0.5, 0.7, 0.9, 1.3, 1.6, 1.8, 1.7, 1.3, 0.9, 0.6, 0.5],
    "heating": [2.1, 1.7, 1.3, 0.3, 0.05, 0.05, 0.05, 0.05, 0.1, 0.7, 3.2, 2.3],
    "rain": [0.3, 0.3, 0.5, 0.7, 0.9, 1.6, 2.6, 2.4, 1.2, 0.6, 0.4, 0.3],
    "snow": [2.8, 2.4, 0.8, 0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 1.4, 2.8],
    "spring": [0.6, 0.7, 1.6, 2.0, 1.5, 1.0, 0.9, 0.9, 0.9, 0.8, 0.6, 0.5],
    "autumn": [0.5, 0.4, 0.5, 0.5, 0.4, 0.4, 0.6, 0.9, 3.0, 3.4, 1.0, 0.5],
    "winter": [1.4, 1.3, 1.0, 0.9, 0.8, 0.8, 0.8, 0.8, 0.9, 0.9, 1.2, 1.4],
    "school": [0.7, 0.9, 1.0, 0.8, 0.7, 1.0, 1.4, 2.4, 1.6, 0.7, 0.7, 0.7],
}
HEATING_RUSH = 1.8
HOLIDAY = 0.45
EPIDEMIC = (
    (date(2020, 1, 25), date(2020, 4, 30), 9.0),
    (date(2021, 1, 1), date(2021, 2, 28), 3.0),
    (date(2022, 3, 10), date(2022, 12, 31), 6.0),
)
EPIDEMIC_FIRST = date(2020, 1, 25)


def factors(season: str, days: pd.DatetimeIndex) -> np.ndarray:
    """How much more or less than usual a kind of request comes in, by day."""
    if season == "covid":
        level = np.where(days >= pd.Timestamp(EPIDEMIC_FIRST), 0.6, 0.0)
        for first, last, height in EPIDEMIC:
            level[(days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))] = height
        return level
    level = np.array(MONTHS[season])[days.month - 1]
    if season == "heating":
        level = np.where((days.month == 11) & (days.day <= 15), level * HEATING_RUSH, level)
    return level


def weekly(days: pd.DatetimeIndex, is_working: np.ndarray, weekend: float) -> np.ndarray:
    """Working days against weekends and holidays; a Monday brings what the weekend left."""
    level = np.where(is_working, 1.0, weekend)
    level = np.where(is_working & (days.day_of_week == 0), 1.13, level)
    holiday = ~is_working & (days.day_of_week < 5)
    return np.asarray(np.where(holiday, weekend * HOLIDAY / 0.7, level))
