"""The tables the demo is made from: real places, districts, taxonomy, channels, streams, plans, planted events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

FOLDER = Path(__file__).parent
CODES = ("code", "parent_code", "adcode", "district", "areas", "area", "street", "ask_area")


@cache
def table(name: str) -> pd.DataFrame:
    """One of the CSV files beside this module; codes stay text, an empty cell is missing."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=dict.fromkeys(CODES, "str"))


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table as named tuples."""
    return frame.itertuples(index=False)


def given(value: Any) -> bool:
    """Whether a cell of a table holds something."""
    return bool(pd.notna(value))
