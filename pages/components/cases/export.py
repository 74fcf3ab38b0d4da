"""Taking cases out as a file: the reader is told that it is noted, and can see what was taken out before."""

from __future__ import annotations

from functools import partial

from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.stories.cases import taken_out, write_out
from analytics.stories.cases.taken import MOST, MOST_OF_SHEET
from analytics.words.language import _
from analytics.words.wording import count
from pages.components import session
from pages.components.cards import quiet, show_table
from pages.components.cases.controls import Chosen
from pages.components.door import st
from pages.components.downloads import as_asked
from pages.components.errors import reported

FORMS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def export_button(scope: Scope, chosen: Chosen, rows: int) -> None:
    """All matching cases, not only the page."""
    if not session.account().may(Right.CASES_OUT):
        return
    if rows > MOST:
        quiet(_("More than {most} cases: narrow the scope to download them.").format(most=count(MOST)))
        return
    for form, kind in FORMS.items():
        if form == "xlsx" and rows > MOST_OF_SHEET:
            continue
        make = partial(write_out, scope, session.principal(), chosen.state, chosen.search, chosen.order, form)
        label = _("Download {rows} cases").format(rows=count(rows)) if form == "csv" else form.upper()
        st.download_button(
            label,
            as_asked(make, f"cases.{form}"),
            f"gridscope-cases.{form}",
            kind,
            key=f"cases-{form}",
            icon=":material/download:",
            on_click="ignore",
            help=_("Every column of the cases, with names and codes. Who downloads which cases is noted."),
        )


def export_history() -> None:
    """What was taken out so far, for whoever may take out cases of all areas."""
    if not session.account().may(Right.HISTORY):
        return
    with st.popover(_("Downloads so far"), icon=":material/history:", key="downloads"), reported():
        taken = taken_out()
        if taken.rows:
            show_table(taken.frame(), forms=taken.shown())
        else:
            quiet(_("Nothing has been downloaded yet."))
