"""一项机制: which step its items have come to, where they wait, who holds them, by area, and what was published of it."""

from analytics.figures.layout import Size
from analytics.stories.programmes import programme
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.headline import headline
from pages.components.panel import listed, panel
from pages.components.programmes.chosen import chosen_programme
from pages.components.programmes.report import report_buttons
from pages.components.scope_bar import scope_bar

SIZE = Size(320)

with st.container(gap=None):
    told = chosen_programme()
    scope = scope_bar()
    view = programme(scope, session.principal(), told)
    headline(view.headline, view.support)
    report_buttons(told, scope)

panel(view.steps, SIZE)

left, right = beside(2)
with left:
    panel(view.holders, SIZE)
with right:
    panel(view.places, SIZE)

listed(view.published)
listed(view.ledger)
