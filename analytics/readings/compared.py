"""Areas compared by a rate as a table: best first, with numerator, denominator, interval and judgement."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE
from analytics.shapes.evidence import word
from analytics.shapes.table import Column, Table
from analytics.shapes.units import Unit
from analytics.words.language import _


def units_table(units: Sequence[Unit], rate: str) -> Table:
    """One row a unit; those without a rate, and those with few cases, last."""
    measure = CATALOGUE.measure(rate)
    below, above = (CATALOGUE.measure(name) for name in (measure.denominator, measure.numerator))
    ranked = sorted(units, key=lambda unit: (unit.rate is None, unit.cls == "thin", -(unit.rate or 0)))
    return Table(
        (
            Column(_("Code"), tuple(unit.code for unit in ranked)),
            Column(_("Area"), tuple(unit.name for unit in ranked)),
            Column(_(below.label), tuple(unit.n for unit in ranked), "count"),
            Column(_(above.label), tuple(unit.k for unit in ranked), "count"),
            Column(_(measure.label), tuple(unit.rate for unit in ranked), "percent"),
            Column(_("95% low"), tuple(unit.low for unit in ranked), "percent"),
            Column(_("95% high"), tuple(unit.high for unit in ranked), "percent"),
            Column(_("Against the average"), tuple(word(unit.cls) for unit in ranked)),
        )
    )
