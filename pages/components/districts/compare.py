"""The section 比较: funnel, case mix, raw and adjusted rates with possible positions, and the table of all measures."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.figures.dumbbell import dumbbell
from analytics.figures.funnel import funnel
from analytics.figures.layout import CONFIG
from analytics.figures.mix import mix
from analytics.figures.rank_rows import tall
from analytics.readings.labels import measure_label
from analytics.stories.districts import Choice, Comparison, comparison, tables
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.districts.bar import Units, clicked
from pages.components.districts.method import STEPS
from pages.components.districts.standings import standings_table
from pages.components.door import st
from pages.components.markup import faint
from pages.components.method_note import method_button
from pages.components.part import Part

FUNNEL, ROWS = 372, 590
FEW = 450  # px of the picture of positions, under which another card has room
BESIDE = 204  # px by which the funnel is taller where it stands beside both
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
        left, right = beside(2)
        height = tall(sum(standing.is_ranked for standing in view.standings), ROWS)
        few = height <= FEW
        with left:
            _funnel(view, max(FUNNEL, height + BESIDE) if few and view.composition else FUNNEL)
            if not few:
                _composition(view)
        with right:
            _positions(view, view.refused if few else "")
            # Few areas leave room under their short picture.
            if few and view.composition:
                _composition(view)
    with card(view.table_title, "standings", lambda: tables.standings_table(view), [view.measure]):
        standings_table(view)


def _funnel(view: Comparison, height: int) -> None:
    measure, rule = CATALOGUE.measure(view.measure), view.rule
    assert rule is not None
    with card(
        view.funnel_title,
        "funnel",
        lambda: tables.standings_table(view),
        [measure.id],
        lambda: method_button(STEPS, facts=[(fact.name, fact.text) for fact in view.method]),
    ):
        figure = funnel(
            view.standings,
            rule.centre,
            _("Typical"),
            rule,
            measure.better,
            height,
            rate_head=measure_label(measure.id),
            count_head=_("{measure} (cases, by their kinds)").format(measure=measure_label(measure.denominator)),
        )
        alt = _("Funnel plot: rates of the areas over their number of cases, with control limits")
        st.plotly_chart(figure, config=CONFIG, key="funnel", on_select=clicked("funnel", CODE), selection_mode="points", alt=alt)
        st.markdown(faint(view.funnel_caption))


def _composition(view: Comparison) -> None:
    made = view.composition
    if made is None:
        if view.refused:
            quiet(view.refused)
        return
    with card(made.title, "mix", lambda: tables.composition_table(made), [view.measure]):
        show(mix(made.effects, CATALOGUE.measure(view.measure).better), "mix", _("Effect of each category on the expected rate"))


def _positions(view: Comparison, remark: str) -> None:
    with card(view.rank_title, "positions", lambda: tables.standings_table(view), [view.measure]):
        figure = dumbbell(view.standings, view.reference.rate, view.reference.label, ROWS, rate_head=measure_label(view.measure))
        with st.container(height=ROWS + 60, border=False) if figure.layout.height > ROWS + 110 else st.container():
            st.plotly_chart(
                figure,
                config=CONFIG,
                key="positions",
                on_select=clicked("positions", CODE),
                selection_mode="points",
                alt=_("Raw and adjusted rates of the areas, and the positions that chance leaves possible"),
            )
        for text in filter(None, (view.rank_caption, remark)):
            st.markdown(faint(text))
