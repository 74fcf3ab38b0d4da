"""The density map of a card: hexagons from a file that the browser fetches once, over the outlines of the areas."""

from __future__ import annotations

from functools import lru_cache

from analytics.asking.geography import areas
from analytics.engines.duckdb import About
from analytics.figures.area_map import CONFIG
from analytics.figures.hexagons import Hexagons, geojson, hexagon_map
from analytics.stories.tickets import Hotspots
from analytics.words.language import _
from pages.components import session
from pages.components.boundaries import boundaries_of, is_there, published
from pages.components.door import st

NUMBERED = 8
MOST_OUTLINES = 120


def density_map(view: Hotspots, area: str | None, key: str, height: int) -> None:
    """Draw the hexagons of a scope's area; its first spots are numbered as in the list beside."""
    url = _url(view.hexagons, session.about())
    if not is_there(url):  # cleared away, or retired before a rollback
        _url.cache_clear()
        url = _url(view.hexagons, session.about())
    codes = tuple(part.code for part in areas().children(area)) if area else ()
    found = boundaries_of(codes) if 0 < len(codes) <= MOST_OUTLINES else None
    figure = hexagon_map(
        view.hexagons,
        url,
        height,
        outlines=tuple(code for code, _spot in found.spots) if found else (),
        outlines_url=found.url if found else "",
        spots=view.spots[:NUMBERED],
    )
    st.plotly_chart(figure, config=CONFIG, key=key, alt=_("Density of the located tickets"))


@lru_cache(maxsize=64)
def _url(hexagons: Hexagons, about: About) -> str:
    return published(geojson(hexagons), about)
