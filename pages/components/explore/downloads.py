"""What is seen as a file, and the SQL that gives the same numbers."""

from __future__ import annotations

from functools import partial

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.stories.explore import Explored
from analytics.stories.explore.export import as_csv, as_parquet, as_workbook
from analytics.words.language import _
from pages.components.door import st
from pages.components.downloads import as_asked
from pages.components.explore.saved import saved_views

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
            made = as_asked(partial(make, scope, principal, explored), f"explore.{suffix}")
            st.download_button(
                label, made, f"{NAME}.{suffix}", kind, key=f"download-{suffix}", icon=":material/download:", on_click="ignore"
            )
        saved_views("explore")
        with st.popover(_("Show SQL"), icon=":material/code:", key="sql"):
            st.markdown(_("This runs in the duckdb shell on the file of the generation and gives the same numbers."))
            for query in explored.queries:
                st.code(query, language=None, wrap_lines=True)
