"""An exploration by areas as a map: a share in the classes of evidence, anything else in classes of its size."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.geography import Area, areas
from analytics.catalogue import CATALOGUE, Kind
from analytics.readings.units import units
from analytics.shapes.areas import AreaMap, Shade
from analytics.shapes.bands import band, band_edges, band_words
from analytics.shapes.units import Unit
from analytics.stories.explore.answer import Explored
from analytics.stories.explore.people import shown
from analytics.stories.explore.pictures import text_of
from analytics.stories.explore.request import ExplorationError
from data.contracts.model import N_


@dataclass(frozen=True)
class Places:
    """Either `units`, compared by a share, or a map of classes."""

    measure: str
    units: tuple[Unit, ...] = ()
    map: AreaMap | None = None


def places(explored: Explored) -> Places:
    """The first measure by area. Raises ExplorationError unless the only dimension is a level of areas."""
    exploration, measure = explored.exploration, explored.exploration.measures[0]
    dimensions = exploration.dimensions
    if len(dimensions) != 1 or CATALOGUE.dimension(dimensions[0]).kind != Kind.AREA:
        raise ExplorationError(N_("A map needs exactly one dimension, a level of areas such as the district or the street."))
    known = areas()
    frame = explored.frame[explored.frame[dimensions[0]].isin(known.by_code)].rename(columns={dimensions[0]: "code"})
    members = [known.get(code) for code in frame["code"]]
    if CATALOGUE.is_share(measure):
        judged = explored.judged() if explored.judged else None
        return Places(measure, units=units(frame.assign(period=0), members, measure, judged=judged))
    values = {str(code): _number(value) for code, value in zip(frame["code"], shown(measure, frame[measure]), strict=True)}
    texts = {str(code): text_of(measure, value) for code, value in zip(frame["code"], frame[measure], strict=True)}
    edges = band_edges([value for value in values.values() if value is not None])
    made = tuple(_shade(area, values[area.code], texts[area.code], edges) for area in members)
    return Places(measure, map=AreaMap(made, "load", band_words(edges)))


def _shade(area: Area, value: float | None, text: str, edges: list[float]) -> Shade:
    return Shade(area.code, area.name, area.short, text, band(value, edges), "", rate=value)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))
