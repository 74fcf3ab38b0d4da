"""A period is compared only with one that the record of the scope covers whole."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.readings.comparable import comparable, record_begins
from analytics.readings.numbers import gather
from analytics.stories.overview import overview
from analytics.stories.wall import wall
from analytics.words.language import ENGLISH, speaking
from tests.support.warehouses import AREAS, publish

OTHER = {"area_code": "211303", "level": "district", "name": "E", "parent_code": "2113"}
OLD, NEW = "hotline_12345", "grid_platform"
# The first district reports by hotline from April, by the platform from 20 May; the second district joins on 10 June.
BEGINNINGS = (("211302", OLD, date(2021, 4, 1)), ("211302", NEW, date(2021, 5, 20)), ("211303", OLD, date(2021, 6, 10)))
LAST = date(2021, 8, 31)


def tickets() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for district, channel, first in BEGINNINGS:
        for number in range((LAST - first).days + 1):
            moment = datetime.combine(first, time(9)) + timedelta(days=number)
            when = {"received_at": moment, "resolved_at": moment + timedelta(hours=5)}
            found.append({"ticket_id": f"{district}-{channel}-{number}", "source": "s", "channel": channel, "district": district, **when})
    return found


@pytest.fixture(autouse=True)
def warehouse(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder: Path = tmp_path_factory.getbasetemp() / "comparable"
    if not folder.exists():
        publish(folder, areas=[*AREAS[:3], OTHER], tickets=tickets())
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))


def month(number: int, last: int, **query: str) -> Scope:
    return Scope.from_query({"from": f"2021-{number:02d}-01", "to": f"2021-{number:02d}-{last}", **query})


def is_compared(scope: Scope) -> bool:
    return comparable(gather(scope, LOCAL)).compared is not None


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ({}, date(2021, 4, 1)),
        ({"area": "211303"}, date(2021, 6, 10)),
        ({"channel": NEW}, date(2021, 5, 20)),
        ({"channel": f"!{OLD}"}, date(2021, 5, 20)),
        ({"channel": f"{OLD},{NEW}"}, date(2021, 4, 1)),
        ({"category": "none"}, date(2021, 4, 1)),
        ({"channel": "window"}, date(2021, 4, 1)),  # never used: nothing begins, and nothing is there to compare
    ],
)
def test_the_record_begins_with_the_first_ticket_of_the_area_through_its_channels(query, begins):
    assert record_begins(month(7, 31, **query), LOCAL) == begins


def test_who_may_see_one_district_has_its_record():
    assert record_begins(month(7, 31), Principal("e", "leader", ("211303",))) == date(2021, 6, 10)


@pytest.mark.parametrize(
    ("scope", "compared"),
    [
        (month(5, 31), True),  # the record begins on the first day of April itself
        (month(4, 30), False),
        (month(6, 30, channel=NEW), False),  # it begins within May
        (month(7, 31, channel=NEW), True),
        (month(7, 31, area="211303"), False),
        (month(8, 31, area="211303"), True),
        (month(8, 31, compare="year"), False),
        (month(8, 31, compare="none"), False),
    ],
)
def test_a_period_is_compared_with_one_that_the_record_covers_whole(scope: Scope, compared: bool):
    assert is_compared(scope) == compared


@pytest.mark.parametrize(("compare", "words"), [("previous", "No full prior period"), ("year", "No full year before")])
def test_cards_say_why_they_have_no_change_and_the_headline_draws_none(compare: str, words: str):
    with speaking(ENGLISH):
        view = overview(month(6, 30, channel=NEW, compare=compare), LOCAL)
    known = [kpi for kpi in view.kpis if kpi.value is not None]
    assert known and all(kpi.change is None and not kpi.significant and kpi.uncompared == words for kpi in known)
    assert all(not kpi.uncompared for kpi in view.kpis if kpi.value is None)
    assert view.headline == "Resolution rate 100.0%, 30 of 30 tickets"


def test_the_history_of_a_card_begins_with_the_first_whole_period():
    received = overview(month(8, 31, channel=NEW), LOCAL).kpis[0]
    # 12 days of May are no month of the record: June, July and August are.
    assert [value for value in received.history if value is not None] == [30, 31, 31]


def test_a_whole_comparison_and_none_at_all_need_no_words():
    for scope in (month(7, 31, channel=NEW), month(7, 31, compare="none")):
        assert all(kpi.uncompared == "" for kpi in overview(scope, LOCAL).kpis)


def test_the_wall_follows_the_same_rule():
    assert wall(month(6, 30, channel=NEW), LOCAL).tiles[0].against.startswith("日均")
    assert wall(month(7, 31, channel=NEW), LOCAL).tiles[0].against.startswith("环比")
