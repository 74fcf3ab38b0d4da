"""Forecast of the finish: straight progress, the winter break, scatter, and when it is refused."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from analytics.statistics.pace_forecast import RANGE, Forecast, Season, forecast

NORTH = Season((11, 12, 1, 2, 3), 0.0)
SOUTH = Season((), 1.0)


def ends(first: str, count: int) -> list[date]:
    return [month.end_time.date() for month in pd.period_range(first, periods=count, freq="M")]


def test_straight_progress_goes_on_straight_and_its_range_is_narrow():
    found = forecast(ends("2021-04", 5), [0.2, 0.3, 0.4, 0.5, 0.6], SOUTH)
    assert isinstance(found, Forecast)
    assert abs((found.finish - date(2021, 12, 30)).days) <= 3
    assert found.late is not None and (found.late - found.early).days <= 8


def test_a_winter_break_puts_the_finish_into_the_spring():
    # 60 % at the end of September, 10 % a month: October makes 70, the break nothing, April to June the rest.
    found = forecast(ends("2021-04", 6), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], NORTH)
    assert isinstance(found, Forecast)
    assert abs((found.finish - date(2022, 6, 30)).days) <= 4


def test_reports_of_the_break_itself_neither_slow_the_pace_nor_count():
    days = ends("2021-06", 10)  # June to March
    shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    found = forecast(days, shares, NORTH)
    assert isinstance(found, Forecast)
    assert found.pace == pytest.approx(0.1, rel=0.03)
    assert abs((found.finish - date(2022, 8, 30)).days) <= 5


def test_work_indoors_counts_with_its_share_of_the_pace():
    half = Season((11, 12, 1, 2, 3), 0.5)
    assert half.effort(date(2021, 10, 31), date(2022, 3, 31)) == pytest.approx(0.5 * SOUTH.effort(date(2021, 10, 31), date(2022, 3, 31)))
    day = date(2021, 10, 15)
    assert half.after(day, half.effort(day, date(2022, 5, 20))) == date(2022, 5, 20)


def test_the_range_is_where_the_prediction_interval_meets_the_rest():
    days, gains = ends("2021-04", 7), [0.05, 0.12, 0.08, 0.1, 0.07, 0.09]
    shares = list(np.cumsum([0.05, *gains]))
    found = forecast(days, shares, SOUTH)
    assert isinstance(found, Forecast)
    effort = np.array([SOUTH.effort(a, b) for a, b in itertools.pairwise(days)])
    pace = sum(gains) / effort.sum()
    spread = (((np.array(gains) - pace * effort) ** 2) / effort).sum() / 5
    quantile = t.ppf((1 + RANGE) / 2, 5)
    for day, sign in ((found.early, 1), (found.late, -1)):
        assert day is not None
        n = SOUTH.effort(days[-1], day)
        reached = pace * n + sign * quantile * np.sqrt(spread * (n + n**2 / effort.sum()))
        assert reached == pytest.approx(1 - shares[-1], abs=0.006)  # a day of work


@pytest.mark.parametrize(
    ("days", "shares", "reason"),
    [
        (ends("2021-04", 3), [0.1, 0.2, 0.3], "too_few"),
        ([], [], "too_few"),
        (ends("2021-11", 5), [0.1, 0.2, 0.3, 0.4, 0.5], "too_few"),  # nothing but the break
        (ends("2021-04", 5), [0.3, 0.3, 0.3, 0.3, 0.3], "no_progress"),
        (ends("2021-04", 5), [0.6, 0.7, 0.8, 0.9, 1.0], "finished"),
        (ends("2021-04", 6), [0.01, 0.011, 0.012, 0.013, 0.014, 0.015], "too_far"),
    ],
)
def test_it_is_refused_where_nothing_can_be_told(days, shares, reason):
    assert forecast(days, shares, NORTH) == reason


@given(st.lists(st.floats(0.001, 0.1), min_size=4, max_size=9))
def test_the_finish_lies_within_its_range_and_after_the_last_report(gains):
    days = ends("2021-01", len(gains) + 1)
    found = forecast(days, list(np.cumsum([0.05, *gains])), SOUTH)
    if isinstance(found, Forecast):
        assert days[-1] < found.early <= found.finish
        assert found.late is None or found.finish <= found.late
