"""CSV that a spreadsheet opens in the right encoding and never takes for formulas."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

# Also in full width, and behind spaces or tabs: Excel strips those before it looks.
FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠｜％]")


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    safe = frame.copy()
    for name in safe.columns:
        if pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = _written(safe[name])
        elif not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = _guarded(safe[name])
    safe.columns = [harmless(str(name)) for name in safe.columns]
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _written(moments: pd.Series) -> pd.Series:
    """To the second, whatever the others of the column are."""
    text = np.char.replace(np.datetime_as_string(moments.to_numpy().astype("datetime64[s]"), unit="s"), "T", " ")
    return pd.Series(text, index=moments.index, dtype=object).where(moments.notna(), None)


def _guarded(values: pd.Series) -> pd.Series:
    """Looked at once for each different text: a column of half a million cases has few of them."""
    if pd.api.types.infer_dtype(values, skipna=True) != "string":
        return pd.Series([harmless(value) for value in values], index=values.index, dtype=object)
    places, distinct = pd.factorize(values)
    told = np.array([*(harmless(value) for value in distinct), None], dtype=object)
    return pd.Series(told[places], index=values.index, dtype=object)


def harmless(value: object) -> object:
    """Text that begins like a formula gets an apostrophe in front; anything else stays as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
