"""What stands behind a picture as a table for people: heads with units, values as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.shapes.evidence import word
from analytics.shapes.units import Pace, Unit
from analytics.stories.overview import Finding
from analytics.words.language import _


def units_table(units: Sequence[Unit], rate: str = "resolution_rate") -> pd.DataFrame:
    """Best first, with numerator, denominator, interval and judgement of the rate."""
    measure = CATALOGUE.measure(rate)
    below, above = (CATALOGUE.measure(name) for name in (measure.denominator, measure.numerator))
    ranked = sorted(units, key=lambda unit: (unit.rate is None, unit.cls == "thin", -(unit.rate or 0)))
    return pd.DataFrame(
        {
            _("Code"): [unit.code for unit in ranked],
            _("Area"): [unit.name for unit in ranked],
            _(below.label): [unit.n for unit in ranked],
            _(above.label): [unit.k for unit in ranked],
            f"{_(measure.label)} %": [_percent(unit.rate) for unit in ranked],
            _("95% low"): [_percent(unit.low) for unit in ranked],
            _("95% high"): [_percent(unit.high) for unit in ranked],
            _("Expected of its cases %"): [_percent(unit.expected) for unit in ranked],
            _("Like its peers from %"): [_percent(unit.band[0] if unit.band else None) for unit in ranked],
            _("to %"): [_percent(unit.band[1] if unit.band else None) for unit in ranked],
            _("Among peers"): [word(unit.cls, measure.better) for unit in ranked],
        }
    )


def paces_table(items: Sequence[Pace]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Work"): [item.label.told for item in items],
            _("Done %"): [_percent(item.value) for item in items],
            _("Planned by now %"): [_percent(item.planned) for item in items],
            _("Judgement"): [item.verdict.told for item in items],
            _("Amount"): [item.shown.told for item in items],
            _("Scale"): [item.scale for item in items],
        }
    )


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Finding"): [item.title for item in findings],
            _("Evidence"): [item.evidence for item in findings],
            _("Rule"): [item.rule for item in findings],
        }
    )


def _percent(rate: float | None) -> float | None:
    return None if rate is None else round(rate * 100, 1)
