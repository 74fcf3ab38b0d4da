"""The ranking card of a rate: the parts of an area, or its peers where its parts have no cases."""

from __future__ import annotations

from collections.abc import Callable

from analytics import tables
from analytics.catalogue import CATALOGUE
from analytics.figures.ranking import ranking
from analytics.readings.rates import Rates
from analytics.readings.targets import aim_of
from analytics.words import titles
from analytics.words.language import _
from pages.components.cards import card
from pages.components.charts import show
from pages.components.choices import measure_label
from pages.components.door import st


def rate_ranking(compared: Rates, height: int, heading: Callable[[str], None] | None = None) -> None:
    """Draw the card; rows keep their height, so a long ranking scrolls inside it. `heading` draws a title that is itself a control."""
    measured = any(unit.n for unit in compared.units)
    units, reference = (compared.units, compared.reference) if measured else (compared.peers, compared.peer_reference)
    measure = CATALOGUE.measure(compared.measure)
    with card(titles.ranking_title(units), "ranking", lambda: tables.units_table(units, measure.id), [measure.id], heading=heading):
        figure = ranking(
            units,
            reference.rate,
            reference.label,
            aim_of(measure.id),
            height,
            value_head=f"{measure_label(measure.id)} %",
            count_head=measure_label(measure.denominator),
        )
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "ranking", _("Ranking of the areas with 95% intervals"))
