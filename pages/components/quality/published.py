"""The table of published figures: as published, as computed, the verdict, and the page that shows it."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from analytics.stories.published import Published, Row
from analytics.words.language import _
from pages.components.cards import ROW
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.navigation import PAGES, entry

MOST_ROWS = 18


def published_table(found: Published) -> None:
    """Those that differ stand first; a link opens the page of the figure with its scope."""
    if not found.applies:
        st.info(_("These figures were published by districts of the demonstration; they do not apply to your own data."))
        return
    frame = published_frame(found)
    link = _("Page")
    st.dataframe(
        frame.assign(**{link: [_address(row) for row in found.rows]}),
        key="published",
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), MOST_ROWS) + 1) * ROW + 2,
        column_config={
            link: st.column_config.LinkColumn(link, display_text=_("Look"), width="small"),
            _("Published"): st.column_config.TextColumn(alignment="right"),
            _("Computed"): st.column_config.TextColumn(alignment="right"),
        },
    )
    csv_button(frame, "gridscope-published", key="published-csv")


def published_frame(found: Published) -> pd.DataFrame:
    """One row a figure."""
    return pd.DataFrame(
        {
            _("Verdict"): [row.verdict for row in found.rows],
            _("Area"): [row.place for row in found.rows],
            _("Measure"): [row.measure for row in found.rows],
            _("Published"): [row.published for row in found.rows],
            _("Computed"): [row.computed for row in found.rows],
            _("Unit"): [row.unit for row in found.rows],
            _("Precision"): [row.precision for row in found.rows],
            _("Period"): [row.period for row in found.rows],
            _("System"): [row.system for row in found.rows],
        }
    )


def _address(row: Row) -> str:
    """The page of the figure; the first one while that does not exist."""
    page = entry(row.page) or PAGES[0]
    return f"/{page.address}?{urlencode(row.query)}"
