"""python -m benchmarks.findings: what the engine finds of the demo's planted events, by month and area: precision and recall."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.findings import Finding, findings
from analytics.geography import areas
from analytics.principal import LOCAL
from analytics.scope import Scope
from data.demo.planted import Event, planted

# By which findings an effect can show; an effect that makes things better is nothing that needs attention.
SHOWN_BY = {
    "burst": {("surge", "received")},
    "busier": {("surge", "received"), ("trend", "backlog")},
    "slower": {("limit", "resolution_rate"), ("trend", "backlog"), ("signal", "resolution_rate"), ("signal", "on_time_rate")},
    "less_satisfied": {("satisfaction", "satisfaction_rate"), ("signal", "satisfaction_rate")},
    "instant": {("limit", "instant_close_share")},
    "silent": {("silence", "received")},
    "behind": {("pace", "progress"), ("pace", "spend_rate")},
}
OF_A_PART = ("trend", "signal", "pace", "surge", "limit")  # may tell of an area what has lately come over a part of it
LATELY = timedelta(days=365)
FACTS = ("overdue", "pace")  # counted, not inferred: true whether planted or not
LONG_ENOUGH = timedelta(days=10)  # of a month, so that an event can show in it
FADING = timedelta(days=31)  # the cases of a slow time are still open, and those of a bad one still rated, for a while
DISTRICTS = tuple(  # those that have cases, and 普兰店区 for its projects
    (
        "211302 211303 211321 211322 211324 211381 211382 211002 211003 210204 210202 "
        "211103 211102 210104 210103 210411 210404 210302 210711 230204 210214"
    ).split()
)
CITIES = ("211300",)  # the one whose districts all have cases
MONTHS = tuple(stamp.date() for stamp in pd.date_range("2021-01-01", "2022-04-01", freq="MS"))
LAST_DAY = date(2022, 4, 20)


@dataclass(frozen=True)
class Seen:
    """A finding of a run over one area and month, and the ids of the planted events that it tells of."""

    area: str
    month: date
    finding: Finding
    events: tuple[str, ...]


def events() -> list[Event]:
    """What is planted and makes something worse, the last of the months included."""
    return [event for effect in SHOWN_BY for event in planted(effect) if effect != "slower" or event.size > 1]


def run(places: Iterable[str], months: Iterable[date]) -> list[Seen]:
    """Findings of each area and month, each with the events that it tells of."""
    known, seen = events(), []
    for month in months:
        last = min((pd.Timestamp(month) + pd.offsets.MonthEnd()).date(), LAST_DAY)
        for area in places:
            for finding in findings(Scope(window="custom", first=month, last=last, area=area), LOCAL):
                told = tuple(event.id for event in known if _tells(finding, event, month, last))
                seen.append(Seen(area, month, finding, told))
    return seen


def precision(seen: Iterable[Seen]) -> tuple[int, int]:
    """Of the findings that rest on a test, those that tell of a planted event, and all of them."""
    tested = [item for item in seen if item.finding.kind not in FACTS]
    return sum(bool(item.events) for item in tested), len(tested)


def recall(seen: Iterable[Seen], places: Iterable[str], months: Iterable[date]) -> dict[str, bool]:
    """For each event that ran long enough in one of the months and lies in one of the areas: was it found?"""
    found = {event for item in seen for event in item.events}
    possible = [event for event in events() if any(_runs(event, month) for month in months) and _inside(event, places)]
    return {event.id: event.id in found for event in possible}


def table(seen: list[Seen]) -> pd.DataFrame:
    """By kind and measure: findings, how many tell of a planted event, and their share."""
    frame = pd.DataFrame(
        {"kind": item.finding.kind, "measure": item.finding.measure, "findings": 1, "planted": int(bool(item.events))} for item in seen
    )
    counts = frame.groupby(["kind", "measure"]).sum()
    return counts.assign(precision=(counts["planted"] / counts["findings"]).round(2))


def _tells(finding: Finding, event: Event, first: date, last: date) -> bool:
    if (finding.kind, finding.measure) not in SHOWN_BY[event.effect]:
        return False
    begun = finding.start if finding.kind == "silence" and finding.start else first
    fading = FADING if event.effect in ("slower", "less_satisfied") else timedelta()
    if begun > event.last + fading or last < event.first:
        return False
    if finding.kind == "surge" and event.subcategories and finding.subject not in event.subcategories:
        return False
    if finding.kind in ("trend", "signal") and first - event.first > LATELY:
        return False  # what has always been so is no change
    known, recent = areas(), first - event.first <= LATELY
    return any(
        area in known.path_codes(finding.area) or (recent and finding.kind in OF_A_PART and finding.area in known.path_codes(area))
        for area in event.areas
    )


def _runs(event: Event, month: date) -> bool:
    last = min((pd.Timestamp(month) + pd.offsets.MonthEnd()).date(), LAST_DAY)
    return min(event.last, last) - max(event.first, month) >= LONG_ENOUGH - timedelta(days=1)


def _inside(event: Event, places: Iterable[str]) -> bool:
    known, wanted = areas(), set(places)
    return any(wanted & set(known.path_codes(area)) for area in event.areas)


def main() -> None:
    """Run every district that has cases and every city with several of them, month by month, over a fresh demo or the one given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.findings", description=__doc__)
    parser.add_argument("--list", action="store_true", help="print every finding that tells of no planted event")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if "GRIDSCOPE_WAREHOUSE" not in os.environ:
            from data.demo.build import publish
            from data.demo.command import SEED
            from data.demo.scales import SCALES
            from data.store import Warehouse

            os.environ["GRIDSCOPE_WAREHOUSE"] = scratch
            publish(SCALES["demo"], SEED, Warehouse())
        places = (*DISTRICTS, *CITIES)
        seen = run(places, MONTHS)
    print(f"{len(MONTHS)} months × {len(places)} areas\n\n{table(seen).to_string()}\n")
    for event, hit in recall(seen, places, MONTHS).items():
        print(f"{'found ' if hit else 'missed'} {event}")
    right, all_of_them = precision(seen)
    hits = recall(seen, places, MONTHS)
    print(f"\nprecision {right}/{all_of_them} = {right / all_of_them:.2f}   recall {sum(hits.values())}/{len(hits)}")
    if chosen.list:
        for item in seen:
            if not item.events and item.finding.kind not in FACTS:
                print(
                    f"{item.month:%Y-%m} {item.area} {item.finding.kind} q={item.finding.q:.1e} {item.finding.title} | {item.finding.evidence}"
                )


if __name__ == "__main__":
    main()
