"""Which rate the overview compares areas by: the head of the map card is the choice."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.readings.labels import measure_label
from analytics.readings.rates import RATES, Rates, rates
from analytics.stories.overview import Overview
from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.markup import bold

KEY = "measure"


def chosen_rates(scope: Scope, view: Overview) -> Rates:
    """The areas by the rate that the URL names; by default the resolution rate, which the overview has already asked for."""
    chosen = session.parameter(KEY, RATES)
    if chosen == RATES[0]:
        return Rates(chosen, view.units, view.peers, view.reference, view.peer_reference)
    return rates(scope, session.principal(), chosen)


def rate_choice(title: str) -> None:
    """A card's title that opens the choice."""
    labels = {name: measure_label(name) for name in RATES}
    with st.popover(bold(title), type="tertiary", key="rate"):
        st.session_state[KEY] = session.parameter(KEY, RATES)
        st.radio(_("Compare areas by"), RATES, format_func=labels.__getitem__, key=KEY, on_change=_take)


def _take() -> None:
    wanted = st.session_state[KEY]
    session.change_parameter(KEY, "" if wanted == RATES[0] else wanted)
