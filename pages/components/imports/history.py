"""The table of past imports; a chosen row narrows the quarantine below it."""

from __future__ import annotations

import pandas as pd
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.words.glossary import dataset_title
from analytics.words.language import _, language
from data.contracts.model import N_
from pages.components import session
from pages.components.cards import ROW
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import safe
from pages.components.imports.quarantine import IMPORT, REASON

COLUMNS = {
    "imported_at": N_("Imported at"),
    "file": N_("File"),
    "sheet": N_("Sheet"),
    "dataset": N_("Dataset"),
    "preset": N_("Preset"),
    "encoding": N_("Encoding"),
    "lines": N_("Lines"),
    "accepted": N_("Accepted"),
    "updated": N_("Updated"),
    "unchanged": N_("Unchanged"),
    "joined": N_("Joined"),
    "blank": N_("Blank"),
    "header": N_("Header"),
    "quarantined": N_("Quarantined"),
    "generation": N_("Generation"),
}
NUMBERS = ("lines", "accepted", "updated", "unchanged", "joined", "blank", "header", "quarantined", "generation")
MOST_ROWS = 10


def history_table(past: pd.DataFrame) -> None:
    """Draw the table; the import whose row is chosen goes into the address."""
    if past.empty:
        st.info(
            _("Nothing has been imported yet. Drop a file above, or import it on the server: python -m data import FILE."),
            icon=":material/upload_file:",
        )
        return
    preset = past[f"label_{language()}"].fillna(past["preset"])
    shown = past[list(COLUMNS)].assign(dataset=past["dataset"].map(dataset_title), sheet=past["sheet"].fillna(""), preset=preset)
    config = {name: _column(name) for name in COLUMNS}
    st.dataframe(
        shown,
        key="imports",
        hide_index=True,
        row_height=ROW,
        height=(min(len(shown), MOST_ROWS) + 1) * ROW + 2,
        column_config=config,
        on_select=lambda: _open(past),
        selection_mode="single-row",
    )
    csv_button(past, "gridscope-imports", key="imports-csv")


@safe
def _open(past: pd.DataFrame) -> None:
    rows = st.session_state["imports"]["selection"]["rows"]
    session.change_parameter(IMPORT, int(past.iloc[rows[0]]["import_id"]) if rows else "")
    session.change_parameter(REASON, "")


def _column(name: str) -> ColumnConfig:
    label = _(COLUMNS[name])
    if name == "imported_at":
        return st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm")
    return st.column_config.NumberColumn(label, format="%,d") if name in NUMBERS else st.column_config.TextColumn(label)
