"""What a measure means, in words, from the catalogue."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE, Measure
from analytics.words.language import _
from data.contracts.model import N_
from pages.components.markup import Markup, lines

BETTER = {"higher": N_("Higher is better"), "lower": N_("Lower is better"), "neutral": N_("Neither direction is better")}


def definition(name: str) -> Markup:
    """Definition, numerator and denominator, direction, source: a few short lines."""
    measure = CATALOGUE.measure(name)
    told = [_(measure.definition)]
    if measure.numerator:
        told.append(fraction(measure))
    told.append(_(BETTER[measure.better]))
    if measure.source:
        told.append(_("Source: {source}").format(source=_(measure.source)))
    return lines(*told)


def fraction(measure: Measure) -> str:
    """办结量 ÷ 受理量."""
    above, below = (CATALOGUE.measure(part) for part in (measure.numerator, measure.denominator))
    return f"{_(above.label)} ÷ {_(below.label)}"
