"""What is planted in the demo for the analyses to find: storms, slow streets, silent grids and the like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.demo.tables import given, rows, table


@dataclass(frozen=True)
class Event:
    """One effect in some areas over some days (inclusive); an empty channel or no subcategories mean all of them."""

    id: str
    effect: str
    areas: tuple[str, ...]
    channel: str
    subcategories: tuple[str, ...]
    first: date
    last: date
    size: float

    def running(self, days: pd.DatetimeIndex) -> np.ndarray:
        """Which of the days it lasts."""
        return np.asarray((days >= pd.Timestamp(self.first)) & (days <= pd.Timestamp(self.last)))


def planted(effect: str) -> list[Event]:
    """The planted events of one effect: burst, busier, silent, slower, instant, less_satisfied or behind."""
    return [_event(row) for row in rows(table("planted")) if row.effect == effect]


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        effect=row.effect,
        areas=tuple(row.areas.split(" ")),
        channel=row.channel if given(row.channel) else "",
        subcategories=tuple(row.subcategories.split("|")) if given(row.subcategories) else (),
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        size=float(row.size),
    )
