"""The findings of the data quality page against rows counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.stories.quality import (
    ENDED,
    LATE,
    ON_TIME,
    THIN,
    addresses,
    breaches,
    completeness,
    drift,
    duplicates,
    freshness,
    panels,
    words,
)
from analytics.words.language import ENGLISH, speaking
from data.intake.importer import import_files
from data.store import Warehouse
from tests.support.warehouses import publish

END = datetime(2022, 4, 20, 12)
EVERYTHING = Scope()


def case(number: str, source: str, at: datetime, **more: Any) -> dict[str, Any]:
    return {"ticket_id": number, "source": source, "received_at": at, "street": "211302001", **more}


def every(days: int, source: str, last: int, count: int, **more: Any) -> list[dict[str, Any]]:
    """`count` cases of a source, every so many days, the newest `last` days before the end."""
    return [case(f"{source}{n}", source, END - timedelta(days=last + n * days), **more) for n in range(count)]


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return tmp_path


def test_a_source_is_late_when_its_silence_is_longer_than_its_gaps(filled: Path):
    rows = (
        every(1, "daily", 0, 60)
        + every(1, "stopped", 3, 60)
        + every(7, "weekly", 5, 20)
        + every(1, "gone", 200, 60)
        + every(3, "few", 9, 4)
    )
    publish(filled, tickets=rows)
    found = {source.name: source for source in freshness(EVERYTHING, LOCAL)}
    assert {name: source.verdict for name, source in found.items()} == {
        "daily": ON_TIME,
        "stopped": LATE,
        "weekly": ON_TIME,
        "gone": ENDED,
        "few": THIN,
    }
    stopped = found["stopped"]
    assert (stopped.usual, stopped.limit, stopped.age, stopped.last) == (1.0, 1, 3, date(2022, 4, 17))
    assert next(iter(found)) == "stopped"
    with speaking(ENGLISH):
        assert words.rhythm(found["weekly"]) == "every 7 days, gaps up to 7 days"
        assert panels.rhythms(tuple(found.values())).title == "1 of 5 sources are late, 1 silent for long"


def test_completeness_counts_the_filled_cells_of_a_source_by_month(filled: Path):
    march = [case(f"A{n}", "a", datetime(2022, 3, 5), category="x", department="d") for n in range(4)]
    april = [case(f"B{n}", "a", END, category="x" if n < 1 else None) for n in range(4)]
    publish(filled, tickets=[*march, *april, case("C", "b", END, category="y")])
    whole, one = completeness(EVERYTHING, LOCAL), completeness(EVERYTHING, LOCAL, "a")
    fields = {field.name: field for field in one.fields}
    assert (whole.tickets, one.tickets, one.months) == (9, 8, ("2022-03", "2022-04"))
    assert (fields["category"].history, fields["category"].share, fields["category"].missing) == ((1.0, 0.25), 5 / 8, 3)
    assert (fields["department"].history, fields["due_at"].share) == ((1.0, 0.0), 0.0)
    assert fields["category"].fell
    table = panels.fields(one).table.frame("written").set_index("字段")
    assert table.loc["类别", ["填报率 %", "缺失", "2022-03 %", "2022-04 %"]].tolist() == [62.5, 3, 100.0, 25.0]
    assert not fields["street"].fell
    assert (
        addresses.cases_without(EVERYTHING, fields["category"], "a")
        == "/cases?from=2021-04-21&to=2022-04-20&compare=none&category=none&source=a"
    )
    assert addresses.cases_without(EVERYTHING, fields["street"], "a") is None


def test_a_source_without_cases_has_no_completeness(filled: Path):
    publish(filled, tickets=[case("A", "a", END)])
    found = completeness(EVERYTHING, LOCAL, "nobody")
    assert (found.tickets, found.fields) == (0, ())


def test_names_are_new_when_the_year_before_lacks_them_and_vanished_when_they_are_missed(filled: Path):
    rows = every(1, "s", 0, 300, category="old") + every(3, "t", 31, 100, category="missed") + every(40, "u", 31, 8, category="rare")
    publish(filled, tickets=[*rows, case("N1", "s", END, category="fresh"), case("N2", "s", END, category="fresh")])
    found = {one.value: one for one in drift(EVERYTHING, LOCAL) if one.dimension == "category"}
    assert {value: (one.new, one.now, one.before) for value, one in found.items()} == {"fresh": (True, 2, 0), "missed": (False, 0, 100)}
    assert found["missed"].expected == pytest.approx(100 * 30 / 365)
    assert "category=fresh" in addresses.cases_named(EVERYTHING, found["fresh"])


def test_cases_may_be_there_twice_by_reporter_matter_and_place(filled: Path):
    def told(number: str, source: str, minutes: float, **more: Any) -> dict[str, Any]:
        return case(number, source, END + timedelta(minutes=minutes), **{"reporter_key": "k", "category": "x", **more})

    publish(
        filled,
        tickets=[
            told("A", "one", 0),
            told("B", "two", 9),
            told("C", "one", 20),
            told("D", "one", 1, category="y"),
            told("E", "one", 2, reporter_key="other"),
            told("F", "one", 3, reporter_key=None),
            told("G", "one", 4, street="211302002"),
            told("H", "one", 29.5),
            told("A", "two", 60),
        ],
    )
    found = duplicates(EVERYTHING, LOCAL)
    assert [(pair.number, pair.earlier, pair.seconds) for pair in found.pairs] == [("H", "C", 570), ("B", "A", 540)]
    assert (found.twins, found.across) == (2, 1)
    assert [(one.number, one.sources, one.first_source, one.last_source) for one in found.shared] == [("A", 2, "one", "two")]
    assert addresses.cases_numbered(EVERYTHING, "A").endswith("q=A")


def test_who_may_see_one_area_is_told_of_no_other(filled: Path):
    publish(filled, tickets=[case("A", "here", END), case("B", "there", END, street="211302002")])
    only = Principal("x", "analyst", ("211302001",))
    assert [source.name for source in freshness(EVERYTHING, only)] == ["here"]
    assert completeness(EVERYTHING, only).tickets == 1
    assert duplicates(EVERYTHING, only).numbers == 0


def test_breaches_are_counted_by_source_and_month_and_lead_to_the_lines(filled: Path, tmp_path_factory: pytest.TempPathFactory):
    publish(filled)
    file = tmp_path_factory.mktemp("in") / "a.csv"
    header = "工单编号,受理时间,街道,诉求标题,满意度评分\n"
    file.write_text(
        header + "A1,2021-03-01,S1,路灯,5\nA2,昨天,S1,路灯,9\nA3,,S1,路灯,5\nA4,,S1,路灯,5\nA1,2021-03-01,S1,路灯,5\n合计,5,,,\n",
        "utf-8",
    )
    import_files([file], source="热线", warehouse=Warehouse(filled), accept_losses=True)
    [found] = breaches(LOCAL)
    assert (found.source, found.lines, found.broken, found.reason) == ("热线", 7, 3, "missing:received_at")
    assert addresses.lines_of(found) == "/imports?import=1&reason=missing%3Areceived_at#quarantine"


def test_a_warehouse_without_rows_has_a_sentence_for_everything(filled: Path):
    publish(filled)
    nothing = (freshness(EVERYTHING, LOCAL), completeness(EVERYTHING, LOCAL), drift(EVERYTHING, LOCAL), duplicates(EVERYTHING, LOCAL))
    assert (nothing[0], nothing[1].fields, nothing[2], nothing[3].twins, breaches(LOCAL)) == ((), (), (), 0, ())
    with speaking(ENGLISH):
        assert panels.fields(nothing[1]).title == "No case in the last year"
        assert panels.changed_names(nothing[2]).title == "No name is new, none has vanished"
        assert panels.twins(nothing[3]).title == "No case seems to be there twice"
        assert panels.shared_numbers(nothing[3]).title == "No number is used by two sources"
        assert panels.broken_rules((), str).title == "Nothing has been imported yet"
