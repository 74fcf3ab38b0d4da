"""The briefing on its page: choice of the month, the text as it will read, a button for each format."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.briefing import FORMATS, Briefing, BriefingError, Month, choices, made
from analytics.briefing.cells import text
from analytics.briefing.model import Paragraph, Picture, Table
from analytics.briefing.outline import annex, annex_heading, sections
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.cards import quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.downloads import as_asked
from pages.components.errors import safe
from pages.components.markup import bold, joined

KEY = "month"
SHEET = 760  # px, as wide as a sheet of paper reads
BUTTONS = {
    "docx": (N_("Download Word"), ":material/description:"),
    "pdf": (N_("Download PDF"), ":material/picture_as_pdf:"),
    "xlsx": (N_("Download Excel"), ":material/table_view:"),
}


def chosen_month() -> str:
    """The month of the address, or the last whole one of the data; one that cannot be read is the last whole one too."""
    offered = _offered()
    try:
        wanted = str(Month.parse(st.query_params.get(KEY, "")))
    except BriefingError:
        return offered[0]
    return wanted


def month_choice(month: str) -> None:
    """Months with data, the last whole one first."""
    offered = _offered()
    st.session_state["choose-month"] = month
    st.selectbox(
        _("Month of the briefing"),
        offered if month in offered else (month, *offered),
        format_func=_named,
        key="choose-month",
        width=180,
        on_change=_take,
    )


def downloads(told: Briefing) -> None:
    """A button for each format; the file is made when it is asked for."""
    help = _("A briefing is always of a calendar month, against the month and the year before; only the area above applies here.")
    for form, mime in FORMATS.items():
        label, icon = BUTTONS[form]
        make = as_asked(partial(made, told, form), f"briefing.{form}")
        st.download_button(
            _(label), make, f"{told.file_name}.{form}", mime, key=f"briefing-{form}", icon=icon, help=help, on_click="ignore"
        )


def preview(told: Briefing) -> None:
    """Head, sections and annex, as in the files; pictures are live."""
    with st.container(border=True, width=SHEET, gap="small", key="briefing-sheet"):
        st.title(told.title, anchor=False, text_alignment="center")
        with st.container(horizontal=True):
            quiet(told.issue)
            st.space("stretch")
            quiet(" · ".join(part for part in (told.as_of, told.notice) if part))
        for heading, section in sections(told):
            (st.header if section.level == 1 else st.subheader)(heading, anchor=False)
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    st.markdown(joined((bold(block.lead), block.text.removeprefix(block.lead).strip())))
                elif isinstance(block, Picture):
                    show(block.figure, f"briefing-{block.name}", block.alt)
                    st.caption(block.caption, text_alignment="center")
                else:
                    _table(block)
        for place, table in enumerate(annex(told)):
            if not place:
                st.header(annex_heading().text, anchor=False)
            _table(table)


def _table(table: Table) -> None:
    st.markdown(bold(table.caption))
    st.table(pd.DataFrame([[text(cell) for cell in row] for row in table.rows], columns=list(table.heads)), hide_index=True)
    if table.note:
        quiet(table.note)


def _offered() -> tuple[str, ...]:
    about = session.about()
    return tuple(str(month) for month in choices(about.data_from, about.data_until))


def _named(month: str) -> str:
    return Month.parse(month).name


@safe
def _take() -> None:
    session.change_parameter(KEY, st.session_state["choose-month"])
