"""One measure of the catalogue on the definitions page."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE, Measure
from analytics.words.language import _
from analytics.words.wording import unit_word
from pages.components.definition.formula import expression, formula
from pages.components.definitions import BETTER
from pages.components.door import st
from pages.components.markup import bold, code, faint, joined, lines


def measure_card(measure: Measure, used_in: Sequence[str]) -> None:
    """Left what it is called and means, right how it is computed."""
    with st.container(border=True):
        left, right = st.columns([1, 1.1], gap="medium")
        with left:
            st.markdown(lines(joined((bold(_(measure.label)), faint(code(measure.id)))), _(measure.definition)))
            facts = [_("Unit: {unit}").format(unit=unit_word(measure.unit)), _(BETTER[measure.better])]
            if measure.source:
                facts.append(_("Source: {source}").format(source=_(measure.source)))
            if used_in:
                facts.append(_("Used in: {names}").format(names=_(", ").join(_(CATALOGUE.measure(name).label) for name in used_in)))
            st.markdown(faint(joined(facts, " · ")))
        with right:
            st.markdown(formula(measure))
            if measure.sql:
                st.code(expression(measure), language=None, wrap_lines=True)
