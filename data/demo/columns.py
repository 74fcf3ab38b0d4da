"""Arrow columns from arrays: coded texts, moments that may not have come yet, numbers that may be missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

HEXADECIMAL = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)


def coded(positions: np.ndarray, values: list[str], valid: np.ndarray | None = None) -> Any:
    """A text column from positions in a list, which may repeat a value."""
    unique = pd.Index(values).unique()
    place = unique.get_indexer(pd.Index(values)).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(place[positions], mask=None if valid is None else ~valid), pa.array(unique))


def moments(seconds: np.ndarray, end: int) -> Any:
    """Timestamps; what lies after the end of the data has not happened yet."""
    later = seconds > end
    return pa.array(np.where(later, 0, seconds), type=pa.timestamp("s"), mask=later)


def integers(values: np.ndarray, valid: np.ndarray) -> Any:
    """Whole numbers where they are valid."""
    return pa.array(values.astype(np.int64), mask=~valid)


def numbered(seconds: np.ndarray, numbers: np.ndarray) -> Any:
    """Case numbers as systems write them: the day, then a running number."""
    day = pc.strftime(pa.array(seconds, type=pa.timestamp("s")), format="%Y%m%d")
    return pc.binary_join_element_wise(day, pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 6, "0"), "")


def hashed(numbers: np.ndarray) -> Any:
    """Sixteen hexadecimal digits for each number above 0 (splitmix64), nothing for the others."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    digits = (mixed[:, None] >> np.arange(0, 64, 4, dtype=np.uint64)) & np.uint64(15)
    text = np.ascontiguousarray(HEXADECIMAL[digits.astype(np.uint8)])
    keys = pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(numbers), [None, pa.py_buffer(text.tobytes())])
    return pc.if_else(pa.array(numbers > 0), keys.cast(pa.binary()).cast(pa.string()), pa.scalar(None, pa.string()))
