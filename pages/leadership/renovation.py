"""改造项目: whether projects keep their plans, which do not, when they will be done, what they cost and what they changed."""

from analytics.figures.layout import Size
from analytics.stories.renovation import renovation
from analytics.stories.renovation.before_after import before_after
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.panel import panel
from pages.components.renovation.cards import list_card
from pages.components.renovation.choices import (
    chosen_group,
    chosen_plan,
    chosen_weight,
    group_choice,
    open_project,
    opened_project,
    plan_choice,
    weight_choice,
)
from pages.components.renovation.project import project_cards, project_head
from pages.components.scope_bar import scope_bar

WIDE, TALL, LOW = Size(330), Size(440), Size(150)

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
    panel(view.pace(chosen_group()), WIDE, control=group_choice)
with right:
    panel(view.curve, WIDE, control=weight_choice)

left, right = beside(2)
with left:
    panel(view.timeline, TALL, choose=open_project)
with right:
    panel(view.map, TALL, choose=open_project)

left, right = beside(2)
with left:
    panel(view.costs, WIDE)
with right:
    panel(before_after(scope, session.principal()), LOW)

list_card(view.list, view.projects)
