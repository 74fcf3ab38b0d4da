"""The list of grids that were not visited for long."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.stories.services.model import Grid, Waits
from analytics.stories.services.waits import wait_text
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import badge, bold, faint, joined, lines
from pages.components.navigation import entry
from pages.components.panel import framed

MOST = 6
ARROW = ":material/chevron_right:"


def waits_list(waits: Waits, scope: Scope) -> None:
    """The grids to go to first: silent ones, then by days; each leads to its workload, or makes it the scope."""
    with framed(waits.list):
        if not waits.late:
            quiet(waits.list.empty)
        with st.container(gap="small"):
            for grid in waits.late[:MOST]:
                _row(grid, scope)
        if (more := len(waits.late) - MOST) > 0:
            quiet(plural("{count} more in the table", "{count} more in the table", more).format(count=number(more)))


def _row(grid: Grid, scope: Scope) -> None:
    page = entry("workload")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        mark = badge("gray", "help", _("To verify")) if grid.silent else ""
        visits = _("{count} visits in the period").format(count=number(grid.visits))
        words = [grid.place, _("reports far less than usual; a question, not a verdict") if grid.silent else visits]
        head = joined((joined((mark, bold(grid.name))), wait_text(grid)), "　")
        st.markdown(lines(head, faint(joined(words, " · "))), width="stretch")
        if page and grid.silent:
            st.page_link(
                page.script, label=_("Workload"), icon=ARROW, icon_position="right", query_params=scope.within(grid.code).to_query()
            )
        else:
            st.button(
                _("Look"), key=f"grid-{grid.code}", type="tertiary", icon=ARROW, icon_position="right", on_click=_look, args=(grid.code,)
            )


@safe
def _look(code: str) -> None:
    session.change(session.scope().within(code))
