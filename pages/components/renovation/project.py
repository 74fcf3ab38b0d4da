"""The page of one project: its plan, progress, payments, forecast, and the tickets around it."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.figures.s_curve import s_curve
from analytics.figures.series import series
from analytics.shapes.time import Lines
from analytics.stories.renovation import tables
from analytics.stories.renovation.project import ProjectView, project_view
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.headline import headline
from pages.components.markup import gray, joined
from pages.components.renovation.choices import open_project

HEIGHT = 330


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
    with (
        left,
        card(_("The project"), "facts", lambda: tables.facts_table(view.facts), ["progress_by_projects", "planned_progress_by_projects"]),
    ):
        for label, value in view.facts:
            st.markdown(joined((gray(label), value), "　"))
    with right:
        _curve(view)
    _tickets(view)


def _curve(view: ProjectView) -> None:
    with card(view.forecast_title, "project-curve", lambda: tables.curve_table(view.curve), ["progress_by_projects"]):
        if view.curve is None:
            quiet(_("The project states no dates."))
        else:
            show(s_curve(view.curve, view.today, HEIGHT, view.forecast), "project-curve", view.forecast_title)
            quiet(_("solid: stated plan · dashed: by season · dotted: first plan · ◆ forecast with its range"))
        if view.forecast_note:
            quiet(view.forecast_note)


def _tickets(view: ProjectView) -> None:
    with card(view.tickets_title, "project-tickets", lambda: tables.months_table(view.months, view.tickets.values), ["received"]):
        if view.months and any(view.tickets.values):
            show(
                series(Lines(view.months, (view.tickets,), _("Received"), zero=True), Size(200, 1200)),
                "project-tickets",
                view.tickets_title,
            )
        quiet(view.tickets_note)
