"""The formula of a measure, in names that people read and in the SQL that runs."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE, Clock, Measure
from analytics.words.language import _
from data.contracts.model import N_
from pages.components.definitions import fraction

CLOCKS = {
    Clock.EVENT: N_("counts rows whose time lies in the window"),
    Clock.STOCK: N_("counts what has come in before the end of the window and is not yet gone"),
    Clock.STATE: N_("counts what is valid at as-of, whatever the window"),
    Clock.SURVIVAL: N_("waits of the rows received in the window; open ones are censored at as-of"),
}


def formula(measure: Measure) -> str:
    """办结率 = 办结量 ÷ 受理量, or the arithmetic over other measures; the clock where it is an aggregate."""
    if measure.numerator:
        return f"{_(measure.label)} = {fraction(measure)}"
    parts = CATALOGUE.parts(measure.id)
    if not parts:
        return _(CLOCKS[measure.clock])
    text = measure.sql.replace("nullif(", "(").replace(", 0)", ")")
    for part in parts:
        text = text.replace(f"{{{part}}}", _(CATALOGUE.measure(part).label))
    return f"{_(measure.label)} = {text.replace(' / ', ' ÷ ').replace(' * ', ' × ').replace(' - ', ' − ')}"


def expression(measure: Measure) -> str:
    """The catalogue's own SQL: facts of the model written out, other measures by their ids."""
    text = measure.sql
    for name, fact in CATALOGUE.model_of(measure.id).facts.items():
        text = text.replace(f"{{{name}}}", fact)
    return text.replace("{", "").replace("}", "")
