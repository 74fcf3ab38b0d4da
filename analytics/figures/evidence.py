"""How the classes of evidence look."""

from __future__ import annotations

from analytics.figures.tokens import ABOVE, AREA, BACKGROUND, BELOW, HIGH, LOW, MUTED, PEER_HIGH, PEER_LOW
from analytics.shapes.evidence import Class

FILLS = {"low": LOW, "same": AREA, "high": HIGH, "thin": BACKGROUND}
PEER_FILLS = {"low": PEER_LOW, "same": AREA, "high": PEER_HIGH, "thin": BACKGROUND}
MARKS = {"low": BELOW, "high": ABOVE}


def mark(cls: Class) -> str:
    """Colour of a mark of this class."""
    return MARKS.get(cls, MUTED)
