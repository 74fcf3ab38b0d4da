"""Requests are checked before any SQL is built, and the SQL holds what was asked and nothing of the user's text."""

from datetime import datetime

import pytest
from sqlglot import exp, parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Scope
from analytics.catalogue import UnknownName
from analytics.query import Request, RequestError, build, table

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
ONE = (MARCH.period(datetime(2021, 12, 31)),)
HOSTILE = "x'; DROP TABLE tickets; --"


def test_a_request_lists_every_rate_behind_its_numerator_and_denominator():
    assert Request(("on_time_rate", "due"), (), ONE).columns == ("on_time", "due", "on_time_rate")


def test_a_request_computes_every_aggregate_once():
    request = Request(("resolution_rate", "on_time_share", "satisfaction_high"), (), ONE)
    assert request.aggregates == ("resolved", "received", "on_time", "rated", "satisfied")
    assert build(request).count("FROM tickets") == 1


@pytest.mark.parametrize(
    ("measures", "by", "options", "message"),
    [
        ((), (), {}, "at least one measure"),
        (("received",), ("street", "street"), {}, "named twice: street, street"),
        (("received",), ("street", "channel", "category", "level", "month"), {}, "At most 4 dimensions at once; 5"),
        (("received",), ("month", "day"), {}, "one unit of time at once"),
        (("received",), (), {"limit": 0}, "must be at least 1"),
        (("received",), ("street",), {"order": "-closed"}, "Cannot order by 'closed'; the request has street, received"),
        (("grid_workers",), ("channel",), {}, "grid_workers cannot be split by channel. It can be split by province"),
        (("received_per_worker",), ("week",), {}, "grid_workers cannot be split by week"),
        (("progress",), ("month",), {}, "cannot be split by month"),
    ],
)
def test_a_request_that_cannot_be_answered_says_what_does_not_fit(measures, by, options, message: str):
    with pytest.raises(RequestError) as refusal:
        Request(measures, by, ONE, **options)
    assert message in str(refusal.value)


def test_unknown_names_are_refused():
    with pytest.raises(UnknownName):
        Request(("recieved",), (), ONE)
    with pytest.raises(UnknownName):
        Request(("received",), ("stret",), ONE)


@pytest.mark.parametrize("value", [HOSTILE, "' OR '1'='1", "\\'", "a\x00b", "供热\n--"])
@pytest.mark.parametrize("negated", [True, False])
def test_what_a_user_writes_stays_a_text_of_the_query(value: str, negated: bool):
    tree = parse_one(build(Request(("received",), ("channel",), ONE, (Filter("channel", (value,), negated),))), dialect="duckdb")
    assert value in {literal.this for literal in tree.find_all(exp.Literal)}
    assert not tree.find(exp.Drop)


def test_plain_reads_of_tables_quote_what_they_are_given():
    sql = table("imports", ("file",), {"file": HOSTILE, "sheet": ["a", "b'"]}, order="-imported_at", limit=5, offset=10)
    tree = parse_one(sql, dialect="duckdb")
    assert HOSTILE in {literal.this for literal in tree.find_all(exp.Literal)}
    assert sql.endswith('ORDER BY "imported_at" DESC NULLS LAST LIMIT 5 OFFSET 10') or "LIMIT 5 OFFSET 10" in sql


def test_a_backlog_by_too_many_days_is_refused():
    ages = Scope.from_query({"from": "1900-01-01", "to": "2021-03-31"}).period(datetime(2021, 12, 31))
    with pytest.raises(RequestError, match="shorter window or a longer unit"):
        build(Request(("backlog",), ("day",), (ages,)))


def test_the_same_request_builds_the_same_sql():
    request = Request(("received", "closed", "median_hours"), ("street", "month"), ONE)
    assert build(request) == build(Request(("received", "closed", "median_hours"), ("street", "month"), ONE))
