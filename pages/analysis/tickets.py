"""诉求办理: how many residents ask, how many are answered, how long they wait, and what stays open."""

from functools import partial

from analytics.figures.layout import Size
from analytics.readings.labels import measure_label
from analytics.readings.rates import RATES
from analytics.stories.tickets import heat, tickets
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.choice import choice_in_head, chosen
from pages.components.door import st
from pages.components.empty import nothing_received
from pages.components.headline import headline
from pages.components.kpi import kpi_row
from pages.components.method_note import method_button
from pages.components.panel import panel
from pages.components.scope_bar import scope_bar
from pages.components.tickets.method import HEAT, WAITING
from pages.components.tickets.parts import section
from pages.components.tickets.risk import risk_card

SIZE, CELLS = Size(330), Size(460)

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
    panel(view.flow, SIZE)
with right:
    panel(view.waiting, SIZE, control=partial(method_button, WAITING, "waiting-method"))

rates = {name: measure_label(name) for name in RATES}
left, right = beside(2)
with left:
    panel(
        heat(scope, session.principal(), chosen("measure", rates)),
        CELLS,
        control=partial(method_button, HEAT, "heat-method"),
        heading=lambda title: choice_in_head(title, "measure", rates, _("Compare by")),
    )
with right:
    risk_card(scope)

section(scope)
