"""The map card of a rate: the area among its peers, or its own parts, as the reader chooses."""

from __future__ import annotations

import streamlit as st

from analytics import tables, titles
from analytics.language import _
from analytics.overview import Overview
from pages.components import session
from pages.components.cards import card
from pages.components.choices import level_label
from pages.components.maps import drill_map

PARTS, PEERS = "parts", "peers"


def level_map(view: Overview, height: int) -> None:
    """Draw the card; a click on an area makes it the scope."""
    possible = tuple(name for name, units in ((PARTS, view.units), (PEERS, view.peers)) if units)
    chosen = session.parameter("map", possible)
    units = view.peers if chosen == PEERS else view.units
    labels = {name: level_label(units) for name, units in ((PARTS, view.units), (PEERS, view.peers)) if units}

    def control() -> None:
        st.session_state["map-level"] = chosen
        st.segmented_control(
            _("Areas on the map"),
            possible,
            format_func=labels.__getitem__,
            key="map-level",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: session.change_parameter("map", st.session_state["map-level"]),
        )

    with card(
        titles.map_title(units), "map", lambda: tables.units_table(units), ["resolution_rate"], control if len(possible) > 1 else None
    ):
        drill_map(units, "map", height, peers=chosen == PEERS)
