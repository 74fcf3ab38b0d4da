"""Slices of the tickets that published figures speak of, as masks over the rows and bounds on their counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from data.demo.arrivals import Cases
from data.demo.figures import Target, prefix, targets
from data.demo.places import Places
from data.demo.scales import Scale
from data.demo.streams import Stream
from data.demo.tables import table

AIM = 0.6  # the share of a rate's tolerance that the generator may use


@dataclass(frozen=True)
class Slice:
    """Rows of one area, some filters and a period, with the published values by measure; moments are seconds since 1970."""

    area: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    start: int
    end: int
    as_of: int
    values: dict[str, Target]

    def bounds(self, measure: str, base: int = 1) -> tuple[float, float]:
        """Lowest and highest count that agree with the figure; a rate is a share of the base. KeyError without a figure."""
        target = self.values[measure]
        if not target.exact:
            return target.wanted, np.inf
        if target.value > 1:
            return target.value, target.value
        margin = AIM * target.tolerance
        return float(np.ceil((target.value - margin) * base - 1e-6)), float(np.floor((target.value + margin) * base + 1e-6))


class Slices:
    """The slices of a scale, the narrow ones before those that contain them, and the rows that belong to each."""

    def __init__(self, scale: Scale, sources: list[Stream], places: Places, end: int) -> None:
        self.channel = np.array([stream.channel for stream in sources])
        self.codes = places.codes
        self.category = table("taxonomy")["category"].to_numpy(dtype=str)
        groups: dict[tuple[object, ...], list[Target]] = defaultdict(list)
        for target in targets("tickets", scale.name):
            if target.first < scale.first or target.last > scale.last or not places.within((prefix(target.area),)).any():
                continue
            groups[(target.area, target.where, target.first, target.last)].append(target)
        found = [_slice(members, end) for members in groups.values()]
        self.all = sorted(found, key=lambda one: (len(one.where) == 0, -len(prefix(one.area))))

    def having(self, measure: str) -> list[Slice]:
        """The slices with a published value of a measure."""
        return [one for one in self.all if measure in one.values]

    def inside(self, cases: Cases, one: Slice) -> np.ndarray:
        """Mask of the rows of a slice that count, which a case void before the as-of moment does not."""
        mask = (cases["received"] >= one.start) & (cases["received"] < one.end)
        mask &= np.char.startswith(self.codes, prefix(one.area))[cases["leaf"]]
        for name, values in one.where:
            if name == "channel":
                mask &= np.isin(self.channel, values)[cases["stream"]]
            elif name == "category":
                mask &= np.isin(self.category, values)[cases["subcategory"]]
            else:
                raise KeyError(f"no published figure of tickets filters by {name} yet")
        return np.asarray(mask & ((cases["void"] == 0) | (cases["void"] > one.as_of)))


def _slice(members: list[Target], end: int) -> Slice:
    first = members[0]
    start, stop = (int(np.datetime64(str(day), "s").astype(np.int64)) for day in (first.first, first.last + timedelta(days=1)))
    return Slice(first.area, first.where, start, stop, min(stop, end), {target.measure: target for target in members})
