"""Tables as files, one button each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import pandas as pd

from analytics.asking.geography import seeing_as
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import looking_into
from analytics.exports.text import csv
from analytics.exports.workbook import workbook
from analytics.shapes.table import Table
from analytics.words.language import _, language, speaking
from data import audit
from pages.components import session
from pages.components.door import st


def as_asked(make: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """`make` in the language and on the data of this session: a download is made in a thread of its own, which knows neither.

    Who takes it out is noted under `name` before a byte leaves; of a file of one's own nobody needs to know.
    """
    code, folder, principal, account = language(), session.private(), session.principal(), session.account()
    asked = {"page": session.page()} | st.query_params.to_dict()

    def made() -> bytes:
        with speaking(code), looking_into(folder), seeing_as(principal):
            if folder is None:
                audit.record("export", account.name, name=name, address=urlencode(asked))
            return make()

    return made


def csv_button(frame: pd.DataFrame, name: str, key: str, label: str = "") -> None:
    """A button that downloads the frame as `name`.csv."""
    st.download_button(
        label or _("Download CSV"),
        as_asked(lambda: csv(frame), f"{name}.csv"),
        f"{name}.csv",
        "text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def xlsx_button(table: Table, name: str, title: str, measures: Sequence[str]) -> None:
    """A button that downloads a table as a workbook with native numbers, and what its measures mean."""
    notes = [(_(CATALOGUE.measure(measure).label), _(CATALOGUE.measure(measure).definition)) for measure in measures]

    def made() -> bytes:
        frame, formats = table.filed()
        return workbook(frame, formats, _("Data"), [(_("Table"), title), *notes], _("Notes"))

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    st.download_button(
        _("Download XLSX"),
        as_asked(made, f"{name}.xlsx"),
        f"{name}.xlsx",
        kind,
        key=f"xlsx-{name}",
        icon=":material/table_view:",
        on_click="ignore",
    )
