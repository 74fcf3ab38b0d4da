"""A wrong number without an error: how long a resident waits while some cases are still open."""

import math
import random
from datetime import datetime, timedelta

import pandas as pd
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_time

from analytics.asking.scope import Scope
from tests.soundness.conftest import LATE, MARCH, Given, split, ticket, total

START = datetime(2021, 3, 1)


def waiting(*hours: float, start: datetime = START) -> list[dict[str, object]]:
    """Tickets received at the start of March and resolved after so many hours; 0 for one that stays open."""
    return [ticket(n, str(start), str(start + timedelta(hours=wait)) if wait else "") for n, wait in enumerate(hours)]


def test_without_open_cases_the_quantiles_are_order_statistics(given: Given):
    given([*waiting(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), LATE])
    assert total("median_hours", "p90_hours")[["median_hours", "p90_hours"]].tolist() == [5, 9]


def test_an_open_case_counts_as_waiting_at_least_until_as_of(given: Given):
    # Of three, one is resolved after an hour and one after five; the third, received later, is censored after two.
    # S(1) = 2/3, S(5) = 2/3 · 0/1 = 0: the median is five hours. Without the open case it would be one.
    tickets = waiting(1, 5)
    scope = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "as_of": "2021-03-02 00:00"})
    given([*tickets, ticket(3, "2021-03-01 22:00"), LATE])
    assert total("median_hours", scope=scope)["median_hours"] == 5


def test_a_quantile_that_is_not_reached_is_empty(given: Given):
    given([*waiting(1, 0, 0), LATE])
    row = total("median_hours", "received")
    assert pd.isna(row["median_hours"])
    assert row["received"] == 3
    assert split("median_hours", "grid") == {"211302001001001": None}


def test_a_group_in_which_nothing_is_resolved_is_shown_empty(given: Given):
    given([*waiting(0, 0), ticket(9, "2021-03-01", "2021-03-02", grid="211302001001002"), LATE])
    assert split("median_hours", "grid") == {"211302001001001": None, "211302001001002": 24}


def test_cases_that_end_in_the_same_minute_are_at_risk_together(given: Given):
    given([*waiting(2, 2, 2, 4), LATE])
    assert total("median_hours", "p90_hours")[["median_hours", "p90_hours"]].tolist() == [2, 4]


def test_an_open_case_that_has_waited_as_long_as_another_took_is_at_risk_with_it(given: Given):
    # Received at 0:00 and judged at 2:00: one resolved at 2:00, one censored at 2:00. S(2 h) = 1 − 1/2.
    given([*waiting(2, 0), LATE])
    scope = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "as_of": "2021-03-01 02:00"})
    assert total("median_hours", scope=scope)["median_hours"] == 2


@pytest.mark.parametrize("seed", range(3))
def test_the_quantiles_equal_those_of_lifelines_to_the_minute(given: Given, seed: int):
    chance = random.Random(seed)
    as_of = pd.Timestamp(2021, 4, 1)
    tickets = []
    for n in range(200):
        received = START + timedelta(seconds=chance.randrange(30 * 86400))
        wait = timedelta(seconds=chance.lognormvariate(12, 2))
        tickets.append(ticket(n, str(received), str((received + wait).replace(microsecond=0)), channel=chance.choice("ab")))
    given([*tickets, LATE])
    for channel, found in split("median_hours", "channel").items():
        rows = [row for row in tickets if row["channel"] == channel]
        ended = [row["resolved_at"] <= as_of for row in rows]
        minutes = [math.ceil((min(row["resolved_at"], as_of) - row["received_at"]).total_seconds() / 60) for row in rows]
        curve = KaplanMeierFitter().fit(minutes, ended).survival_function_
        assert found == pytest.approx(qth_survival_time(0.5, curve) / 60)
        p90 = qth_survival_time(0.1, curve) / 60
        measured = split("p90_hours", "channel", scope=MARCH)[channel]
        assert measured is None if math.isinf(p90) else measured == pytest.approx(p90)
