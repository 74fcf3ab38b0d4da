"""What is seen as a file, and the SQL that gives the same numbers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.language import _, language, speaking
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.stories.explore import Explored
from analytics.stories.explore.export import as_csv, as_parquet, as_workbook

NAME = "gridscope-explore"
FORMATS = (
    ("CSV", "csv", "text/csv", as_csv),
    ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook),
    ("Parquet", "parquet", "application/vnd.apache.parquet", as_parquet),
)


def explore_downloads(scope: Scope, principal: Principal, explored: Explored) -> None:
    """One button for each format; a file is made when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for label, suffix, kind, make in FORMATS:
            spoken = partial(_spoken, language(), partial(make, scope, principal, explored))
            st.download_button(
                label, spoken, f"{NAME}.{suffix}", kind, key=f"download-{suffix}", icon=":material/download:", on_click="ignore"
            )
        with st.popover(_("Show SQL"), icon=":material/code:", key="sql"):
            st.markdown(_("This runs in the duckdb shell on the file of the generation and gives the same numbers."))
            for query in explored.queries:
                st.code(query, language="sql", wrap_lines=True)


def _spoken(code: str, make: partial[bytes]) -> bytes:
    # A download is made in a thread of its own, which speaks no language yet.
    with speaking(code):
        return make()
