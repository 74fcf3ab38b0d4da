"""One picture of the wall, ready to be drawn: the story and its figures, all of one generation and one moment."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.figures.wall.flow import flow
from analytics.figures.wall.investment import investment
from analytics.figures.wall.plate import plate
from analytics.figures.wall.ranking import ranking
from analytics.figures.wall.works import works
from analytics.language import _
from analytics.scope import Scope
from analytics.stories.wall import Wall, wall
from data.contracts.model import N_
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.wall.settings import Settings

HIGH, LOW, MAP = 490, 284, 430  # px of a figure: alone in its module, one of four, above the line of the tour
TITLES = {
    "ranking": N_("Areas ranked"),
    "flow": N_("In, out, open"),
    "renovation": N_("Renovation pace"),
    "investment": N_("Funds and target"),
    "findings": N_("Needs attention"),
}


@dataclass(frozen=True)
class Drawing:
    """`map` and `figures` are None where there is nothing to draw; two drawings are alike when they would look alike."""

    title: str
    story: Wall
    map: go.Figure | None
    figures: dict[str, go.Figure | None]
    names: tuple[str, ...]
    schematic: bool

    def looks_like(self, other: Drawing) -> bool:
        return (self.title, self.story, self.names) == (other.title, other.story, other.names) and self.map == other.map


def drawing(settings: Settings) -> Drawing:
    """Ask and draw everything, before anything on the glass is touched. Raises what a reader of other pages would be shown."""
    scope = Scope.from_query(dict(settings.query))
    story = wall(scope, session.principal())
    height = LOW if settings.wide else HIGH
    titles = settings.wall.titles
    places = story.plate.places
    found = boundaries_of(tuple(place.code for place in places))
    drawn = {code for code, _spot in found.spots} if found else set()
    shown = tuple(place for place in places if place.code in drawn)
    return Drawing(
        title=settings.wall.title or _("{area}: grid governance").format(area=story.area),
        story=story,
        map=plate(shown, found.spots, found.url, MAP) if found and shown else None,
        figures={
            "ranking": ranking(story.ranking.places, story.ranking.standard, height) if story.ranking.places else None,
            "flow": flow(story.flow.ends, story.flow.received, story.flow.closed, story.flow.backlog, height) if story.flow.ends else None,
            "renovation": works(story.renovation.stages, story.renovation.works, height) if story.renovation.works else None,
            "investment": _investment(story, height),
        },
        names=tuple(titles.get(name) or _(TITLES[name]) for name in settings.wall.panels),
        schematic=bool(found and found.schematic),
    )


def _investment(story: Wall, height: int) -> go.Figure | None:
    money = story.investment
    if not money.received:
        return None
    return investment(money.received, money.target, money.planned, money.days, height, behind=money.behind)
