"""The card of items by department or district: the head of the card is the choice of the share."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.readings.labels import label_of, measure_label
from analytics.stories.services import BY, MEASURES, shares
from analytics.words.language import _
from pages.components import session
from pages.components.choice import choice, choice_in_head, chosen
from pages.components.panel import panel

MEASURE, SPLIT = "share", "by"


def items_card(scope: Scope, size: Size) -> None:
    """Draw the card; both choices stand in its head."""
    measures, splits = {name: measure_label(name) for name in MEASURES}, {name: label_of(name) for name in BY}
    panel(
        shares(scope, session.principal(), chosen(MEASURE, measures), chosen(SPLIT, splits)),
        size,
        control=lambda: choice(SPLIT, splits, _("Split by")),
        heading=lambda title: choice_in_head(title, MEASURE, measures, _("Compare by")),
    )
