"""The page of one project: its plan, progress, payments, forecast, and the tickets around it."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.stories.renovation.project import ProjectView, project_view
from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.facts import facts
from pages.components.headline import headline
from pages.components.panel import panel
from pages.components.renovation.choices import open_project

CURVE, TICKETS = Size(330), Size(200, 1200)


def project_head(scope: Scope, project_id: str) -> ProjectView | None:
    """A link back to all projects and the project's headline; None where it is not in the area, which is said."""
    view = project_view(scope, session.principal(), project_id)
    st.button(_("All projects"), icon=":material/arrow_back:", type="tertiary", key="back", on_click=open_project, args=("",))
    if view is None:
        st.info(_("There is no such project in this area. Go back to all projects, or choose a larger area."), icon=":material/search_off:")
    else:
        headline(view.headline, view.support)
    return view


def project_cards(view: ProjectView) -> None:
    """Everything of one project."""
    left, right = st.columns([1, 1.5], gap="small")
    with left:
        facts(view.facts)
    with right:
        panel(view.curve, CURVE)
    panel(view.tickets, TICKETS)
