"""python -m benchmarks.findings: what the engine finds of the demo's planted events, by month and area: precision and recall."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.findings import Finding, findings
from data.demo.channels import channels
from data.demo.planted import Event, planted
from data.demo.scales import SCALES
from data.demo.streams import streams

# By which findings an effect can show; an effect that makes things better is nothing that needs attention.
SHOWN_BY = {
    "burst": {("surge", "received")},
    "busier": {("surge", "received"), ("trend", "backlog")},
    "slower": {
        ("limit", "resolution_rate"),
        ("limit", "on_time_rate"),
        ("trend", "backlog"),
        ("signal", "resolution_rate"),
        ("signal", "on_time_rate"),
    },
    "less_satisfied": {("satisfaction", "satisfaction_rate"), ("signal", "satisfaction_rate")},
    "instant": {("limit", "instant_close_share")},
    "silent": {("silence", "received")},
    "behind": {("pace", "progress"), ("pace", "spend_rate")},
    "opened": {("trend", "backlog")},
    "opened_slow": {("trend", "backlog"), ("signal", "resolution_rate"), ("signal", "on_time_rate")},
}
PLANTED = tuple(effect for effect in SHOWN_BY if not effect.startswith("opened"))  # what ought to be found
OF_A_PART = ("trend", "signal", "pace", "surge", "limit")  # may tell of an area what has lately come over a part of it
LATELY = timedelta(days=365)
FACTS = ("overdue", "pace")  # counted, not inferred: true whether planted or not
LONG_ENOUGH = timedelta(days=10)  # of a month, so that an event can show in it
FADING = timedelta(days=31)  # the cases of a slow time are still open, and those of a bad one still rated, for a while
FILLING = timedelta(days=183)  # from the opening of a channel until as many of its cases leave as come in
SLOW_PACE, SLOW_STUCK = 1.2, 0.03  # against the busiest channels, which have 0.55 to 1.15 and 0.01 to 0.02
BUSY = 1.0  # cases a day from which a channel shows in its district
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
    return [event for effect in PLANTED for event in planted(effect) if effect != "slower" or event.size > 1]


def openings() -> Iterator[Event]:
    """Channels that a district opens while the demo runs, as the generator's table has them: at first cases gather there, and
    where the channel is slow its cases stay open for longer than those of the others. Nobody is asked to find them."""
    scale = SCALES["demo"]
    for stream in streams(scale):
        kind = channels()[stream.channel]
        stuck = kind.stuck if stream.stuck is None else stream.stuck
        slow = stream.pace * kind.pace >= SLOW_PACE or stuck >= SLOW_STUCK
        if stream.first > scale.first and stream.per_day >= BUSY and not stream.subcategories:
            effect = "opened_slow" if slow else "opened"
            yield Event(f"{effect}-{stream.district}-{stream.channel}", effect, (stream.district,), "", (), stream.first, stream.last, 1.0)


def run(places: Iterable[str], months: Iterable[date]) -> list[Seen]:
    """Findings of each area and month, each with the events that it tells of."""
    known, seen = [*events(), *openings()], []
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
    begun = finding.start if finding.kind in ("silence", "limit") and finding.start else first  # they may look back further
    fading = FADING if event.effect in ("slower", "less_satisfied") else timedelta()
    if begun > event.last + fading or last < event.first:
        return False
    if finding.kind == "surge" and event.subcategories and finding.subject not in event.subcategories:
        return False
    if finding.kind in ("trend", "signal") and first - event.first > (FILLING if event.effect == "opened" else LATELY):
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
            from data.store import Warehouse

            os.environ["GRIDSCOPE_WAREHOUSE"] = scratch
            publish(SCALES["demo"], SEED, Warehouse())
        report((*DISTRICTS, *CITIES), MONTHS, listed=chosen.list)


def report(places: tuple[str, ...], months: tuple[date, ...], *, listed: bool) -> None:
    """Print what was found by kind, which planted events were, precision and recall; `listed`: what tells of none as well."""
    seen = run(places, months)
    print(f"{len(months)} months × {len(places)} areas\n\n{table(seen).to_string()}\n")
    for event, hit in recall(seen, places, months).items():
        print(f"{'found ' if hit else 'missed'} {event}")
    right, all_of_them = precision(seen)
    hits = recall(seen, places, months)
    print(f"\nprecision {right}/{all_of_them} = {right / all_of_them:.2f}   recall {sum(hits.values())}/{len(hits)}")
    if listed:
        for item in seen:
            if not item.events and item.finding.kind not in FACTS:
                print(
                    f"{item.month:%Y-%m} {item.area} {item.finding.kind} q={item.finding.q:.1e} {item.finding.title} | {item.finding.evidence}"
                )


if __name__ == "__main__":
    main()
