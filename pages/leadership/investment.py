"""招商投资: funds against the year's target, projects from talks to production, who needs help."""

from analytics.figures.equal_months import equal_months
from analytics.figures.layout import Size
from analytics.figures.months import months
from analytics.figures.pace_rows import pace_rows
from analytics.figures.pipeline import conversion, stages
from analytics.figures.target_curve import target_curve
from analytics.stories.investment import DRY, investment, tables
from analytics.stories.investment.choices import officials, officials_title
from analytics.stories.investment.parts import parts_table
from analytics.stories.investment.projects import ledger
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.headline import headline
from pages.components.investment.cards import composition_card, concerns_list, investment_map, ledger_table, officials_list
from pages.components.investment.project import chosen_project, project_page
from pages.components.kpi import kpi_row
from pages.components.markup import small
from pages.components.scope_bar import scope_bar

HEIGHT = 300
TALL = 340

with st.container(gap=None):
    scope = scope_bar()
    chosen = chosen_project()
    view = investment(scope, session.principal())
    if not chosen:
        headline(view.headline, view.support)

if chosen:
    project_page(scope, chosen)
    st.stop()
if view.is_empty:
    st.info(view.empty, icon=":material/search_off:")
    st.stop()
kpi_row(view.kpis)

left, right = st.columns([1.12, 1], gap="small")
if view.curve and view.months:
    with left, card(view.curve.title, "curve", lambda: tables.curve_table(view.curve), ["inflow_this_year", "target_rate", "time_rate"]):
        show(target_curve(view.curve, HEIGHT), "curve", view.curve.title)
    with right, card(view.months.title, "months", lambda: tables.months_table(view.months), ["inflow", "inflow_yoy"]):
        show(equal_months(view.months, HEIGHT), "months", view.months.title)

if view.parts:
    left, right = st.columns([1, 1.28], gap="small")
    with left:
        investment_map(view, Size(TALL))
    with right, card(view.parts_title, "parts", parts_table(view.parts), ["target_rate", "time_rate", "inflow_yoy"]):
        figure = pace_rows(view.parts, TALL)
        with st.container(height=TALL, border=False) if figure.layout.height > TALL else st.container():
            show(figure, "parts", view.parts_title)

left, right = st.columns([1, 1.5], gap="small")
with left, card(view.pipeline.stages_title, "stages", lambda: tables.stages_table(view.pipeline), ["investment_projects", "negotiating"]):
    show(stages(view.pipeline.stages, HEIGHT, quiet="withdrawn"), "stages", view.pipeline.stages_title)
with right, card(view.pipeline.conversion_title, "conversion", lambda: tables.conversion_table(view.pipeline), ["performance_rate"]):
    if view.pipeline.cohorts:
        show(conversion(view.pipeline.steps, view.pipeline.cohorts, HEIGHT - 40), "conversion", view.pipeline.conversion_title)
    quiet(small(view.pipeline.conversion_note))

left, right = st.columns([1.2, 1], gap="small")
with left, card(view.strips.title, "strips", lambda: tables.strips_table(view.strips), ["inflow"]):
    if view.strips.rows:
        show(months(view.strips.months, view.strips.rows, HEIGHT, marked=DRY), "strips", view.strips.title)
    quiet(small(view.strips.note))
with right, card(view.concerns_title, "concerns", lambda: tables.concerns_table(view.concerns)):
    concerns_list(view.concerns, view.concerns_note)

left, right = st.columns([1, 1.2], gap="small")
with left:
    composition_card(scope, Size(HEIGHT))
people = officials(scope, session.principal())
with right, card(officials_title(people), "officials", lambda: tables.officials_table(people), ["projects_per_official"]):
    officials_list(people, HEIGHT)

listing = ledger(scope, session.principal())
with card(view.ledger_title, "ledger", lambda: listing):
    ledger_table(listing, "investment_projects")
