"""Scope: windows, as-of, filters, and the URL form."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.asking.filters import Filter, ScopeError, parse_filter
from analytics.asking.scope import BASES, COMPARISONS, WINDOWS, Period, Scope, parse_moment
from analytics.catalogue import UnknownName

NEWEST = datetime(2020, 2, 29, 15, 30)  # a Saturday


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        ("this_week", datetime(2020, 2, 24), datetime(2020, 3, 1)),
        ("this_month", datetime(2020, 2, 1), datetime(2020, 3, 1)),
        ("this_quarter", datetime(2020, 1, 1), datetime(2020, 3, 1)),
        ("this_year", datetime(2020, 1, 1), datetime(2020, 3, 1)),
        ("last_30_days", datetime(2020, 1, 31), datetime(2020, 3, 1)),
        ("last_12_months", datetime(2019, 3, 1), datetime(2020, 3, 1)),
    ],
)
def test_a_window_ends_with_the_day_of_the_newest_data(window: str, start: datetime, end: datetime):
    assert Scope(window).period(NEWEST) == Period(start, end, NEWEST)


def test_the_last_day_of_a_published_window_is_included():
    scope = Scope.from_query({"from": "2021-05-31", "to": "2021-08-20"})
    assert scope.period(datetime(2022, 4, 30)) == Period(datetime(2021, 5, 31), datetime(2021, 8, 21), datetime(2021, 8, 21))


def test_as_of_is_the_end_of_the_window_or_the_newest_data_while_it_is_open():
    scope = Scope.from_query({"from": "2020-02-01", "to": "2020-03-31"})
    assert scope.period(NEWEST).as_of == NEWEST
    assert scope.period(datetime(2020, 5, 1)).as_of == datetime(2020, 4, 1)
    assert Scope.from_query({"from": "2020-02-01", "to": "2020-02-10", "basis": "latest"}).period(NEWEST).as_of == NEWEST


def test_a_window_after_the_data_is_empty_and_not_wrong():
    period = Scope.from_query({"from": "2030-01-01", "to": "2030-01-31"}).period(NEWEST)
    assert period.start < period.as_of <= period.end


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    window = draw(st.sampled_from(WINDOWS))
    first, last = sorted(draw(st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2)))
    days = {"first": first, "last": last} if window == "custom" else {}
    channel = draw(st.lists(st.sampled_from(["a", "供热", "none", "x y", "1'; DROP"]), min_size=1, max_size=3, unique=True))
    filters = (Filter("channel", tuple(channel), draw(st.booleans())), Filter("rating", ("5",)))[: draw(st.integers(0, 2))]
    return Scope(
        window,
        basis=draw(st.sampled_from(BASES)),
        compare=draw(st.sampled_from(COMPARISONS)),
        area=draw(st.sampled_from([None, "211302"])),
        as_of=draw(st.sampled_from([None, datetime(2021, 3, 4, 5, 6)])),
        where=filters,
        **days,
    )


@settings(max_examples=150, deadline=None)
@given(scopes())
def test_the_url_form_brings_the_same_scope_back(scope: Scope):
    assert Scope.from_query(scope.to_query()) == scope


def test_the_url_of_the_default_scope_is_empty():
    assert Scope().to_query() == {}


def test_keys_that_are_no_part_of_a_scope_are_left_alone():
    assert Scope.from_query({"lang": "en", "page": "3", "channel": ""}) == Scope()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"window": "this_mont"}, "window is 'this_mont'. Did you mean this_month?"),
        ({"basis": "lates"}, "Did you mean latest?"),
        ({"compare": "yea"}, "Did you mean year?"),
        ({"from": "2021-03-01"}, "needs both from and to"),
        ({"window": "custom"}, "needs both its first and its last day"),
        ({"from": "2021-03-32", "to": "2021-04-01"}, "from is '2021-03-32', not a day"),
        ({"from": "2021-04-01", "to": "2021-03-01"}, "ends on 2021-03-01, before it starts on 2021-04-01"),
        ({"as_of": "soon"}, "as_of is 'soon', not a moment"),
        ({"as_of": "2021-03-01T00:00:00+08:00"}, "without an offset"),
        ({"as_of": "9999-12-31"}, "last day that a calendar can hold"),
        ({"enterprise": "maybe"}, "enterprise is true, false or none"),
        ({"rating": "--5"}, "rating is a number"),
        ({"rating": "５"}, "rating is a number"),
        ({"rating": "²"}, "rating is a number"),
        ({"channel": "!"}, "names no value"),
    ],
)
def test_a_scope_that_cannot_be_is_refused_with_a_sentence(query: dict[str, str], message: str):
    with pytest.raises(ScopeError) as refusal:
        Scope.from_query(query)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("query", [{"from": "9999-12-01", "to": "9999-12-31"}, {"from": "0001-01-01", "to": "0001-01-31"}])
def test_the_ends_of_the_calendar_are_a_sentence_and_not_a_crash(query: dict[str, str]):
    with pytest.raises(ScopeError):
        Scope.from_query(query).comparison(NEWEST)


def test_an_as_of_before_the_window_is_refused():
    scope = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "as_of": "2021-02-27"})
    with pytest.raises(ScopeError, match="lies before the window starts on 2021-03-01"):
        scope.period(datetime(2022, 1, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("channel=a", Filter("channel", ("a",))),
        ("channel=a, b", Filter("channel", ("a", "b"))),
        ("channel=!a,b", Filter("channel", ("a", "b"), negated=True)),
        ("channel!=a", Filter("channel", ("a",), negated=True)),
        ("enterprise=true", Filter("enterprise", ("true",))),
        ("rating=4,5,none", Filter("rating", ("4", "5", "none"))),
    ],
)
def test_filters_as_they_are_written(text: str, expected: Filter):
    assert parse_filter(text) == expected


@pytest.mark.parametrize("text", ["channel", "channel=", "month=2021-01-01"])
def test_a_filter_that_says_nothing_is_refused(text: str):
    with pytest.raises(ScopeError):
        parse_filter(text)


def test_a_filter_on_an_unknown_dimension_names_the_closest():
    with pytest.raises(UnknownName, match=r"Did you mean channel\?"):
        parse_filter("chanel=a")


def test_a_bare_day_as_a_moment_means_its_end():
    assert parse_moment("as_of", "2021-03-31") == datetime(2021, 4, 1)
    assert parse_moment("as_of", "2021-03-31 18:00") == datetime(2021, 3, 31, 18)


@pytest.mark.parametrize("values", [("a,b",), ("!a",), ("50%", "x"), ("%2C",), ("噪音，扰民", "a!b")])
@pytest.mark.parametrize("negated", [True, False])
def test_a_filter_survives_its_text_whatever_its_values_hold(values: tuple[str, ...], negated: bool):
    scope = Scope(where=(Filter("category", values, negated),))
    assert Scope.from_query(scope.to_query()) == scope
