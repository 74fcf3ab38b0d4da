"""What nobody reports is not zero: measures over sources that report different columns, against an independent oracle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.asking.ask import ask
from analytics.asking.closing import use_of_limit
from analytics.asking.coverage import COLUMNS, sentence
from analytics.asking.filters import Filter
from analytics.asking.places import spots
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.asking.waiting import curves
from analytics.catalogue import CATALOGUE
from analytics.stories.tickets import ages
from analytics.words.language import speaking
from data.contracts import CONTRACTS
from tests.analytics.test_oracle import actual, agree, same
from tests.support.oracle_measures import EVERY_MEASURE, PER_AREA
from tests.support.oracle_reporting import ReportingOracle
from tests.support.random_tickets import GROWING_AREAS, random_tickets
from tests.support.warehouses import publish

# Who reports when a case was resolved reports that it was, and whether on time.
FOLLOWS = {"closed_known_at", "stated_on_time"}
MAY_LACK = tuple(sorted({name.partition(".")[2] for name in COLUMNS if name.startswith("tickets.")} - FOLLOWS))
ALWAYS = frozenset(CONTRACTS["tickets"].names) - frozenset(MAY_LACK)
MONTHS = tuple(date(year, month, 1) for year, month in ((2019, 11), (2019, 12), (2020, 1), (2020, 2), (2020, 3), (2020, 4)))
SPLITS = ((), ("source",), ("month",), ("street", "category"), ("source", "week"), ("quarter", "channel"), ("rating",))
WINDOWS = (
    {"from": "2019-11-01", "to": "2020-04-30"},
    {"from": "2020-02-01", "to": "2020-02-29"},
    {"from": "2020-01-10", "to": "2020-03-05"},
)


def mixed(seed: int, lacks: dict[tuple[str, date], frozenset[str]]) -> tuple[list[dict[str, Any]], dict[tuple[str, date], frozenset[str]]]:
    """Random tickets of two sources, blank where a source does not report, and what is reported in the end."""
    chance, rows = random.Random(seed), []
    for row in random_tickets(seed, 160):
        row = {**row, "source": chance.choice(["one", "two"])}
        month = row["received_at"].date().replace(day=1)
        rows.append({name: None if name in lacks[row["source"], month] else value for name, value in row.items()})
    filled = {
        source: {name for row in rows if row["source"] == source for name, value in row.items() if value is not None}
        for source in ("one", "two")
    }
    return rows, {(source, month): (frozenset(MAY_LACK) - gone) & filled[source] | ALWAYS for (source, month), gone in lacks.items()}


@st.composite
def warehouses(draw: st.DrawFn) -> tuple[int, dict[tuple[str, date], frozenset[str]]]:
    """Each source lacks some columns throughout, and others in some months."""
    columns = st.frozensets(st.sampled_from(MAY_LACK), max_size=4)
    lacks: dict[tuple[str, date], frozenset[str]] = {}
    for source in ("one", "two"):
        always, later, turn = draw(columns), draw(columns), draw(st.integers(0, 5))
        lacks |= {(source, month): always | (later if place >= turn else frozenset()) for place, month in enumerate(MONTHS)}
    return draw(st.integers(1, 50)), lacks


def mapped(lacks: dict[tuple[str, date], frozenset[str]]) -> tuple[tuple[str, date, str], ...]:
    names = CONTRACTS["tickets"].names
    return tuple((source, month, name) for (source, month), gone in lacks.items() for name in names if name not in gone)


@settings(max_examples=12, deadline=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(made=warehouses(), by=st.sampled_from(SPLITS), window=st.sampled_from(WINDOWS), order=st.randoms(use_true_random=False))
def test_every_measure_counts_only_sources_that_report_what_it_needs(
    tmp_path_factory: pytest.TempPathFactory,
    made: tuple[int, dict[tuple[str, date], frozenset[str]]],
    by: tuple[str, ...],
    window: dict,
    order: random.Random,
) -> None:
    seed, lacks = made
    rows, reporting = mixed(seed, lacks)
    folder = tmp_path_factory.mktemp("mixed")
    publish(folder, areas=GROWING_AREAS, by_value=True, mapped=mapped(lacks), tickets=rows)
    oracle, scope = ReportingOracle(GROWING_AREAS, rows, reporting), Scope.from_query(window)
    where = order.choice([(), (Filter("channel", ("wechat", "none")),), (Filter("source", ("two",)),)])
    scope = Scope(scope.window, scope.first, scope.last, where=where, compare="none")
    period = scope.period(oracle.base.newest)
    measures = [name for name in EVERY_MEASURE if name not in PER_AREA or set(by) <= {"street"}]
    order.shuffle(measures)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        for start in range(0, len(measures), 7):
            chosen = measures[start : start + 7]
            answer = ask(chosen, by=by, scope=scope, principal=LOCAL, totals=True)
            agree(actual(answer.frame, by, tuple(chosen)), oracle.groups(chosen, by, period, where))
            same(actual(answer.totals, (), tuple(chosen))[()], oracle.groups(chosen, (), period, where)[()])


@pytest.fixture(scope="module")
def two_sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """`full` reports everything but ratings before March; `bare` only when cases come and go."""
    folder = tmp_path_factory.mktemp("two")
    rows = []
    for number in range(40):
        received = datetime(2021, 2 + number // 20, 1 + number % 20, 9)
        row = {"ticket_id": f"T{number}", "received_at": received, "resolved_at": received.replace(hour=15)}
        if number % 2:
            row |= {"source": "bare"}
        else:
            row |= {"source": "full", "dispatched_at": received, "rating": 5 if received.month == 3 else None, "supervised_at": None}
        rows.append(row)
    rows[0]["supervised_at"] = datetime(2021, 2, 2)
    full = [
        ("full", date(2021, month, 1), name) for month in (2, 3) for name in CONTRACTS["tickets"].names if name != "rating" or month == 3
    ]
    lean = [("bare", date(2021, month, 1), name) for month in (2, 3) for name in ("ticket_id", "source", "received_at", "resolved_at")]
    publish(folder, by_value=True, mapped=(*full, *lean), tickets=rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        yield folder


def asked(*measures: str, by: tuple[str, ...] = (), where: tuple[Filter, ...] = (), first: str = "2021-02-01"):
    return ask(
        measures,
        by=by,
        scope=Scope.from_query({"from": first, "to": "2021-03-31"}).__class__(
            "custom", date.fromisoformat(first), date(2021, 3, 31), where=where
        ),
        principal=LOCAL,
    )


def test_a_rate_has_the_denominator_of_the_sources_that_it_counts(two_sources: Path):
    answer = asked("received", "dispatched_promptly_rate", "resolution_rate")
    row, rate = answer.frame.iloc[0], CATALOGUE.measure("dispatched_promptly_rate")
    assert (row["received"], row[rate.above(row)], row[rate.below(row)], row[rate.id]) == (40, 20, 20, 1.0)
    assert CATALOGUE.measure("resolution_rate").below(row) == "received"  # both say when a case is resolved


def test_a_source_without_the_column_has_no_value_and_a_source_with_it_has_its_nought(two_sources: Path):
    answer = asked("supervised", "dispatched", by=("source",))
    found = {row["source"]: row for row in answer.frame.to_dict("records")}
    assert found["full"]["supervised"] == 1 and found["full"]["dispatched"] == 20
    assert found["bare"]["supervised"] != found["bare"]["supervised"]  # missing
    march = asked("supervised", first="2021-03-01").frame.iloc[0]
    assert march["supervised"] == 0  # the source reports it, and nothing happened


def test_a_column_that_comes_later_counts_from_its_month_on(two_sources: Path):
    frame = asked("rated_share", by=("month",)).frame.set_index("month")
    assert frame["rated_share"].isna().tolist() == [True, False]
    whole = asked("rated_share").frame.iloc[0]
    assert (whole["rated"], whole[CATALOGUE.measure("rated_share").below(whole)]) == (10, 10)


def test_an_answer_says_how_much_it_covers_and_who_is_missing(two_sources: Path):
    answer = asked("received", "dispatched", "rated_share", "median_hours")
    assert set(answer.coverage) == {"dispatched", "rated_share"}
    dispatched = answer.coverage["dispatched"]
    assert (dispatched.counted, dispatched.total, dispatched.columns, dispatched.sources) == (20, 40, ("tickets.dispatched_at",), ("bare",))
    with speaking("zh_CN"):
        assert sentence(dispatched) == "仅统计 40 件中的 20 件（50.0%）；bare未报送派单时间"
        assert len(answer.notes) == 2
    nothing = asked("response_rate", where=(Filter("source", ("bare",)),))
    with speaking("zh_CN"):
        assert sentence(nothing.coverage["response_rate"]) == "数据中没有首次答复时间"


def test_a_note_is_in_one_language_whatever_is_spoken_when_it_is_made(two_sources: Path):
    with speaking("zh_CN"):
        notes = asked("dispatched", "rated_share").notes
        assert not any("一" <= letter <= "鿿" for note in notes for letter in str(note))
        assert str(notes[0]).startswith("Dispatched: Counts 20 of 40 cases (50.0%); bare do not report time of dispatch")


def test_every_column_that_a_measure_needs_has_a_name_for_people():
    needed = set().union(*(CATALOGUE.needs(name) for name in CATALOGUE.measures))
    assert needed == set(COLUMNS)


@pytest.fixture
def one_says_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten cases of a source that says when they are closed, ten of one that never does; all at one spot."""
    rows = []
    for number in range(20):
        row = {"ticket_id": f"T{number}", "received_at": datetime(2021, 2, 1 + number, 9), "source": ("says", "silent")[number % 2]}
        row |= {"subcategory": "s", "longitude": 120.0, "latitude": 41.0, "category": "c", "due_at": datetime(2021, 2, 2 + number, 9)}
        rows.append(row | ({"resolved_at": datetime(2021, 2, 1 + number, 15)} if number % 2 == 0 else {}))
    names = set(rows[0])
    said = [("says", date(2021, 2, 1), name) for name in names]
    publish(
        tmp_path, by_value=True, mapped=(*said, *(("silent", date(2021, 2, 1), name) for name in names - {"resolved_at"})), tickets=rows
    )
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))


def test_curves_ages_use_of_limits_and_spots_leave_sources_out_that_never_say_what_is_closed(one_says_when: None):
    scope = Scope("custom", date(2021, 2, 1), date(2021, 2, 28), compare="none")
    curve = curves(scope, LOCAL)[()]
    assert (curve.total, curve.median) == (10, 360)
    assert use_of_limit(scope, LOCAL).sum() == 10
    assert sum(ages(scope, LOCAL)[0].drawn.counts) == 0
    assert spots(scope, LOCAL).loc[0, ["tickets", "open"]].tolist() == [20, 0]
