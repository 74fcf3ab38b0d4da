"""诉求办理: how many residents ask, how many are answered, how long they wait, and what stays open."""

from analytics.stories.tickets import heat, tickets
from pages.components import session
from pages.components.beside import beside
from pages.components.door import st
from pages.components.empty import nothing_received
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.scope_bar import scope_bar
from pages.components.tickets.cards import chosen_rate, flow_card, heat_card, risk_card, waiting_card
from pages.components.tickets.sections import section

with st.container(gap=None):
    scope = scope_bar()
    view = tickets(scope, session.principal())
    headline(view.headline, view.support)

kpi_row(view.kpis)

if not view.received:
    nothing_received(scope)
    st.stop()

left, right = beside(2)
with left:
    flow_card(view.flow)
with right:
    waiting_card(view.waiting)

left, right = beside(2)
with left:
    heat_card(heat(scope, session.principal(), chosen_rate()))
with right:
    risk_card(scope)

section(scope)
