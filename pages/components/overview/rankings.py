"""The ranking card of a rate: the parts of an area, or its peers where its parts have no cases."""

from __future__ import annotations

from collections.abc import Callable

from analytics.catalogue import CATALOGUE
from analytics.figures.layout import Size
from analytics.figures.ranking import ranking
from analytics.readings.compared import units_table
from analytics.readings.labels import measure_label
from analytics.readings.rates import Rates
from analytics.readings.targets import aim_of
from analytics.shapes.rows import Ranking
from analytics.words import titles
from analytics.words.language import _
from pages.components.cards import card
from pages.components.charts import show
from pages.components.door import st


def rate_ranking(compared: Rates, height: int, heading: Callable[[str], None] | None = None) -> None:
    """Draw the card; rows keep their height, so a long ranking scrolls inside it. `heading` draws a title that is itself a control."""
    measured = any(unit.n for unit in compared.units)
    units, reference = (compared.units, compared.reference) if measured else (compared.peers, compared.peer_reference)
    measure = CATALOGUE.measure(compared.measure)
    with card(titles.ranking_title(units), "ranking", units_table(units, measure.id), [measure.id], heading=heading):
        heads = f"{measure_label(measure.id)} %", measure_label(measure.denominator)
        figure = ranking(Ranking(units, reference, aim_of(measure.id), *heads), Size(height))
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "ranking", _("Ranking of the areas with 95% intervals"))
