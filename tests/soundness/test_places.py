"""A wrong number without an error: areas neither multiply nor lose tickets, and nobody sees more than their own."""

import pandas as pd
import pytest

from analytics.asking.ask import NotAllowed, ask
from analytics.asking.filters import Filter
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from tests.soundness.conftest import LATE, MARCH, Given, split, ticket, total
from tests.support.warehouses import AREAS

S1, S2 = "211302001", "211302002"
LEADER = Principal("S1", "leader", (S1,))


def test_workers_are_not_counted_once_for_each_ticket(given: Given):
    given([*(ticket(n, "2021-03-02") for n in range(4)), ticket(5, "2021-03-02", grid="211302001001002"), LATE])
    row = total("received_per_worker", "received_per_1000_households")
    assert row[["received", "grid_workers", "households"]].tolist() == [5, 3, 500]
    assert row["received_per_worker"] == 5 / 3
    assert row["received_per_1000_households"] == 10
    assert split("received_per_worker", "grid") == {"211302001001001": 4 / 2, "211302001001002": 1 / 1}


def test_own_counts_at_different_levels_add_up_once(given: Given):
    areas = [dict(area) for area in AREAS]
    areas[3]["grid_workers"] = 10  # of the street itself, beside the three of its grids
    given([ticket(1, "2021-03-02"), LATE], areas=areas)
    assert total("grid_workers")["grid_workers"] == 13
    assert split("grid_workers", "street") == {S1: 13, S2: None}
    assert split("grid_workers", "community")["211302001001"] == 3


def test_areas_exist_from_their_first_day_until_the_day_before_they_end(given: Given):
    areas = [
        *AREAS,
        {"area_code": "211302003", "level": "street", "name": "S3", "parent_code": "211302", "valid_from": pd.Timestamp(2021, 4, 1).date()},
    ]
    areas.append(
        {"area_code": "211302004", "level": "street", "name": "S4", "parent_code": "211302", "valid_to": pd.Timestamp(2021, 4, 1).date()}
    )
    given([LATE], areas=areas)
    assert total("streets")["streets"] == 3  # at the end of March S4 is there still and S3 not yet
    april = Scope.from_query({"from": "2021-04-01", "to": "2021-04-30"})
    assert total("streets", scope=april)["streets"] == 3
    assert set(split("areas", "street", scope=april)) == {S1, S2, "211302003", None}


def test_tickets_without_a_place_stay_in_the_totals_and_form_a_group(given: Given):
    given([ticket(1, "2021-03-02"), ticket(2, "2021-03-02", grid=None, district="211302"), ticket(3, "2021-03-02", grid=None), LATE])
    assert split("received", "street") == {S1: 1, None: 2}
    assert split("received", "city") == {"2113": 2, None: 1}
    assert total("received")["received"] == 3
    assert split("not_dissatisfied", "street", scope=MARCH) == {S1: 0}


def test_a_group_without_a_place_is_kept_for_derived_measures_too(given: Given):
    given([ticket(1, "2021-03-02", "2021-03-03", grid=None), LATE])
    assert split("not_dissatisfied", "street") == {None: 1}


@pytest.fixture
def channels(given: Given) -> None:
    counts = {"a": 4, "b": 3, "c": 2, "d": 1, None: 1}
    names = [name for name, count in counts.items() for _ in range(count)]
    given([*(ticket(n, "2021-03-02", "2021-03-03" if n % 2 else "", channel=name, enterprise=n < 7) for n, name in enumerate(names)), LATE])


def test_the_others_are_computed_from_their_rows(channels: None):
    answer = ask(
        ["received", "resolution_rate"], by=["channel"], scope=MARCH, principal=LOCAL, order="-received", limit=2, others=True, totals=True
    )
    assert answer.frame["channel"].tolist() == ["a", "b", "others"]
    assert answer.frame["received"].tolist() == [4, 3, 4]
    assert answer.frame["resolved"].sum() == answer.total["resolved"] == 5  # numbers 1, 3, 5, 7, 9
    assert answer.frame["resolution_rate"].tolist() == [2 / 4, 1 / 3, 2 / 4]


def test_a_missing_value_may_be_among_the_first(channels: None):
    answer = ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL, order="received", limit=2, others=True)
    assert answer.frame.astype(object).where(answer.frame.notna(), None)["channel"].tolist() == ["d", None, "others"]


def test_the_first_values_are_chosen_over_all_periods_by_the_first_period(channels: None):
    periods = [MARCH.period(LATE["received_at"]), MARCH.within(None).history(2, LATE["received_at"])[1]]
    answer = ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL, periods=periods, limit=1)
    assert answer.frame["channel"].tolist() == ["a"]


def test_the_first_of_true_and_false_keeps_its_meaning(channels: None):
    assert split("received", "enterprise", limit=1, order="-received") == {True: 7}
    assert split("received", "enterprise", "channel", limit=1) == {(True, "a"): 4, (True, "b"): 3}


def test_the_first_of_nothing_is_nothing(channels: None):
    empty = Scope.from_query({"from": "2020-03-01", "to": "2020-03-31"})
    assert split("received", "channel", scope=empty, limit=2, others=True) == {}
    assert split("received", "channel", "enterprise", scope=empty, limit=2) == {}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Filter("channel", ("a",)), {"a": 4}),
        (Filter("channel", ("a", "d")), {"a": 4, "d": 1}),
        (Filter("channel", ("none",)), {None: 1}),
        (Filter("channel", ("a", "none")), {"a": 4, None: 1}),
        (Filter("channel", ("a", "b"), negated=True), {"c": 2, "d": 1, None: 1}),  # a missing value is not one of them
        (Filter("channel", ("a", "none"), negated=True), {"b": 3, "c": 2, "d": 1}),
        (Filter("channel", ("none",), negated=True), {"a": 4, "b": 3, "c": 2, "d": 1}),
        (Filter("channel", ("x' OR 1=1 --",)), {}),
    ],
)
def test_filters_with_lists_and_not_and_missing_values(channels: None, item: Filter, expected: dict[object, int]):
    assert split("received", "channel", scope=Scope("custom", MARCH.first, MARCH.last, where=(item,))) == expected


@pytest.fixture
def two_streets(given: Given) -> None:
    given(
        [
            *(ticket(n, "2021-03-02") for n in range(2)),
            *(ticket(n, "2021-03-02", grid=None, street=S2) for n in range(5, 10)),
            ticket(20, "2021-03-02", grid=None),
            LATE,
        ]
    )


def test_a_principal_of_a_street_sees_that_street_only(two_streets: None):
    answer = ask(["received", "backlog", "grid_workers"], by=["street"], scope=MARCH, principal=LEADER, totals=True)
    assert answer.frame["street"].tolist() == [S1]
    assert answer.total["received"] == 2
    every_time = ask(["received", "backlog", "closed"], by=["month"], scope=MARCH, principal=LEADER, totals=True)
    assert every_time.total["backlog"] == 2


@pytest.mark.parametrize("code", ["211302", "2113", S2])
def test_a_principal_cannot_widen_the_area(two_streets: None, code: str):
    with pytest.raises(NotAllowed, match="S1 may not see"):
        ask(["received"], scope=MARCH.within(code), principal=LEADER)


@pytest.mark.parametrize(
    "item", [Filter("street", (S2,)), Filter("street", (S1,), negated=True), Filter("street", ("none",)), Filter("district", ("211302",))]
)
def test_a_principal_cannot_widen_by_a_filter(two_streets: None, item: Filter):
    scope = Scope("custom", MARCH.first, MARCH.last, where=(item,))
    assert total("received", scope=scope)["received"] > 0
    assert ask(["received"], scope=scope, principal=LEADER).frame["received"].tolist() == [2 if item.dimension == "district" else 0]


def test_the_others_of_a_principal_are_their_own(two_streets: None):
    answer = ask(["received"], by=["grid"], scope=MARCH, principal=LEADER, limit=1, others=True)
    assert answer.frame["received"].sum() == 2


def test_a_request_without_a_principal_is_refused(two_streets: None):
    with pytest.raises(NotAllowed):
        ask(["received"], scope=MARCH, principal=None)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        ask(["received"], scope=MARCH, principal=Principal("nobody", "leader", ()))
