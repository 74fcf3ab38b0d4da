"""The part of the world that a map shows: every map of the product looks at it the same way."""

from __future__ import annotations

from analytics.figures.layout import Spec
from analytics.figures.placement import inverse_mercator, mercator
from analytics.figures.tokens import BACKGROUND

EDGE = 0.02  # of the extent, left free around it
Bounds = tuple[float, float, float, float]


def view(bounds: Bounds, width: int, height: int, edge: float = EDGE) -> Spec:
    """West, south, east, north in a picture of width × height px."""
    west, south, east, north = bounds
    up = edge * (north - south)
    # As wide as the picture: a name beside a slim area would be cut off at the edge of the map's own range.
    free = width / height * (mercator(north) - mercator(south)) - (east - west)
    across = max(edge * (east - west), free / 2)
    return {
        "visible": False,
        "bgcolor": BACKGROUND,
        "projection": {"type": "mercator"},
        # Plotly would take the mean latitude, which is not the middle of a tall Mercator picture.
        "center": {"lon": (west + east) / 2, "lat": inverse_mercator((mercator(south) + mercator(north)) / 2)},
        "lonaxis": {"range": [west - across, east + across]},
        "lataxis": {"range": [south - up, north + up]},
        "domain": {"x": [0, 1], "y": [0, 1]},
    }
