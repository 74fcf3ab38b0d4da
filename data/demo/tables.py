"""The tables the demo is made from: real places, districts, taxonomy, channels, streams, planted events."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent
CODES = {name: str for name in ("code", "parent_code", "adcode", "ask_area", "district", "streets", "street")}


@cache
def table(name: str) -> pd.DataFrame:
    """One of the CSV files beside this module; codes stay text, an empty cell is missing."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=CODES)


def districts() -> pd.DataFrame:
    """The districts that have tickets in some scale, by adcode."""
    return table("districts").set_index("adcode")
