"""Going on to the next step: against lifelines, and counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from lifelines import AalenJohansenFitter

from analytics.statistics.pipeline import OPEN, WENT_ON, WITHDREW, incidence, waits

AS_OF = np.datetime64("2021-07-01T00:00:00")


def test_four_projects_by_hand():
    # Days 10 went on, 20 withdrew, 30 went on, 40 open: 1/4, then 3/4 · 2/3 · 1/2 more.
    found = incidence(np.array([10.0, 20, 30, 40]), np.array([WENT_ON, WITHDREW, WENT_ON, OPEN], dtype=float))
    assert (found.n, found.went_on, found.withdrew) == (4, 2, 1)
    assert found.days == (10, 30)
    assert found.share == pytest.approx((0.25, 0.5))
    assert found.at(9)[0] == 0
    assert found.at(29)[0] == pytest.approx(0.25)
    assert found.at(41) is None  # one is still open and nobody was followed so long
    assert found.median()[0] == 30


def test_when_all_have_ended_the_share_is_the_plain_share_and_stays_so():
    found = incidence(np.array([1.0, 2, 3, 4]), np.array([1.0, 1, 2, 1]))
    assert found.at(1000)[0] == pytest.approx(0.75)


@pytest.mark.parametrize("kinds", [[], [OPEN], [WITHDREW], [OPEN, WITHDREW]])
def test_nobody_who_went_on_is_an_answer_too(kinds):
    found = incidence(np.arange(1.0, len(kinds) + 1), np.array(kinds, dtype=float))
    assert found.went_on == 0 and found.median() == (None, None, None)
    assert found.at(0.5) is None if not kinds else found.at(0.5)[0] == 0


def test_a_day_after_as_of_is_not_known_and_a_later_beginning_is_left_out():
    begun = ["2021-06-01", "2021-06-01", "2021-06-01", "2021-07-01"]
    days, kind = waits(begun, ["2021-06-11", "2021-07-01", "NaT", "NaT"], ["NaT", "NaT", "2021-06-21", "NaT"], AS_OF)
    assert days.tolist() == [10, 29, 20]
    assert kind.tolist() == [WENT_ON, OPEN, WITHDREW]


def test_a_date_before_its_beginning_counts_as_no_wait():
    days, kind = waits(["2021-06-10"], ["2021-06-01"], ["NaT"], AS_OF)
    assert (days.tolist(), kind.tolist()) == ([0], [WENT_ON])


CASES = some.lists(some.tuples(some.integers(1, 60), some.sampled_from([OPEN, WENT_ON, WITHDREW])), min_size=3, max_size=40)


@given(CASES)
def test_shares_lie_in_their_intervals_and_never_fall(cases):
    found = incidence(np.array([day for day, _kind in cases], dtype=float), np.array([kind for _day, kind in cases], dtype=float))
    assert list(found.share) == sorted(found.share)
    for low, share, high in zip(found.low, found.share, found.high, strict=True):
        assert -1e-9 <= low <= share + 1e-9 and share <= high + 1e-9 <= 1 + 2e-9


def test_it_agrees_with_lifelines():
    rng = np.random.default_rng(7)
    days = rng.permutation(np.arange(1, 201)).astype(float)  # without ties, which lifelines would shake apart
    kind = rng.choice([OPEN, WENT_ON, WITHDREW], 200, p=[0.4, 0.45, 0.15]).astype(float)
    reference = AalenJohansenFitter(calculate_variance=True).fit(days, kind, event_of_interest=1)
    found = incidence(days, kind)
    for day in (10, 50, 100, 180):
        share, low, high = found.at(day)
        assert share == pytest.approx(reference.cumulative_density_.loc[:day].iloc[-1, 0], abs=1e-9)
        bounds = reference.confidence_interval_.loc[:day].iloc[-1]
        assert (low, high) == pytest.approx(sorted(bounds), abs=0.02)
