"""The section 比较: funnel, case mix, raw and adjusted rates with possible positions, and the table of all measures."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue import CATALOGUE
from analytics.figures.dumbbell import dumbbell
from analytics.figures.funnel import funnel
from analytics.figures.layout import CONFIG
from analytics.figures.mix import mix
from analytics.language import _
from analytics.scope import Scope
from analytics.stories.districts import Choice, Comparison, comparison, tables
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.choices import measure_label
from pages.components.compare_bar import Units, clicked
from pages.components.method_note import method_button
from pages.components.part import Part
from pages.components.standings_table import standings_table

FUNNEL, ROWS = 372, 590
CODE = 5  # place of the area's code in the data of a point


def compare_section(scope: Scope, choice: Choice, units: Units) -> Part:
    """Compare the areas by the chosen rate."""
    view = comparison(scope, session.principal(), choice)
    return Part(view.headline, view.support, lambda: _draw(view))


def _draw(view: Comparison) -> None:
    if not view.standings:
        quiet(_("The comparison begins where a case counts. Choose another rate, a longer window or a wider area."))
        return
    if not view.trouble:
        left, right = st.columns([1, 1.18], gap="small")
        with left:
            _funnel(view)
            _composition(view)
        with right:
            _positions(view)
    with card(view.table_title, "standings", lambda: tables.standings_table(view), [view.measure]):
        standings_table(view)


def _funnel(view: Comparison) -> None:
    measure = CATALOGUE.measure(view.measure)
    with card(view.funnel_title, "funnel", lambda: tables.standings_table(view), [measure.id], lambda: method_button(view)):
        figure = funnel(
            view.standings,
            view.reference.rate,
            view.reference.label,
            view.phi,
            measure.better,
            FUNNEL,
            rate_head=measure_label(measure.id),
            count_head=_("{measure} (cases)").format(measure=measure_label(measure.denominator)),
        )
        alt = _("Funnel plot: rates of the areas over their number of cases, with control limits")
        st.plotly_chart(figure, config=CONFIG, key="funnel", on_select=clicked("funnel", CODE), selection_mode="points", alt=alt)
        st.markdown(f":small[:gray[{view.funnel_caption}]]")


def _composition(view: Comparison) -> None:
    made = view.composition
    if made is None:
        if view.refused:
            quiet(view.refused)
        return
    with card(made.title, "mix", lambda: tables.composition_table(made), [view.measure]):
        show(mix(made.effects, CATALOGUE.measure(view.measure).better), "mix", _("Effect of each category on the expected rate"))


def _positions(view: Comparison) -> None:
    with card(view.rank_title, "positions", lambda: tables.standings_table(view), [view.measure]):
        figure = dumbbell(view.standings, view.reference.rate, view.reference.label, ROWS, rate_head=measure_label(view.measure))
        tall = figure.layout.height > ROWS + 110
        with st.container(height=ROWS + 60, border=False) if tall else st.container():
            st.plotly_chart(
                figure,
                config=CONFIG,
                key="positions",
                on_select=clicked("positions", CODE),
                selection_mode="points",
                alt=_("Raw and adjusted rates of the areas, and the positions that chance leaves possible"),
            )
        st.markdown(f":small[:gray[{view.rank_caption}]]")
