"""CSV that a spreadsheet opens in the right encoding and never takes for formulas."""

from __future__ import annotations

import re

import pandas as pd

# Also in full width, and behind spaces or tabs: Excel strips those before it looks.
FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠｜％]")


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = [harmless(value) for value in safe[name]]
    safe.columns = [harmless(str(name)) for name in safe.columns]
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def harmless(value: object) -> object:
    """Text that begins like a formula gets an apostrophe in front; anything else stays as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
