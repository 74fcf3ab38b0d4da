"""The tree of areas with what lies in each, and what is missing for maps and for workload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import PROVISIONAL
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue.areas import LEVEL_LABELS
from analytics.engines.duckdb import engine
from analytics.query import table
from analytics.readings.kept import kept
from analytics.stories.received import received
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts import LEVELS

COLUMNS = ("area_code", "level", "name", "parent_code", "kind", "households", "grid_workers", "has_boundary", *LEVELS)


@dataclass(frozen=True)
class Node:
    """An area with the sums over everything in it; None where no list says a number."""

    code: str
    level: str
    name: str
    parent: str | None
    listed: bool
    boundary: bool
    communities: int
    grids: int
    workers: int | None
    households: int | None
    tickets: int


@dataclass(frozen=True)
class Tree:
    """All areas by code, the codes below each (roots below None), and the tickets of the data, those in areas of lists apart."""

    nodes: dict[str, Node]
    below: dict[str | None, tuple[str, ...]]
    received: int
    recognised: int
    unknown: int

    @property
    def share(self) -> float | None:
        return self.recognised / self.received if self.received else None


@kept
def tree(scope: Scope, principal: Principal) -> Tree:
    """The tree of the current generation with all tickets of the data."""
    with engine().reading() as reader:
        about = reader.about
        frame = reader.query(table("areas", COLUMNS, order="area_code"))
    everything = Scope("custom", about.data_from.date(), (about.data_until + timedelta(days=1)).date())
    sums = _sums(frame)
    tickets: dict[str, int] = {}
    for level in LEVELS:
        counted = ask(["received"], by=[level], scope=everything, principal=principal).frame.dropna(subset=[level])
        tickets |= dict(zip(counted[level], counted["received"].astype(int), strict=True))
    came = received(everything, principal)
    nodes = {
        str(row.area_code): Node(
            str(row.area_code), str(row.level), str(row.name), row.parent_code if isinstance(row.parent_code, str) else None,
            row.kind != PROVISIONAL, bool(row.has_boundary), tickets=tickets.get(str(row.area_code), 0), **sums[str(row.area_code)],
        )
        for row in frame.itertuples()
    }  # fmt: skip
    below: dict[str | None, list[str]] = {}
    for node in nodes.values():
        below.setdefault(node.parent, []).append(node.code)
    outermost = [node for node in nodes.values() if not node.listed and not (node.parent in nodes and not nodes[node.parent].listed)]
    lost = sum(node.tickets for node in outermost)
    ordered = {parent: tuple(sorted(codes, key=lambda code: (not nodes[code].listed, code))) for parent, codes in below.items()}
    return Tree(nodes, ordered, came, came - lost, sum(not node.listed for node in nodes.values()))


def missing(known: Tree) -> list[str]:
    """What the lists and the boundaries lack for maps and for workload, as sentences."""
    listed = [node for node in known.nodes.values() if node.listed]
    if not listed:
        return [_("No list of areas has been imported: names stand as the files write them, and there are no maps.")]
    found = []
    for level in ("district", "street", "community"):
        here = [node for node in listed if node.level == level]
        without = sum(not node.boundary for node in here)
        if without:
            text = _("{level}: {count} of {all} have no boundary; maps leave them out.")
            found.append(text.format(level=_(LEVEL_LABELS[level]), count=number(without), all=number(len(here))))
    grids = [node for node in listed if node.level == "grid"]
    if not grids:
        found.append(_("No grids are listed: workload cannot be told by grid."))
    elif without := sum(node.workers is None for node in grids):
        found.append(
            _("{count} of {all} grids have no grid workers listed: workload leaves them out.").format(
                count=number(without), all=number(len(grids))
            )
        )
    return found


def _sums(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Communities, grids, workers and households in each area: its own and those of everything in it."""
    long = pd.concat([frame.assign(around=frame[level]) for level in LEVELS]).dropna(subset=["around"])
    groups = long.assign(communities=(long["level"] == "community").astype(int), grids=(long["level"] == "grid").astype(int)).groupby(
        "around"
    )
    counts = groups[["communities", "grids"]].sum()
    totals = groups[["grid_workers", "households"]].sum(min_count=1)
    return {
        str(code): {
            "communities": int(counts.loc[code, "communities"]),
            "grids": int(counts.loc[code, "grids"]),
            "workers": None if pd.isna(totals.loc[code, "grid_workers"]) else int(totals.loc[code, "grid_workers"]),
            "households": None if pd.isna(totals.loc[code, "households"]) else int(totals.loc[code, "households"]),
        }
        for code in counts.index
    }
