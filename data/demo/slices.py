"""Slices of the tickets that published figures speak of, as masks over the rows and bounds on their counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from data.demo.arrivals import Places
from data.demo.figures import Target, targets
from data.demo.scales import Scale
from data.demo.streams import Stream
from data.demo.tables import table

AIM = 0.6  # the share of a tolerance that the generator may use


@dataclass
class Slice:
    """Rows of one area, some filters and a period, with the published values by measure."""

    area: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    start: int  # seconds since 1970, inclusive
    end: int  # exclusive
    as_of: int
    values: dict[str, Target] = field(default_factory=dict)

    def bounds(self, measure: str, base: float = 1.0) -> tuple[float, float] | None:
        """Lowest and highest count that agree with the figure; a rate is multiplied by its base."""
        target = self.values.get(measure)
        if target is None:
            return None
        if not target.exact:
            return float(np.ceil(target.wanted * base)), float("inf")
        return float(np.ceil((target.value - AIM * target.tolerance) * base - 1e-6)), float(np.floor((target.value + AIM * target.tolerance) * base + 1e-6))


def slices(scale: Scale) -> list[Slice]:
    """The slices of a scale, the narrow ones before those that contain them."""
    groups: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets("tickets", scale.name):
        groups[(target.area, target.where, target.first, target.last)].append(target)
    found = []
    for members in groups.values():
        first = members[0]
        end = _second(first.last + timedelta(days=1))
        found.append(Slice(first.area, first.where, _second(first.first), end, end, {target.measure: target for target in members}))
    return sorted(found, key=lambda one: (len(one.where) == 0, -len(one.area.rstrip("0"))))


class Rows:
    """Looks up which rows belong to a slice."""

    def __init__(self, streams: list[Stream], places: Places) -> None:
        self.channel = np.array([stream.channel for stream in streams])
        self.codes = places.codes
        taxonomy = table("taxonomy")
        self.category = taxonomy["category"].to_numpy(dtype=str)

    def inside(self, rows: dict[str, np.ndarray], one: Slice) -> np.ndarray:
        """Mask of the rows of a slice that count, which a case void before the as-of moment does not."""
        mask = (rows["received"] >= one.start) & (rows["received"] < one.end)
        mask &= np.char.startswith(self.codes, prefix(one.area))[rows["leaf"]]
        for name, values in one.where:
            if name == "channel":
                mask &= np.isin(self.channel, values)[rows["stream"]]
            elif name == "category":
                mask &= np.isin(self.category, values)[rows["subcategory"]]
            else:
                raise KeyError(f"no published figure of tickets filters by {name} yet")
        return np.asarray(mask & ((rows["void"] == 0) | (rows["void"] > one.as_of)))


def prefix(code: str) -> str:
    """The digits that the codes of all areas inside begin with."""
    if len(code) > 6:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _second(day: object) -> int:
    return int(np.datetime64(str(day), "s").astype(np.int64))
