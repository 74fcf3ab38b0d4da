"""A picture of the wall on the glass: fixed heights on one grid, so that nothing can jump."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from analytics.figures.wall.plate import CONFIG
from analytics.words.language import _
from data.contracts.policy import WallPanel
from pages.components.door import st
from pages.components.wall import markup
from pages.components.wall.drawing import Drawing
from pages.components.wall.settings import Settings

TOP, TILES, MODULE, SMALL_MODULE, FOOT, BETWEEN = 142, 216, 618, 404, 52, 26
TALL_MODULE = 2 * SMALL_MODULE + BETWEEN


def scene(key: str, shown: Drawing, settings: Settings) -> None:
    """Draw it in the layout that the address asks for."""
    trouble = settings.trouble.told(_) if settings.trouble else ""
    if settings.wide:
        _wide(key, shown, trouble)
    else:
        _standard(key, shown, settings, trouble)


def _standard(key: str, shown: Drawing, settings: Settings, trouble: str) -> None:
    """16:9: the map on the left, the panels on one another on the right; the browser turns them."""
    _top(key, shown)
    left, right = _halves()
    with left:
        _map(key, shown)
    with right, st.container(key=f"{key}-turns"):
        for name in shown.panels:
            _panel(key, name, shown, MODULE)
    left, right = _halves()
    with left:
        _foot(key, shown, trouble)
    with right, _box(f"{key}-names", FOOT):
        st.html(markup.names(shown.names))


def _wide(key: str, shown: Drawing, trouble: str) -> None:
    """32:9 as two halves with nothing across the seam: the 16:9 wall with the findings, and four panels at once."""
    left, right = _halves()
    with left, st.container(gap=None):
        _top(key, shown)
        map_side, list_side = _halves()
        with map_side:
            _map(key, shown)
        with list_side:
            _panel(key, "findings", shown, MODULE)
        _foot(key, shown, trouble)
    with right, st.container(gap=None):
        st.space(TOP)
        for place, column in zip(_halves(), shown.columns, strict=True):
            with place, st.container(gap=None):
                for name in column:
                    if name != column[0]:
                        st.space(BETWEEN)
                    _panel(key, name, shown, SMALL_MODULE if len(column) > 1 else TALL_MODULE)
        with _box(f"{key}-notes", FOOT):
            st.html(markup.footer([_("Resolution rate: resolved of received, as of the data time")]))


def _top(key: str, shown: Drawing) -> None:
    with _box(f"{key}-title", TOP):
        st.html(markup.title(shown.title, _("Demo data") if shown.story.demo else "", shown.story.heading))
    with _box(f"{key}-tiles", TILES):
        st.html(markup.tiles(shown.story.tiles))


def _map(key: str, shown: Drawing) -> None:
    with _box(f"{key}-map", MODULE):
        st.html(markup.map_head(shown.story.plate))
        if shown.map is None:
            st.html(markup.note(_("No boundaries are known for these areas; the ranking beside shows them.")))
        else:
            _figure(f"{key}-map-figure", shown.map, _("Map of the areas"))
        st.html(markup.tour(shown.story.plate))


def _panel(key: str, name: WallPanel, shown: Drawing, height: int) -> None:
    with _box(f"{key}-panel-{name}", height):
        if name == "findings":
            st.html(markup.alerts(shown.story.alerts))
            return
        panel = {
            "ranking": shown.story.ranking,
            "flow": shown.story.flow,
            "renovation": shown.story.renovation,
            "investment": shown.story.investment,
        }[name]
        st.html(markup.head(panel))
        figure = shown.figures[name]
        if figure is not None:
            _figure(f"{key}-{name}-figure", figure, panel.title)


def _foot(key: str, shown: Drawing, trouble: str) -> None:
    with _box(f"{key}-foot", FOOT):
        st.html(markup.footer([_("Gridscope"), _("Schematic boundaries") if shown.schematic else ""], trouble))


def _figure(key: str, figure: object, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG, width="content", alt=alt)


def _box(key: str, height: int) -> DeltaGenerator:
    return st.container(key=key, height=height, border=False, gap=None)


def _halves() -> tuple[DeltaGenerator, DeltaGenerator]:
    return st.columns(2, gap="small")
