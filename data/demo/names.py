"""Plausible names for what has no published one: streets, towns, communities, villages, compounds."""

from __future__ import annotations

import numpy as np

from data.demo.tables import table


def pool(name: str) -> list[str]:
    """One of the lists of names.csv."""
    names = table("names").set_index("pool")["names"]
    return str(names[name]).split(" ")


def draw(rng: np.random.Generator, names: list[str], count: int, taken: set[str]) -> list[str]:
    """`count` different names that are not taken yet; they are taken afterwards."""
    free = [name for name in names if name not in taken]
    chosen = [str(name) for name in rng.choice(free, count, replace=False)]
    taken.update(chosen)
    return chosen


def _pairs(first: str, last: str, suffix: str) -> list[str]:
    return [a + b + suffix for a in pool(first) for b in pool(last) if a not in b]


STREETS = pool("street")
TOWNS = _pairs("town_first", "town_last", "")
COMMUNITIES = _pairs("community_first", "community_last", "社区")
VILLAGES = _pairs("surname", "village_last", "村")
COMPOUNDS = _pairs("community_first", "community_last", "小区")
ORDINALS = pool("ordinal")
