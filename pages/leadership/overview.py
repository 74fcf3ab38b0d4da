"""总览: how things stand, what has changed, where, and what needs attention."""

from analytics import tables
from analytics.figures.layout import Size
from analytics.figures.paces import NARROW, STRIP, paces
from analytics.shapes.units import Paces
from analytics.stories.overview import overview
from analytics.words import titles
from analytics.words.language import _
from pages.components import session
from pages.components.areas.strangers import strangers_note
from pages.components.beside import beside
from pages.components.cards import card
from pages.components.charts import show
from pages.components.door import st
from pages.components.empty import nothing_to_compare
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.maps import has_map
from pages.components.overview.findings import findings_list, height_beside
from pages.components.overview.level_map import level_map
from pages.components.overview.peers_line import peers_line
from pages.components.overview.rankings import rate_ranking
from pages.components.overview.rate_choice import chosen_rates, rate_choice
from pages.components.overview.wall_link import wall_link
from pages.components.scope_bar import scope_bar

HEIGHT = 322

with st.container(gap=None):
    scope = scope_bar()
    view = overview(scope, session.principal())
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        with st.container(gap=None):
            headline(view.headline, view.support)
            peers_line(scope)
        wall_link(scope)

kpi_row(view.kpis)

compared, height = chosen_rates(scope, view), height_beside(view.findings, HEIGHT)
if not any(unit.n for unit in (*view.units, *view.peers)):
    nothing_to_compare(scope)
    right = st.container()
elif has_map((*view.units, *view.peers)):
    left, middle, right = beside(3)
    with left:
        level_map(compared, height)
    with middle:
        rate_ranking(compared, height)
else:  # without boundaries the ranking takes the room of the map
    left, right = st.columns([2.08, 1.12], gap="small")
    with left:
        rate_ranking(compared, height, heading=rate_choice)
if view.received:
    with right, card(titles.findings_title(len(view.findings)), "findings", lambda: tables.findings_table(view.findings)):
        findings_list(view.findings)

strangers_note(scope)

if view.paces:
    with card(titles.paces_title(view.paces), "paces", lambda: tables.paces_table(view.paces)):
        strip = st.grid(len(view.paces), min_column_width=NARROW, gap="small")
        for number, pace in enumerate(view.paces):
            with strip.cell():
                show(paces(Paces((pace,)), Size(STRIP)), f"paces-{number}", _("Progress of renovation and investment against the plan"))
