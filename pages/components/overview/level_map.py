"""The map card of a rate: the parts of the area, or the area among its peers, as the reader chooses."""

from __future__ import annotations

from analytics import tables
from analytics.readings.labels import measure_label
from analytics.readings.rates import RATES, Rates
from analytics.words import titles
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card
from pages.components.choices import level_label
from pages.components.door import st
from pages.components.maps import drill_map
from pages.components.overview.rate_choice import rate_choice

PARTS, PEERS = "parts", "peers"
KEY = "map-level"


def level_map(compared: Rates, height: int) -> None:
    """Draw the card; a click on an area makes it the scope."""
    offered = {name: units for name, units in ((PARTS, compared.units), (PEERS, compared.peers)) if units}
    chosen = session.parameter("map", tuple(offered))
    units = offered[chosen]
    labels = {name: level_label(each) for name, each in offered.items()}

    def control() -> None:
        if len(offered) > 1:
            st.session_state[KEY] = chosen
            st.segmented_control(
                _("Areas on the map"),
                list(offered),
                format_func=labels.__getitem__,
                key=KEY,
                required=True,
                label_visibility="collapsed",
                on_change=_take,
            )

    title = titles.map_title(units, "" if compared.measure == RATES[0] else measure_label(compared.measure))
    with card(title, "map", lambda: tables.units_table(units, compared.measure), [compared.measure], control, rate_choice):
        drill_map(units, "map", height, compared.measure, peers=chosen == PEERS)


def _take() -> None:
    wanted = st.session_state[KEY]
    session.change_parameter("map", "" if wanted == PARTS else wanted)
