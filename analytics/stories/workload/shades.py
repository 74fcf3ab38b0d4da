"""Units as the map shows them: a load in five classes, a kind of cluster."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.shapes.areas import Shade
from analytics.shapes.bands import band, band_edges, band_words
from analytics.stories.workload.model import LoadUnit
from analytics.stories.workload.sentences import load_label, load_unit, load_value
from analytics.words.language import _
from analytics.words.marks import BREAK
from analytics.words.wording import count, number


def shades(units: Sequence[LoadUnit], load: str, chosen: str = "") -> tuple[tuple[Shade, ...], tuple[str, ...]]:
    """Every unit with its class, and the words for the classes; about as many units in each, between round numbers."""
    known = [value for unit in units if (value := unit.load(load)) is not None]
    edges = band_edges(known)
    drawn = tuple(
        Shade(
            code=unit.code,
            name=unit.name,
            short=unit.short,
            value=load_value(unit, load),
            band=band(unit.load(load), edges),
            hover=_hover(unit),
            focus=unit.code == chosen,
            rate=unit.load(load),
        )
        for unit in units
    )
    return drawn, band_words(edges)


def legend_head(load: str) -> str:
    """人均受理，件/人."""
    unit = load_unit(load)
    return _("{measure}, {unit}").format(measure=load_label(load), unit=unit) if unit else load_label(load)


def _hover(unit: LoadUnit) -> str:
    lines = [unit.place] if unit.place else []
    lines.append(_("received {received}, open {open}").format(received=count(unit.received, "cases"), open=count(unit.backlog, "cases")))
    lines.append(
        _("{workers} grid workers, {households} households").format(workers=number(unit.workers), households=number(unit.households))
    )
    return BREAK.join(lines)
