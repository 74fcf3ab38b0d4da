"""Tables as files, one button each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import looking_into
from analytics.exports.text import csv
from analytics.exports.workbook import workbook
from analytics.shapes.table import Table
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


def xlsx_button(table: Table, name: str, title: str, measures: Sequence[str]) -> None:
    """A button that downloads a table as a workbook with native numbers, and what its measures mean."""
    notes = [(_(CATALOGUE.measure(measure).label), _(CATALOGUE.measure(measure).definition)) for measure in measures]

    def made() -> bytes:
        frame, formats = table.filed()
        return workbook(frame, formats, _("Data"), [(_("Table"), title), *notes], _("Notes"))

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    st.download_button(
        _("Download XLSX"), as_asked(made), f"{name}.xlsx", kind, key=f"xlsx-{name}", icon=":material/table_view:", on_click="ignore"
    )
