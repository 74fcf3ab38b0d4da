"""The ranking card of a rate: the parts of an area, or its peers where its parts have no cases."""

from __future__ import annotations

from analytics import tables, titles
from analytics.catalogue import CATALOGUE
from analytics.figures.ranking import ranking
from analytics.language import _
from analytics.stories.rates import Rates
from data.contracts.policy import policy
from pages.components.cards import card
from pages.components.charts import show
from pages.components.choices import measure_label
from pages.components.door import st


def rate_ranking(compared: Rates, height: int) -> None:
    """Draw the card; rows keep their height, so a long ranking scrolls inside it."""
    measured = any(unit.n for unit in compared.units)
    units, reference = (compared.units, compared.reference) if measured else (compared.peers, compared.peer_reference)
    measure = CATALOGUE.measure(compared.measure)
    with card(titles.ranking_title(units), "ranking", lambda: tables.units_table(units, measure.id), [measure.id]):
        figure = ranking(
            units,
            reference.rate,
            reference.label,
            policy().targets.get(measure.id),
            height,
            value_head=f"{measure_label(measure.id)} %",
            count_head=measure_label(measure.denominator),
        )
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "ranking", _("Ranking of the areas with 95% intervals"))
