"""One investment project: its steps, its funds by month, what the ledger says of it."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.stories.investment.projects import Moment, Project, project
from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.facts import facts
from pages.components.headline import headline
from pages.components.investment.cards import open_project
from pages.components.markup import bold, gray, icon, joined, tinted
from pages.components.panel import framed, panel

LOW = Size(96)


def project_page(scope: Scope, project_id: str) -> None:
    """Drawn in place of the page; the way back stands on top."""
    found = project(scope, session.principal(), project_id)
    st.button(_("All projects"), key="back", type="tertiary", icon=":material/arrow_back:", on_click=open_project, args=("",))
    if found is None:
        st.info(
            _("There is no project {number} in this area at this time. Choose a larger area or a later period.").format(number=project_id),
            icon=":material/search_off:",
        )
        return
    headline(found.headline, found.support)
    left, right = st.columns([1, 1.4], gap="small")
    with left:
        facts(found.facts)
    with right:
        _steps(found)
    panel(found.months, LOW)


def _steps(found: Project) -> None:
    with framed(found.steps):
        for moment in found.moments:
            _step(moment)


def _step(moment: Moment) -> None:
    with st.container(horizontal=True, gap="small"):
        mark = tinted("green", icon("check_circle")) if moment.day else gray(icon("radio_button_unchecked"))
        after = gray(moment.after) if moment.after else ""
        st.markdown(joined((joined((mark, bold(moment.label))), moment.day or _("not yet"), after), "　"))
