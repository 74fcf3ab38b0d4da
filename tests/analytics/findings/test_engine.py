"""Detectors over counted rows: what stands out is found with its evidence and address, and noise is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.findings import Finding, findings, shortlist
from analytics.words.language import ENGLISH, speaking
from tests.support.warehouses import AREAS, publish

BESIDE = "211303001"  # a street of the district next to it
STREETS = [f"2113020{number:02d}" for number in range(1, 25)]
DISTRICT = [
    *AREAS[:3],
    *({"area_code": code, "level": "street", "name": f"S{int(code[-2:])}街道", "parent_code": "211302"} for code in STREETS),
    {"area_code": "211303", "level": "district", "name": "E", "parent_code": "2113"},
    {"area_code": BESIDE, "level": "street", "name": "T1街道", "parent_code": "211303"},
]
JUNE = Scope(window="custom", first=date(2021, 6, 1), last=date(2021, 6, 30), area="211302")
MONTHS = [date(2020, month, 1) for month in range(6, 13)] + [date(2021, month, 1) for month in range(1, 7)]
Rows = list[dict[str, object]]
Find = Callable[[Rows], tuple[Finding, ...]]


def cases(
    month: date, street: str, received: int, resolved: int, *, subject: str = "x", rating: int | None = None, channel: str = "c"
) -> Rows:
    """`received` cases over a month, the first `resolved` of them resolved within a day."""
    rows: Rows = []
    for number in range(received):
        moment = datetime(month.year, month.month, 1 + number % 27, 9, number % 60)
        done = number < resolved
        rows.append(
            {
                "ticket_id": f"{month}-{street}-{channel}-{subject}-{number}",
                "source": "s",
                "district": street[:6],
                "street": street,
                "channel": channel,
                "category": subject,
                "subcategory": subject,
                "received_at": moment,
                "resolved_at": moment + timedelta(hours=20) if done else None,
                "due_at": datetime(2022, 1, 1),
                "rating": rating if done else None,
            }
        )
    return rows


@pytest.fixture
def find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Find:
    """Publish rows up to the end of June 2021 and return its findings, in English."""

    def run(rows: Rows) -> tuple[Finding, ...]:
        monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
        last: Rows = [
            {
                "ticket_id": "last",
                "source": "s",
                "street": STREETS[0],
                "received_at": datetime(2020, 5, 1),
                "resolved_at": datetime(2021, 6, 30, 23),
            }
        ]
        publish(tmp_path, areas=DISTRICT, tickets=[*rows, *last])
        with speaking(ENGLISH):
            return findings(JUNE, LOCAL)

    return run


def test_a_matter_that_surges_in_one_street_is_found_and_one_that_surges_everywhere_is_not(find: Find):
    def june(street: str, subject: str) -> int:
        return 24 if subject == "y" else 40 if street + subject == STREETS[0] + "x" else 3

    matters = [(street, subject) for street in STREETS for subject in "abcdefghxy"]
    rows = [row for month in MONTHS[:-1] for place, matter in matters for row in cases(month, place, 3, 3, subject=matter)]
    rows += [row for place, matter in matters for row in cases(MONTHS[-1], place, june(place, matter), 3, subject=matter)]
    found = [item for item in find(rows) if item.kind == "surge"]
    assert [(item.area, item.subject) for item in found] == [(STREETS[0], "x")]
    assert found[0].title == "S1: x surges to 40 cases"
    assert dict(found[0].query) == {"area": STREETS[0], "from": "2021-06-01", "to": "2021-06-30", "subcategory": "x"}


def test_in_a_channel_without_a_past_the_other_streets_are_the_measure(find: Find):
    usual = [row for month in MONTHS for street in STREETS for matter in "abcde" for row in cases(month, street, 3, 3, subject=matter)]

    def young(flooded: int) -> Rows:
        pairs = [(street, matter) for street in STREETS for matter in "abcdex"]
        counts = [(*pair, flooded if pair == (STREETS[1], "x") else 6) for pair in pairs]
        return [row for street, matter, n in counts for row in cases(MONTHS[-1], street, n, n, subject=matter, channel="young")]

    assert not [item for item in find([*usual, *young(6)]) if item.kind == "surge"]
    [found] = [item for item in find([*usual, *young(60)]) if item.kind == "surge"]
    assert (found.area, found.subject, found.title) == (STREETS[1], "x", "S2: x surges to 60 cases")


def test_a_rate_that_falls_out_of_its_chart_is_a_signal_with_its_part_of_the_page(find: Find):
    shares = [90, 91, 89, 90, 92, 88, 90, 91, 90, 89, 91, 90, 70]
    rows = [row for month, share in zip(MONTHS, shares, strict=True) for row in cases(month, STREETS[0], 100, share)]
    found = [item for item in find(rows) if item.kind == "signal" and item.measure == "resolution_rate"]
    assert [item.title for item in found] == ["Resolution rate below usual"]
    assert "70.0% of 100 cases" in found[0].evidence and "three standard deviations" in found[0].rule
    assert dict(found[0].query)["part"] == "stability" and dict(found[0].query)["charted"] == "resolution_rate"
    assert found[0].q is not None and found[0].p is not None and found[0].p < found[0].q < 0.05


ORDINARY = [90, 91, 89, 90, 92, 88, 90, 91, 90, 89, 91, 90]


def months(street: str, shares: list[int], channel: str = "c", received: int = 100) -> Rows:
    """One share resolved for each of MONTHS, of so many cases."""
    pairs = zip(MONTHS, shares, strict=True)
    return [row for month, share in pairs for row in cases(month, street, received, share, channel=channel)]


def fallen(found: tuple[Finding, ...]) -> list[str]:
    return [item.evidence for item in found if item.kind == "signal" and item.measure == "resolution_rate"]


def test_what_falls_in_every_district_at_once_is_no_signal_of_one(find: Find):
    alone, together = (
        months(STREETS[0], [*ORDINARY, 75]),
        months(BESIDE, [*ORDINARY, 90]),
    )
    [evidence] = fallen(find([*alone, *together]))
    assert evidence.startswith("75.0% of 100 cases; usually 90.1%; 90.0% expected of such cases; normally ≥ ")
    assert not fallen(find([*alone, *months(BESIDE, [*ORDINARY, 75])]))


def test_a_slow_channel_that_has_just_opened_is_no_signal(find: Find):
    usual = [*months(STREETS[0], [*ORDINARY, 90]), *months(BESIDE, [*ORDINARY, 90])]
    slow = cases(MONTHS[-1], STREETS[0], 100, 50, channel="new")
    assert not fallen(find([*usual, *slow]))
    assert fallen(find([*usual, *slow, *cases(MONTHS[-1], BESIDE, 100, 90, channel="new")]))


def test_a_backlog_that_grows_in_every_district_alike_is_no_trend_of_one(find: Find):
    growing, still = [40, *[100] * 9, 80, 75, 70], [40, *[100] * 12]  # sixty stay open from the first month on

    def trends(found: tuple[Finding, ...]) -> list[str]:
        return [item.evidence for item in found if item.kind == "trend"]

    [evidence] = trends(find([*months(STREETS[0], growing), *months(BESIDE, still)]))
    assert evidence == "2021-03-31: 61 cases, 74 more since (+121%); 75 of these through c"
    assert not trends(find([*months(STREETS[0], growing), *months(BESIDE, growing)]))


def test_a_street_that_is_always_a_little_worse_stands_out_over_the_year(find: Find):
    rows = [row for street in STREETS for row in months(street, [54 if street == STREETS[3] else 57] * 13, received=60)]
    [found] = [item for item in find(rows) if item.kind == "limit"]
    assert found.area == STREETS[3] and found.evidence.startswith("Twelve months: 90.0% of 720 cases")
    assert (dict(found.query)["from"], dict(found.query)["to"]) == ("2020-07-01", "2021-06-30")


def test_a_street_that_only_has_the_harder_cases_breaches_no_limit(find: Find):
    def month(day: date, other: int) -> Rows:
        easy = [row for street in STREETS for row in cases(day, street, 100, 94)]
        hard = [row for street in STREETS[2:] for row in cases(day, street, 100, 80, channel="hard")]
        most = cases(day, STREETS[0], 400, 320, channel="hard")
        return [*easy, *hard, *most, *cases(day, STREETS[1], 100, other, channel="hard")]

    before = [row for day in MONTHS[-6:-1] for row in month(day, 80)]
    assert not [item for item in find([*before, *month(MONTHS[-1], 80)]) if item.kind == "limit"]
    [found] = [item for item in find([*before, *month(MONTHS[-1], 40)]) if item.kind == "limit"]
    assert found.area == STREETS[1] and found.evidence.startswith("67.0% of 200 cases")


def test_a_rise_is_no_signal(find: Find):
    shares = [90, 91, 89, 90, 92, 88, 90, 91, 90, 89, 91, 90, 100]
    rows = [row for month, share in zip(MONTHS, shares, strict=True) for row in cases(month, STREETS[0], 100, share)]
    assert not [item for item in find(rows) if item.kind == "signal"]


def test_satisfaction_is_held_against_the_streets_own_year(find: Find):
    rows = [row for month in MONTHS for street in STREETS for row in cases(month, street, 25, 25, rating=5)]
    june = [row for row in rows if row["street"] == STREETS[2] and str(row["received_at"]).startswith("2021-06")]
    for row in june[:9]:
        row["rating"] = 1
    [found] = [item for item in find(rows) if item.kind == "satisfaction"]
    assert (found.area, found.title) == (STREETS[2], "S3: satisfaction fell by 36.0 points")
    assert found.evidence == "64.0% of 25 ratings; 100.0% in the year before"
    assert (found.page, dict(found.query)["focus"]) == ("districts", STREETS[2])


def test_one_matter_at_one_spot_on_many_days_is_a_cluster(find: Find):
    generator = np.random.default_rng(7)
    rows = [row for street in STREETS[:6] for subject in "xabcdefghi" for row in cases(MONTHS[-1], street, 20, 20, subject=subject)]
    for row in rows:
        row |= {"longitude": 120.4 + generator.uniform(0, 0.05), "latitude": 41.5 + generator.uniform(0, 0.05)}
    for row in rows[:12]:
        row |= {"longitude": 120.4321, "latitude": 41.5321}
    [found] = [item for item in find(rows) if item.kind == "cluster"]
    assert found.title == "S1: x returns at one spot"
    assert found.evidence.startswith("12 cases within 100 m on 12 days; about 1.")
    assert (found.page, dict(found.query)["part"], dict(found.query)["subcategory"]) == ("tickets", "places", "x")


def test_a_year_of_noise_alone_has_next_to_no_findings(find: Find):
    generator = np.random.default_rng(3)
    rows: Rows = []
    for month in MONTHS:
        for street in STREETS:
            for subject in "wxyz":
                received = int(generator.poisson(12))
                rows += cases(month, street, received, int(generator.binomial(received, 0.9)), subject=subject, rating=5)
    for row in rows:
        row["resolved_at"] = row["resolved_at"] or datetime.fromisoformat(str(row["received_at"])) + timedelta(days=40)
        row["rating"] = int(generator.choice([5, 2], p=[0.9, 0.1])) if row["rating"] else None
    found = [item for item in find(rows) if item.q is not None]
    assert found == []


def test_findings_stand_by_severity_and_then_by_effect_times_certainty(find: Find):
    rows = [row for month in MONTHS for street in STREETS for row in cases(month, street, 60, 57)]
    june = str(MONTHS[-1])
    low = {STREETS[0]: 20, STREETS[1]: 35}
    for row in rows:
        if str(row["ticket_id"]).startswith(june) and int(str(row["ticket_id"]).rpartition("-")[2]) >= low.get(str(row["street"]), 60):
            row["resolved_at"] = None
    found = find(rows)
    limits = [item for item in found if item.kind == "limit" and item.measure == "resolution_rate"]
    assert [item.area for item in limits] == STREETS[:2]
    assert limits[0].weight > limits[1].weight
    ranks = [("breach", "warning", "question").index(item.severity) for item in found]
    assert ranks == sorted(ranks)
    with speaking(ENGLISH):
        short = shortlist(found)
    assert short[0].evidence == limits[0].evidence + "; 1 more like it"
    assert len({(item.kind, item.measure) for item in short}) == len(short) <= 5


def test_the_shortlist_keeps_each_work_behind_its_plan():
    works = [Finding("pace", "warning", name, "", "renovation", measure="progress", subject=name) for name in ("a", "b")]
    assert shortlist((*works, replace(works[1], kind="trend"))) == (*works, replace(works[1], kind="trend"))
