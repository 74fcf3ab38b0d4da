"""The further parts of the tickets page: one at a time, so that what nobody looks at is not computed."""

from __future__ import annotations

from collections.abc import Callable

from analytics.asking.scope import Scope
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.choice import choice
from pages.components.tickets.arrival import bring_into_view
from pages.components.tickets.parts import ages_part, integrity_part, levels_part, places_part, quality_part, speed_part, stability_part

KEY = "part"
PARTS: dict[str, tuple[str, Callable[[Scope], None]]] = {
    "open": (N_("Age of open cases"), ages_part),
    "speed": (N_("Time to resolution"), speed_part),
    "stability": (N_("In control?"), stability_part),
    "levels": (N_("Where solved"), levels_part),
    "quality": (N_("Satisfaction and returns"), quality_part),
    "integrity": (N_("True closes?"), integrity_part),
    "places": (N_("Where it happens"), places_part),
}


def section(scope: Scope) -> None:
    """Draw the choice and the part that the URL names."""
    chosen = choice(KEY, {name: _(label) for name, (label, _draw) in PARTS.items()}, _("Part of the page"))
    PARTS[chosen][1](scope)
    bring_into_view(KEY if session.parameter(KEY, ("", *PARTS)) else "")
