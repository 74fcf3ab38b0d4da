"""Tables as files, one button each."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.engines.duckdb import looking_into
from analytics.exports.text import csv
from analytics.words.language import _, language, speaking
from pages.components import session
from pages.components.door import st


def as_asked(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` in the language and on the data of this session: a download is made in a thread of its own, which knows neither."""
    code, folder = language(), session.private()

    def made() -> bytes:
        with speaking(code), looking_into(folder):
            return make()

    return made


def csv_button(frame: pd.DataFrame, name: str, key: str, label: str = "") -> None:
    """A button that downloads the frame as `name`.csv."""
    st.download_button(
        label or _("Download CSV"), lambda: csv(frame), f"{name}.csv", "text/csv", key=key, icon=":material/download:", on_click="ignore"
    )
