"""The workload page as tables for people: heads with units, values as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.stories.workload.model import LOADS, Evenness, LoadUnit
from analytics.stories.workload.sentences import load_label, load_unit
from analytics.words.language import _


def head(load: str) -> str:
    """人均受理 件/人."""
    return f"{load_label(load)} {load_unit(load)}".strip()


def ranked(units: Sequence[LoadUnit], load: str) -> list[LoadUnit]:
    """Heaviest first; those without a load last."""
    return sorted(units, key=lambda unit: (unit.load(load) is None, -(unit.load(load) or 0), unit.code))


def in_sight(units: Sequence[LoadUnit], load: str, chosen: str, visible: int) -> list[LoadUnit]:
    """The ranking, with the chosen unit on top where one would have to scroll to see it."""
    rows = ranked(units, load)
    hidden = [unit for unit in rows[visible:] if unit.code == chosen]
    return hidden + [unit for unit in rows if unit not in hidden]


def ranking_table(rows: Sequence[LoadUnit], load: str, level: str) -> pd.DataFrame:
    """What the page shows beside the map, in the order given: the chosen load, and what it is made of."""
    return pd.DataFrame(
        {
            level: [unit.name for unit in rows],
            _("Belongs to"): [unit.place for unit in rows],
            head(load): [_rounded(unit.load(load)) for unit in rows],
            _head("received"): [unit.received for unit in rows],
            _head("backlog"): [unit.backlog for unit in rows],
            _head("grid_workers"): [unit.workers for unit in rows],
            _head("households"): [unit.households for unit in rows],
        }
    )


def loads_table(units: Sequence[LoadUnit], load: str) -> pd.DataFrame:
    """Everything known of every unit."""
    rows = ranked(units, load)
    return pd.DataFrame(
        {
            _("Code"): [unit.code for unit in rows],
            _("Area"): [unit.name for unit in rows],
            _("Belongs to"): [unit.place for unit in rows],
            _head("received"): [unit.received for unit in rows],
            _head("resolved"): [unit.resolved for unit in rows],
            _head("backlog"): [unit.backlog for unit in rows],
            _head("weighted_load"): [round(unit.weighted, 1) for unit in rows],
            _head("grid_workers"): [unit.workers for unit in rows],
            _head("households"): [unit.households for unit in rows],
            _("Resolution rate %"): [None if unit.rate is None else round(unit.rate * 100, 1) for unit in rows],
            **{head(name): [_rounded(unit.load(name)) for unit in rows] for name in LOADS},
        }
    )


def lorenz_table(shared: Evenness) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Grid workers, cumulative %"): [round(value * 100, 1) for value in shared.people],
            _("Work, cumulative %"): [round(value * 100, 1) for value in shared.work],
        }
    )


def _head(measure: str) -> str:
    declared = CATALOGUE.measure(measure)
    return _(declared.label).partition("（")[0]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
