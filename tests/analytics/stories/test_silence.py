"""Silent grids in the demo: those that were planted are found, and nearly nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.readings.silence import EXPECTED, SHARE, Silence, silence
from data.demo.planted import planted

DISTRICTS = ("211302", "211303", "211002", "210204", "230204")
SILENT_SINCE = {code: event.first for event in planted("silent") for code in event.areas}


@pytest.fixture(autouse=True)
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


def judged(area: str, last: date, days: int) -> Silence:
    found = silence(Scope(window="custom", first=date(last.year, last.month, 1), last=last, area=area), LOCAL, days)
    assert found is not None
    return found


def test_the_planted_grids_are_found_and_nearly_nothing_else_is() -> None:
    asked, rightly = set(), 0
    for year, month in ((2020, 6), (2020, 12), (2021, 6), (2021, 12), (2022, 3)):
        for area in DISTRICTS:
            for grid in judged(area, date(year, month, 28), 180).silent:
                asked.add((grid.code, year, month))
                rightly += grid.code in SILENT_SINCE and SILENT_SINCE[grid.code] <= date(year, month, 28)
    assert {"211302005003001", "211303002003001"} <= {code for code, _year, _month in asked}
    assert rightly / len(asked) >= 0.75, asked


def test_at_the_end_of_the_demo_every_grid_with_a_past_that_fell_silent_is_asked_about_and_no_other() -> None:
    found = {grid.code for area in ("211302", "211303") for grid in judged(area, date(2022, 4, 20), 180).silent}
    assert found == {"211302005003001", "211302010004001", "211303002003001"}


def test_a_question_carries_its_reasoning() -> None:
    (worst, *_rest) = judged("211302", date(2022, 4, 20), 180).silent
    assert worst.received < worst.low < worst.expected < worst.high
    assert worst.received < SHARE * worst.expected and worst.expected >= EXPECTED
    assert worst.past > 0 and worst.by_size is not None and worst.households


def test_a_grid_that_was_silent_all_along_is_named_apart_and_not_judged() -> None:
    found = judged("211002", date(2022, 4, 20), 180)
    assert not found.silent
    assert "211002016007001" in {grid.code for grid in found.never_heard}


def test_a_small_area_is_judged_among_the_grids_of_its_district() -> None:
    whole = {grid.code: grid for grid in judged("211302", date(2022, 4, 20), 180).grids}
    part = judged("211302005003", date(2022, 4, 20), 180).grids
    assert part and all(whole[grid.code] == grid for grid in part)
    assert {areas().get(grid.code).parent for grid in part} == {"211302005003"}


@pytest.mark.parametrize("area", [None, "210000", "211300"])
def test_above_the_district_nothing_is_judged(area: str | None) -> None:
    assert silence(Scope(area=area), LOCAL) is None
