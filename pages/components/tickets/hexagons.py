"""The density map of a card: hexagons from a file that the browser fetches once, over the outlines of the areas."""

from __future__ import annotations

from functools import lru_cache

from analytics.engines.duckdb import About
from analytics.figures.area_map import CONFIG
from analytics.figures.hexagons import Cells, geojson, hexagon_map
from analytics.figures.layout import Size
from analytics.shapes.panel import Panel
from analytics.shapes.tickets import Hexagons
from pages.components import session
from pages.components.boundaries import boundaries_of, is_there, published
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.panel import framed


def density_map(told: Panel[Hexagons], size: Size) -> None:
    """The card of the hexagons; their spots are numbered as in the list beside."""
    with framed(told):
        if told.picture:
            _draw(told.picture, told.id, told.alt, size)
        quiet(told.note or told.empty)


def _draw(picture: Hexagons, key: str, alt: str, size: Size) -> None:
    url = _url(picture.cells, session.about())
    if not is_there(url):  # cleared away, or retired before a rollback
        _url.cache_clear()
        url = _url(picture.cells, session.about())
    found = boundaries_of(picture.around) if picture.around else None
    outlines = tuple(code for code, _spot in found.spots) if found else ()
    figure = hexagon_map(picture, url, size, outlines, found.url if found else "")
    st.plotly_chart(figure, config=CONFIG, key=key, alt=alt)


@lru_cache(maxsize=64)
def _url(cells: Cells, about: About) -> str:
    return published(geojson(cells), about)
