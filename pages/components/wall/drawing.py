"""One picture of the wall, ready to be drawn: the story and its figures, all of one generation and one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.asking.principal import WALL
from analytics.asking.scope import Scope
from analytics.figures.wall.flow import flow
from analytics.figures.wall.investment import investment
from analytics.figures.wall.plate import plate
from analytics.figures.wall.ranking import ranking
from analytics.figures.wall.works import works
from analytics.stories.wall import Wall, wall
from analytics.words.language import _
from analytics.words.width import text_width
from data.contracts.model import N_
from data.contracts.policy import WallPanel
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.wall.settings import Settings

HIGH, LOW, TALL, MAP = 490, 284, 714, 430  # px of a figure: alone in its module, one of two in a column, alone in one, the map
WIDE: tuple[tuple[WallPanel, ...], ...] = (("ranking", "flow"), ("renovation", "investment"))  # columns of a wide wall beside its own 16:9
TITLE = 15.6, 30.0  # ems that there is room for, on a wide wall
TITLES: dict[WallPanel, str] = {
    "ranking": N_("Ranked"),
    "flow": N_("Flow"),
    "renovation": N_("Works"),
    "investment": N_("Funding"),
    "findings": N_("Alerts"),
}


@dataclass(frozen=True)
class Drawing:
    """`map` and `figures` are None where there is nothing to draw; two drawings are alike when they would look alike.

    `panels`: those that turn, or on a wide wall the columns that stand beside one another, without plans that the area does not have.
    """

    title: str
    story: Wall
    map: go.Figure | None
    figures: dict[WallPanel, go.Figure | None]
    panels: tuple[WallPanel, ...]
    columns: tuple[tuple[WallPanel, ...], ...]
    names: tuple[str, ...]
    schematic: bool

    def looks_like(self, other: Drawing) -> bool:
        return (self.title, self.story, self.names) == (other.title, other.story, other.names) and self.map == other.map


def drawing(settings: Settings) -> Drawing:
    """Ask and draw everything, before anything on the glass is touched. Raises what a reader of other pages would be shown."""
    scope = session.placed(Scope.from_query(dict(settings.query)))
    story = wall(scope, session.principal())
    panels = _panels(story, settings.wall.panels)
    columns = _columns(story)
    heights = {name: LOW if len(column) > 1 else TALL for column in columns for name in column} if settings.wide else {}
    places = story.plate.places
    found = boundaries_of(tuple(place.code for place in places))
    drawn = {code for code, _spot in found.spots} if found else set()
    shown = tuple(place for place in places if place.code in drawn)
    return Drawing(
        title=_of_link() or settings.wall.title or _title(story.area, TITLE[settings.wide]),
        story=story,
        # Without boundaries the ranking takes the room of the map.
        map=plate(shown, found.spots, found.url, MAP) if found and shown else FIGURES["ranking"](story, MAP),
        figures={name: draw(story, heights.get(name, HIGH)) for name, draw in FIGURES.items()},
        panels=panels,
        columns=columns,
        names=tuple(settings.wall.titles.get(name) or _(TITLES[name]) for name in panels),
        schematic=bool(found and found.schematic),
    )


def _panels(story: Wall, panels: tuple[WallPanel, ...]) -> tuple[WallPanel, ...]:
    """The panels without plans that the area does not have: a quarter of a minute is too long for nothing."""
    missing = {"renovation": not story.renovation.works, "investment": not story.investment.received}
    return tuple(name for name in panels if not missing.get(name)) or panels


def _columns(story: Wall) -> tuple[tuple[WallPanel, ...], ...]:
    """Never an empty place: what has nothing to show leaves its height, or its column, to the others."""
    columns = [tuple(name for name in column if FIGURES[name](story, LOW)) for column in WIDE]
    if all(columns):
        return tuple(columns)
    first, second = list(dict.fromkeys((*(name for column in columns for name in column), *WIDE[0])))[:2]
    return ((first,), (second,))


def _title(area: str, ems: float) -> str:
    """Whose governance it is, or only whose where the name is long."""
    whole = _("{area}: grid governance").format(area=area)
    return whole if text_width(whole) <= ems else area


def _of_link() -> str:
    """The title that the link was given, where a wall came in by one."""
    account = session.account()
    return account.name if account.role == WALL else ""


def _ranking(story: Wall, height: int) -> go.Figure | None:
    told = story.ranking
    return ranking(told.places, told.standard, height) if told.places else None


def _flow(story: Wall, height: int) -> go.Figure | None:
    told = story.flow
    return flow(told.ends, told.received, told.closed, told.backlog, height) if told.ends else None


def _renovation(story: Wall, height: int) -> go.Figure | None:
    told = story.renovation
    return works(told.stages, told.works, height) if told.works else None


def _investment(story: Wall, height: int) -> go.Figure | None:
    told = story.investment
    return investment(told.received, told.planned, told.target, height, behind=told.behind) if told.received else None


FIGURES: dict[WallPanel, Callable[[Wall, int], go.Figure | None]] = {
    "ranking": _ranking,
    "flow": _flow,
    "renovation": _renovation,
    "investment": _investment,
}
