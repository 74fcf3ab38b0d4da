"""The further parts of the tickets page: one at a time, so that what nobody looks at is not computed."""

from __future__ import annotations

from collections.abc import Callable

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.readings.labels import label_of, measure_label
from analytics.shapes.panel import Panel, Picture
from analytics.stories.tickets import ages, hotspots, integrity, levels, quality, speeds, stability
from analytics.stories.tickets.speed import DIMENSIONS
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.beside import beside
from pages.components.choice import choice, chosen
from pages.components.method_note import method_button
from pages.components.panel import Control, listed, panel
from pages.components.tickets.arrival import bring_into_view
from pages.components.tickets.hexagons import density_map
from pages.components.tickets.method import STABILITY

KEY, BY, RATE = "part", "by", "charted"
CHARTED = ("resolution_rate", "on_time_rate", "satisfaction_rate")
SIZE, LOW, HIGH, MAP = Size(340), Size(280), Size(380), Size(460)
ROWS = 9


def section(scope: Scope) -> None:
    """Draw the choice and the part that the URL names."""
    part = choice(KEY, {name: _(label) for name, (label, _draw) in PARTS.items()}, _("Part of the page"))
    PARTS[part][1](scope)
    bring_into_view(KEY if session.parameter(KEY, ("", *PARTS)) else "")


def _ages(scope: Scope) -> None:
    _drawn_and_listed(*ages(scope, session.principal()), SIZE)


def _quality(scope: Scope) -> None:
    _drawn_and_listed(*quality(scope, session.principal()), SIZE)


def _integrity(scope: Scope) -> None:
    _drawn_and_listed(*integrity(scope, session.principal()), LOW)


def _drawn_and_listed(drawn: Panel[Picture], rows: Panel[Picture], size: Size) -> None:
    left, right = beside(2)
    with left:
        panel(drawn, size)
    with right:
        listed(rows, ROWS)


def _speed(scope: Scope) -> None:
    offered = {name: label_of(name) for name in DIMENSIONS}
    whole, groups = speeds(scope, session.principal(), chosen(BY, offered))
    left, right = beside(2)
    with left:
        listed(whole)
    with right:
        listed(groups, ROWS, _choice(BY, offered))


def _stability(scope: Scope) -> None:
    offered = {name: measure_label(name) for name in CHARTED}

    def control() -> None:
        _choice(RATE, offered)()
        method_button(STABILITY, "stability-method")

    panel(stability(scope, session.principal(), chosen(RATE, offered)), SIZE, control=control)


def _choice(key: str, offered: dict[str, str]) -> Control:
    return lambda: choice(key, offered, _("Compare by"))


def _levels(scope: Scope) -> None:
    panel(levels(scope, session.principal()), HIGH)


def _places(scope: Scope) -> None:
    hexagons, spots = hotspots(scope, session.principal())
    left, right = beside(2)
    with left:
        density_map(hexagons, MAP)
    with right:
        listed(spots, ROWS + 3)


PARTS: dict[str, tuple[str, Callable[[Scope], None]]] = {
    "open": (N_("Age of open cases"), _ages),
    "speed": (N_("Time to resolution"), _speed),
    "stability": (N_("In control?"), _stability),
    "levels": (N_("Where solved"), _levels),
    "quality": (N_("Satisfaction and returns"), _quality),
    "integrity": (N_("True closes?"), _integrity),
    "places": (N_("Where it happens"), _places),
}
