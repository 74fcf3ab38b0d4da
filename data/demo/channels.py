"""How each channel behaves: what it is about, how busy its nights are, how fast and how well it is served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from data.demo.tables import given, rows, table


@dataclass(frozen=True)
class Channel:
    """Shares are between 0 and 1; `volume` is requests a day in a district of size 1."""

    name: str
    source: str
    weights: dict[str, float]  # by category, or by category/subcategory; empty for all alike
    volume: float
    first: date
    weekend: float
    night: float
    pace: float
    sigma: float
    stuck: float
    instant: float
    prompt: float
    response_hours: float
    dispatch_hours: float
    rated: float
    satisfied: float
    grid_known: float
    anonymous: float
    deadline_stated: bool


@cache
def channels() -> dict[str, Channel]:
    """All channels by name."""
    return {str(row.channel): _channel(row) for row in rows(table("channels"))}


def _channel(row: Any) -> Channel:
    cells = row._asdict()
    weights = str(cells["categories"]).split(";") if given(cells["categories"]) else []
    numbers = {name: float(cells[name]) for name, kind in Channel.__annotations__.items() if kind == "float"}
    return Channel(
        name=cells["channel"],
        source=cells["source"],
        weights={name: float(weight) for name, weight in (part.rsplit(":", 1) for part in weights)},
        first=date.fromisoformat(cells["first"]),
        deadline_stated=cells["deadline_stated"] == "yes",
        **numbers,
    )
