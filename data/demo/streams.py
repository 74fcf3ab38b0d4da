"""Streams of requests: who reports where through which channel, and how many a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from data.demo.channels import channels
from data.demo.districts import districts
from data.demo.planted import planted
from data.demo.scales import Scale
from data.demo.tables import given, rows, table

NORTH = "23"  # 黑龙江: its district was published with channels of its own, and has no others


@dataclass(frozen=True)
class Stream:
    """One channel in one district; `areas` limits it, `subcategories` marks a burst of a few kinds only."""

    district: str
    channel: str
    per_day: float
    first: date
    last: date
    areas: tuple[str, ...] = ()
    all_but: tuple[str, ...] = ()
    pace: float = 1.0
    stuck: float | None = None
    rated: float | None = None
    satisfied: float | None = None
    subcategories: tuple[str, ...] = ()
    flexible: bool = False

    def days(self, scale: Scale) -> int:
        """Days of the scale on which the stream runs."""
        return max((min(self.last, scale.last) - max(self.first, scale.first)).days + 1, 0)


def streams(scale: Scale) -> list[Stream]:
    """The streams that touch the days of a scale; the flexible ones are raised to the wanted total."""
    listed = list(_listed(scale))
    own = [*listed, *_usual(scale, {(stream.district, stream.channel) for stream in listed}), *_bursts(scale)]
    own = [stream for stream in own if stream.days(scale) and stream.per_day > 0]
    if scale.tickets is None:
        return own
    settled = sum(stream.per_day * stream.days(scale) for stream in own if not stream.flexible)
    flexible = sum(stream.per_day * stream.days(scale) for stream in own if stream.flexible)
    factor = (scale.tickets - settled) / flexible
    return [replace(stream, per_day=stream.per_day * factor) if stream.flexible else stream for stream in own]


def per_row(cases: dict[str, np.ndarray], sources: list[Stream], value: Callable[[Stream], Any]) -> np.ndarray:
    """A property of each row's stream."""
    return np.array([value(stream) for stream in sources])[cases["stream"]]


def _usual(scale: Scale, listed: set[tuple[str, str]]) -> Iterator[Stream]:
    """What every district has, unless its own table says otherwise."""
    for channel in channels().values():
        for code in scale.districts:
            if channel.volume > 0 and (code, channel.name) not in listed and not code.startswith(NORTH):
                volume = channel.volume * districts()[code].size
                yield Stream(code, channel.name, volume, channel.first, scale.last, flexible=True)


def _listed(scale: Scale) -> Iterator[Stream]:
    for row in rows(table("streams")):
        if row.district not in scale.districts:
            continue
        areas = row.areas if given(row.areas) else ""
        yield Stream(
            district=row.district,
            channel=row.channel,
            per_day=float(row.per_day),
            first=date.fromisoformat(row.first) if given(row.first) else scale.first,
            last=date.fromisoformat(row.last) if given(row.last) else scale.last,
            areas=(areas,) if areas and not areas.startswith("!") else (),
            all_but=(areas[1:],) if areas.startswith("!") else (),
            pace=float(row.pace) if given(row.pace) else 1.0,
            stuck=float(row.stuck) if given(row.stuck) else None,
            rated=float(row.rated) if given(row.rated) else None,
            satisfied=float(row.satisfied) if given(row.satisfied) else None,
        )


def _bursts(scale: Scale) -> Iterator[Stream]:
    for event in planted("burst"):
        for code in event.areas:
            if event.channel and code[:6] in scale.districts:
                per_day = event.size / len(event.areas)
                yield Stream(code[:6], event.channel, per_day, event.first, event.last, areas=(code,), subcategories=event.subcategories)
