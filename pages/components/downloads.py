"""Tables as files: CSV that Excel opens in the right encoding and never takes for formulas."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from analytics.language import _

# Also in full width, and behind spaces or tabs: Excel strips those before it looks.
FORMULA = re.compile(r"\s*[=+\-@|%＝＋－＠｜％]")


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = [_safe(value) for value in safe[name]]
    safe.columns = [_safe(str(name)) for name in safe.columns]
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def csv_button(frame: pd.DataFrame, name: str, key: str, label: str = "") -> None:
    """A button that downloads the frame as `name`.csv."""
    st.download_button(
        label or _("Download CSV"), lambda: csv(frame), f"{name}.csv", "text/csv", key=key, icon=":material/download:", on_click="ignore"
    )


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
