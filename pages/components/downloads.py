"""Tables as files, one button each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.exports.text import csv
from analytics.language import _


def csv_button(frame: pd.DataFrame, name: str, key: str, label: str = "") -> None:
    """A button that downloads the frame as `name`.csv."""
    st.download_button(
        label or _("Download CSV"), lambda: csv(frame), f"{name}.csv", "text/csv", key=key, icon=":material/download:", on_click="ignore"
    )
