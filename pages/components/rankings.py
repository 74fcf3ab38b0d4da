"""The ranking card of a rate: the parts of an area, or its peers where it has no parts."""

from __future__ import annotations

import streamlit as st

from analytics import tables, titles
from analytics.figures.ranking import ranking
from analytics.language import _
from analytics.overview import Overview
from data.contracts.policy import policy
from pages.components.cards import card
from pages.components.charts import show
from pages.components.choices import measure_label


def rate_ranking(view: Overview, height: int) -> None:
    """Draw the card."""
    measured = any(unit.n for unit in view.units)
    units, reference = (view.units, view.reference) if measured else (view.peers, view.peer_reference)
    with card(titles.ranking_title(units), "ranking", lambda: tables.units_table(units), ["resolution_rate"]):
        figure = ranking(
            units,
            reference.rate,
            reference.label,
            policy().targets.get("resolution_rate"),
            height,
            value_head=f"{measure_label('resolution_rate')} %",
            count_head=measure_label("received"),
        )
        # Rows keep their height; a long ranking scrolls inside its card.
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "ranking", _("Ranking of the areas with 95% intervals"))
