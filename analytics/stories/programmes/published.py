"""The card of what was published of a programme, beside what its rows give now."""

from __future__ import annotations

from analytics.asking.published import DIFFERENT, EQUAL, NOT_CLAIMED, NOT_COMPUTABLE, Comparison
from analytics.catalogue import CATALOGUE
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.words.language import _
from analytics.words.wording import figure, figure_unit, number, percent
from data.contracts.model import N_
from data.contracts.programmes import Programme

VERDICTS = {
    EQUAL: N_("✓ equal"),
    DIFFERENT: N_("✕ different"),
    NOT_CLAIMED: N_("not covered by these data"),
    NOT_COMPUTABLE: N_("not computable"),
}


def published(told: Programme, compared: tuple[Comparison, ...]) -> Panel[Picture]:
    """One row a figure; facts that no ledger holds stand below with the reason."""
    rows = [_row(each) for each in compared]
    rows += [(fact.label, fact.value, "–", _("in no ledger"), fact.reason) for fact in told.facts]
    heads = (_("What"), _("Published"), _("Computed"), _("Check"), _("From what"))
    equal = sum(each.verdict == EQUAL for each in compared)
    title = _("Nothing was published of it")
    if compared:
        title = _("{equal} of {all} published figures come out of the rows").format(equal=number(equal), all=number(len(compared)))
    table = Table(tuple(Column(head, tuple(row[place] for row in rows)) for place, head in enumerate(heads)))
    empty = _("A programme's file can name published figures; they are then compared with what the rows give.")
    return Panel("programme-published", title, table, measures=tuple(dict.fromkeys(each.figure.measure for each in compared)), empty=empty)


def _row(each: Comparison) -> tuple[str, str, str, str, str]:
    stated = each.figure
    measure = CATALOGUE.measures.get(stated.measure)
    label = _(measure.label) if measure else stated.measure
    computed = "–"
    if each.computed is not None and measure:
        parts = figure(each.computed, measure.unit), figure_unit(each.computed, measure.unit)
        # A published share may have two decimals.
        computed = percent(each.computed, 2) if measure.unit == "percent" else " ".join(part for part in parts if part)
    told = f"{stated.published} {stated.unit}"
    return label, told, computed, _(VERDICTS[each.verdict]), f"{stated.district} · {stated.first} – {stated.last}"
