"""The quarantine browser: lines that were turned away, by reason, with their raw text, to mend and import again."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.wording import count
from data.contracts import CONTRACTS
from data.contracts.reasons import BY_COLUMN, group, sentence
from pages.components.cards import ROW, quiet
from pages.components.downloads import csv_button

MOST_ROWS = 500
ALL = ""
LONGEST_NAME = 12


def quarantine_browser(lines: pd.DataFrame, past: pd.DataFrame, chosen: int | None) -> None:
    """Draw the lines of the chosen import, or of all, narrowed by reason."""
    if lines.empty:
        quiet(_("No line is in quarantine."))
        return
    groups = lines["reasons"].map(lambda reasons: sorted({group(reason) for reason in reasons}))
    counts = groups.explode().value_counts()
    if chosen is not None:
        st.markdown(
            _("Lines of **{file}**; choose no row above to see all.").format(file=past.loc[past["import_id"] == chosen, "file"].iloc[0])
        )
    wanted = st.selectbox(
        _("Reason"),
        [ALL, *counts.index],
        format_func=lambda key: _("All reasons") if key == ALL else f"{explain(key)} ({count(counts[key])})",
        key="reason",
        width=520,
    )
    if wanted:
        lines = lines[groups.map(lambda keys: wanted in keys)]
    shown = pd.DataFrame(
        {
            _("File"): lines["file"],
            _("Line"): lines["line"],
            _("Reasons"): lines["reasons"].map(lambda reasons: "\n".join(explain(reason) for reason in reasons)),
            _("Raw text"): lines["raw"],
        }
    )
    st.dataframe(shown.head(MOST_ROWS), hide_index=True, row_height=ROW, height=(min(len(shown), 12) + 1) * ROW + 2)
    if len(shown) > MOST_ROWS:
        quiet(_("The first {shown} of {all} lines; the download has all.").format(shown=count(MOST_ROWS), all=count(len(shown))))
    csv_button(shown, "gridscope-quarantine", key="quarantine-csv", label=_("Download these lines"))


def explain(reason: str) -> str:
    """A reason as one sentence in the current language, columns by what they mean."""
    code, *arguments = reason.split(":", 2)
    if code in BY_COLUMN:
        named = 2 if code == "before" else 1
        arguments = [column_name(name) for name in arguments[:named]] + arguments[named:]
    return sentence(":".join((code, *arguments)), _)


@lru_cache(maxsize=512)
def _meaning(name: str) -> str:
    return next((column.meaning for contract in CONTRACTS.values() for column in contract.columns if column.name == name), "")


def column_name(name: str) -> str:
    """受理时间 for received_at; the name itself where no contract has it or its meaning is longer than a name."""
    meaning = _(_meaning(name)) if _meaning(name) else ""
    short = meaning.rstrip("。.")
    return short if short and len(short) <= LONGEST_NAME else name
