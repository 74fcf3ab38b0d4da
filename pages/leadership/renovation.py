"""改造项目: whether projects keep their plans, which do not, when they will be done, what they cost and what they changed."""

from analytics.stories.renovation import renovation
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.renovation.cards import costs_card, curve_card, effect_card, list_card, map_card, pace_card, timeline_card
from pages.components.renovation.choices import chosen_plan, chosen_weight, opened_project, plan_choice
from pages.components.renovation.project import project_cards, project_head
from pages.components.scope_bar import scope_bar

HEIGHT = 330
TALL = 440

with st.container(gap=None):
    scope = scope_bar()
    one = project_head(scope, opened_project()) if opened_project() else None
    if not opened_project():
        view = renovation(scope, session.principal(), chosen_plan(scope), chosen_weight())
        headline(view.headline, view.support)

if one:
    project_cards(one)
if opened_project():
    st.stop()

plan_choice(scope)
if not view.projects:
    st.info(
        _("No renovation project lies in this area and year. Choose a larger area or another year of the plan."),
        icon=":material/search_off:",
    )
    st.stop()

kpi_row(view.kpis)

left, right = beside(2)
with left:
    pace_card(view, HEIGHT)
with right:
    curve_card(view, HEIGHT)

left, right = beside(2)
with left:
    timeline_card(view, TALL)
with right:
    map_card(view, scope, TALL)

left, right = beside(2)
with left:
    costs_card(view, HEIGHT)
with right:
    effect_card(scope, 150)

list_card(view)
