"""服务与走访: how far services are simplified, who takes them in, who was visited, and which grids have waited for long."""

from analytics.figures.layout import Size
from analytics.stories.services import services
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.panel import panel
from pages.components.scope_bar import scope_bar
from pages.components.services.items import items_card
from pages.components.services.waits import waits_list

FIRST, SECOND, THIRD = Size(300, 440), Size(336), Size(400)

with st.container(gap=None):
    scope = scope_bar()
    view = services(scope, session.principal())
    headline(view.headline, view.support)

kpi_row(view.kpis)

left, middle, right = beside(3)
with left:
    items_card(scope, FIRST)
with middle:
    panel(view.compression, FIRST)
with right:
    panel(view.cases, FIRST)

left, right = beside(2)
with left:
    panel(view.activities, SECOND)
with right:
    panel(view.coverage, SECOND)

left, middle, right = beside(3)
with left:
    panel(view.waits.map, THIRD)
with middle:
    panel(view.waits.frequency, THIRD)
with right:
    waits_list(view.waits, scope)
