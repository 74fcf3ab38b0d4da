"""Kinds of request that came in more or less often: hand-counted months, and the sentence of each outcome."""

from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL
from analytics.briefing.categories import Categories, Moved, categories, told
from analytics.briefing.months import Month, scope_of
from analytics.briefing.sentences import PREVIOUS, PREVIOUS_DAYS
from analytics.engines.duckdb import newest
from tests.support.warehouses import publish

MONTHS = [f"2020-{month:02d}" for month in range(8, 13)] + [f"2021-{month:02d}" for month in range(1, 8)]
COUNTS = {
    "water": [30, 31, 29, 30, 32, 30, 29, 31, 30, 30, 31, 90],  # far beyond its steps
    "heat": [80, 82, 79, 81, 80, 82, 81, 79, 80, 81, 80, 30],
    "noise": [30, 50, 28, 55, 31, 49, 27, 52, 30, 50, 29, 51],  # as restless as ever
    "rare": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 15],  # too few to be news
}


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    common = {"source": "t", "channel": "hotline_12345", "street": "211302001", "district": "211302"}
    received = [
        (kind, f"{month}-{1 + case % 28:02d} 10:00")
        for kind, counts in COUNTS.items()
        for month, count in zip(MONTHS, counts, strict=True)
        for case in range(count)
    ]
    received.append(("noise", "2021-08-01 00:00"))
    tickets = [{"ticket_id": str(n), "received_at": when, "category": kind, **common} for n, (kind, when) in enumerate(received)]
    publish(tmp_path, tickets=tickets)


def test_only_what_goes_beyond_its_own_months_is_told(year: None) -> None:
    found = categories(scope_of(Month(2021, 7), "211302", newest()), LOCAL)
    assert found == Categories((Moved("water", 31, 90), Moved("heat", 80, 30)), 2)


SENTENCES = {
    "two moved": (
        Categories((Moved("供水", 31, 90), Moved("供热", 80, 30)), 2),
        "从诉求类别看，供水由31件增至90件、供热由80件减至30件，超出正常波动；其余2类没有可分辨的变化。",
    ),
    "all moved": (Categories((Moved("供水", 31, 90),), 0), "从诉求类别看，供水由31件增至90件，超出正常波动。"),
    "more than are named": (
        Categories(tuple(Moved(name, 20, 60) for name in "甲乙丙丁"), 3),
        "从诉求类别看，4类的变化超出正常波动，幅度居前的是甲由20件增至60件、乙由20件增至60件、丙由20件增至60件；其余3类没有可分辨的变化。",
    ),
    "none moved": (Categories((), 5), "各类诉求的受理量与上月没有可分辨的差别。"),
    "no kind": (Categories((), 0), ""),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_each_outcome_has_its_sentence(name: str) -> None:
    found, sentence = SENTENCES[name]
    assert told(found, PREVIOUS) == sentence


def test_a_running_month_is_compared_with_as_many_days() -> None:
    assert told(Categories((), 5), PREVIOUS_DAYS) == "各类诉求的受理量与上月同期没有可分辨的差别。"
