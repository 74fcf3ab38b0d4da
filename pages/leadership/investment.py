"""招商投资: funds against the year's target, projects from talks to production, who needs help."""

from analytics.figures.layout import Size
from analytics.stories.investment import investment
from analytics.stories.investment.choices import officials, officials_panel
from analytics.stories.investment.projects import ledger
from pages.components import session
from pages.components.door import st
from pages.components.headline import headline
from pages.components.investment.cards import (
    chosen_project,
    composition_card,
    concerns_card,
    investment_map,
    ledger_card,
)
from pages.components.investment.project import project_page
from pages.components.kpi import kpi_row
from pages.components.panel import listed, panel
from pages.components.scope_bar import scope_bar

USUAL, TALL, LOW = Size(300), Size(340), Size(260)
OFFICIALS = 8  # rows without scrolling

with st.container(gap=None):
    scope = scope_bar()
    chosen = chosen_project()
    view = investment(scope, session.principal())
    if not chosen:
        headline(view.headline, view.support)

if chosen:
    project_page(scope, chosen)
    st.stop()
if view.empty:
    st.info(view.empty, icon=":material/search_off:")
    st.stop()
kpi_row(view.kpis)

if view.curve.picture:
    left, right = st.columns([1.12, 1], gap="small")
    with left:
        panel(view.curve, USUAL)
    with right:
        panel(view.months, USUAL)

if view.parts.picture:
    left, right = st.columns([1, 1.28], gap="small")
    with left:
        investment_map(view, TALL)
    with right:
        panel(view.parts, TALL)

left, right = st.columns([1, 1.5], gap="small")
with left:
    panel(view.stages, USUAL)
with right:
    panel(view.conversion, LOW)

left, right = st.columns([1.2, 1], gap="small")
with left:
    panel(view.strips, USUAL)
with right:
    concerns_card(view.concerns, view.waiting)

left, right = st.columns([1, 1.2], gap="small")
with left:
    composition_card(scope, USUAL)
with right:
    listed(officials_panel(officials(scope, session.principal())), OFFICIALS)

ledger_card(ledger(scope, session.principal()), "investment_projects")
