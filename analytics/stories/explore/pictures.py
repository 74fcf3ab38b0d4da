"""An exploration as pictures: which series, bars and cells a chart shows, and what it must leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

import numpy as np
import pandas as pd
from scipy.stats import norm

from analytics.catalogue import CATALOGUE, Kind
from analytics.query import OTHERS
from analytics.shapes.cells import Cells
from analytics.shapes.panel import Drawn
from analytics.shapes.parts import DOT
from analytics.shapes.rows import Bar, Bars
from analytics.shapes.time import Line, Lines
from analytics.statistics.discoveries import discoveries
from analytics.statistics.funnel import z_scores
from analytics.stories.explore.answer import Explored
from analytics.stories.explore.people import decimals, heading, named, shown
from analytics.stories.explore.request import ExplorationError
from analytics.words.language import _, plural
from analytics.words.wording import count, number, percent
from data.contracts.model import N_
from data.contracts.policy import policy

STEPS = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}
MOST_SERIES, MOST_BARS, MOST_CELLS = 7, 40, 30


@dataclass(frozen=True)
class View(Generic[Drawn]):
    """A picture of an exploration: in words what it shows, and what it leaves out."""

    picture: Drawn
    alt: str
    note: str = ""


def text_of(measure: str, value: object) -> str:
    """A value as it stands on a mark: 94.8% · 3,670 · 1.8."""
    if value is None or value != value or value is pd.NA:
        return "–"
    if CATALOGUE.measure(measure).unit == "percent":
        return percent(float(str(value)))
    return number(float(shown(measure, pd.Series([value])).iloc[0]), decimals(measure))


def lines(explored: Explored) -> View[Lines]:
    """The first measure over time, one line for each value of the other dimension. Raises ExplorationError without a time."""
    exploration, measure = explored.exploration, explored.exploration.measures[0]
    times = [name for name in exploration.dimensions if CATALOGUE.dimension(name).kind == Kind.TIME]
    others = [name for name in exploration.dimensions if name not in times]
    if not times or len(others) > 1:
        raise ExplorationError(N_("A line needs one dimension of time, and at most one other. Add the month or the week to the rows."))
    frame = explored.frame.dropna(subset=[times[0]])
    axis = _every(times[0], frame[times[0]])
    told, cut = tuple(named(times[0], pd.Series(axis))), tuple(time in explored.cut for time in axis)
    if not others:
        return _course(measure, told, (_line(_(CATALOGUE.measure(measure).label), measure, frame, times[0], axis),), cut, 0)
    frame = frame.assign(_name=named(others[0], frame[others[0]]))
    ranked = (
        frame.groupby("_name", sort=False)[measure].apply(lambda values: pd.to_numeric(values).abs().sum()).sort_values(ascending=False)
    )
    found = [_line(str(name), measure, frame[frame["_name"] == name], times[0], axis) for name in ranked.index[:MOST_SERIES]]
    return _course(measure, told, tuple(found), cut, len(ranked) - len(found))


def _course(measure: str, times: tuple[str, ...], found: tuple[Line, ...], cut: tuple[bool, ...], left_out: int) -> View[Lines]:
    text = plural(
        "{count} smaller series is not drawn; the table has all.", "{count} smaller series are not drawn; the table has all.", left_out
    )
    picture = Lines(times, found, heading(measure), zero=CATALOGUE.measure(measure).unit != "percent", cut=cut)
    return View(picture, _("Course of the measure over time"), text.format(count=count(left_out)) if left_out else "")


def _every(time: str, found: pd.Series) -> pd.DatetimeIndex:
    """All months (weeks, days, …) from the first one found to the last, also those in which nothing happened."""
    known = pd.to_datetime(found)
    return pd.date_range(known.min(), known.max(), freq=STEPS[time]) if len(known) else pd.DatetimeIndex([])


def _line(name: str, measure: str, frame: pd.DataFrame, time: str, axis: pd.DatetimeIndex) -> Line:
    """A line with a point for each time: where there are no rows, a number of something is zero and anything else is not known."""
    raw = pd.to_numeric(frame.set_index(pd.to_datetime(frame[time]))[measure].reindex(axis)).astype(float)
    if CATALOGUE.is_count(measure) or CATALOGUE.measure(measure).additive:
        raw = raw.fillna(0)
    values = shown(measure, raw)
    return Line(name, tuple(_known(value) for value in values), tuple(text_of(measure, _known(value)) for value in raw))


def bars(explored: Explored) -> View[Bars]:
    """The first measure by all dimensions together. Raises ExplorationError without any."""
    measure, dimensions = explored.exploration.measures[0], explored.exploration.dimensions
    if not dimensions:
        raise ExplorationError(N_("Bars need a dimension. Add one to the rows."))
    frame = explored.frame.head(MOST_BARS)
    names = [named(name, frame[name], explored.cut) for name in dimensions]
    values, raw = shown(measure, frame[measure]), frame[measure]
    quiet = [value in (None, OTHERS) or value != value for value in frame[dimensions[0]]]
    found = tuple(
        Bar(DOT.join(str(column.iloc[row]) for column in names), _known(values.iloc[row]), text_of(measure, raw.iloc[row]), quiet[row])
        for row in range(len(frame))
    )
    left_out = len(explored.frame) - len(found)
    text = plural("{count} more row is not drawn; the table has all.", "{count} more rows are not drawn; the table has all.", left_out)
    return View(Bars(found, heading(measure)), _("Bars of the measure"), text.format(count=count(left_out)) if left_out else "")


def grid(explored: Explored) -> View[Cells]:
    """The first measure by two dimensions; a share is classed against the whole (Benjamini–Hochberg). Raises ExplorationError."""
    exploration, measure = explored.exploration, explored.exploration.measures[0]
    if len(exploration.dimensions) != 2:
        raise ExplorationError(N_("A heat map needs exactly two dimensions: one in the rows, one in the columns."))
    down, across = exploration.dimensions
    frame = explored.frame.assign(
        _down=named(down, explored.frame[down], explored.cut), _across=named(across, explored.frame[across], explored.cut)
    )
    rows, columns = list(dict.fromkeys(frame["_down"])), _in_time(frame, across)
    if len(rows) > MOST_CELLS or len(columns) > MOST_CELLS:
        raise ExplorationError(
            N_(
                "The heat map would have {rows} rows and {columns} columns; at most {most} of each can be read. Keep the first ones, or use the pivot."
            ),
            rows=len(rows),
            columns=len(columns),
            most=MOST_CELLS,
        )
    frame = frame.assign(_class=_classes(frame, measure, explored))
    cells = frame.drop_duplicates(["_down", "_across"]).set_index(["_down", "_across"])

    def layer(column: str, empty: object) -> list[list[object]]:
        lookup = cells[column].to_dict()
        return [[lookup.get((row, name), empty) for name in columns] for row in rows]

    raw = [[_known(value) for value in line] for line in layer(measure, None)]
    picture = Cells(
        tuple(rows),
        tuple(columns),
        tuple(tuple(line) for line in raw),
        tuple(tuple(text_of(measure, value) for value in line) for line in raw),
        tuple(tuple(str(value) for value in line) for line in layer("_class", "")),
        heading(measure),
    )
    return View(picture, _("Heat map of the measure"))


def _classes(frame: pd.DataFrame, measure: str, explored: Explored) -> list[str]:
    if not CATALOGUE.is_share(measure) or explored.total[measure].isna().iloc[0]:
        return [""] * len(frame)
    declared = CATALOGUE.measure(measure)
    k, n = (frame[name].fillna(0).to_numpy(dtype=float) for name in (declared.above(frame), declared.below(frame)))
    enough = n >= policy().minimum_n
    z = np.where(enough, z_scores(k, n, float(explored.total[measure].iloc[0])), np.nan)
    stands = discoveries(2 * norm.sf(np.abs(z)))
    return np.where(~enough, "thin", np.where(stands, np.where(z < 0, "low", "high"), "same")).tolist()


def _in_time(frame: pd.DataFrame, across: str) -> list[str]:
    ordered = frame.sort_values(across) if CATALOGUE.dimension(across).kind == Kind.TIME else frame
    return list(dict.fromkeys(ordered["_across"]))


def _known(value: object) -> float | None:
    return None if value is None or value is pd.NA or value != value else float(str(value))
