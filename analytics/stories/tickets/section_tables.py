"""What stands behind the further parts of the tickets page as tables for people."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.shapes.evidence import word
from analytics.stories.tickets.sections import Ages, Hotspots, Integrity, Levels, Quality, Speed, Speeds, Stability
from analytics.stories.tickets.tables import share_percent
from analytics.words.language import _
from analytics.words.wording import interval, percent


def ages_table(ages: Ages) -> pd.DataFrame:
    """A row for each department, a column for each band, the whole first."""
    rows = [(_("All"), ages.counts), *ages.departments]
    frame = pd.DataFrame([counts for _name, counts in rows], columns=list(ages.bands), dtype="int64")
    frame.insert(0, _("Open"), frame.sum(axis=1))
    frame.insert(0, _("Department"), [name for name, _counts in rows])
    return frame


def probability_table(speed: Speed) -> pd.DataFrame:
    """Share resolved by each time with its interval, and the cases still open after it."""
    return pd.DataFrame(
        {
            _("Within"): [_("{days} d").format(days=tick.minute // 1440) for tick in speed.ticks],
            _("Resolved %"): [share_percent(tick.share) for tick in speed.ticks],
            _("95% interval"): ["–" if tick.low is None else interval(tick.low, tick.high) for tick in speed.ticks],
            _("Still open"): [tick.waiting for tick in speed.ticks],
        }
    )


def speeds_table(speeds: Speeds, head: str) -> pd.DataFrame:
    """Slowest first; `head` names what the groups are."""
    frame = pd.DataFrame(
        {
            head: [group.name for group in speeds.groups],
            _("Received"): [group.n for group in speeds.groups],
            _("Median, days"): [None if group.median is None else group.median / 24 for group in speeds.groups],
        }
    )
    for place, tick in enumerate(speeds.whole.ticks):
        name = _("{days} d %").format(days=tick.minute // 1440)
        frame[name] = [share_percent(group.ticks[place].share) for group in speeds.groups]
    return frame


def stability_table(stability: Stability) -> pd.DataFrame:
    measure = CATALOGUE.measure(stability.measure)
    points = stability.points
    return pd.DataFrame(
        {
            _("Week of"): [point.label for point in points],
            _(CATALOGUE.measure(measure.denominator).label): [point.n for point in points],
            _(CATALOGUE.measure(measure.numerator).label): [point.k for point in points],
            f"{_(measure.label)} %": [share_percent(point.rate) for point in points],
            _("Lower limit %"): [share_percent(point.low) for point in points],
            _("Upper limit %"): [share_percent(point.high) for point in points],
            _("Rules broken"): [_("; ").join(_(rule) for rule in point.rules) for point in points],
        }
    )


def levels_table(levels: Levels) -> pd.DataFrame:
    found = {(i, j): n for i, j, n in levels.flows}
    frame = pd.DataFrame({_("Channel"): [name for name, _n in levels.channels], _("Resolved"): [n for _name, n in levels.channels]})
    for j, (level, _n) in enumerate(levels.levels):
        frame[level] = [found.get((i, j), 0) for i in range(len(levels.channels))]
    return frame


def satisfaction_table(quality: Quality) -> pd.DataFrame:
    rows = (quality.whole, *quality.channels)
    return pd.DataFrame(
        {
            _("Channel"): [row.name for row in rows],
            _("Resolved"): [row.resolved for row in rows],
            _("Rated"): [row.rated for row in rows],
            _("Satisfied %"): [share_percent(row.rate) for row in rows],
            _("Lower bound %"): [share_percent(row.low) for row in rows],
            _("Upper bound %"): [share_percent(row.high) for row in rows],
        }
    )


def returns_table(quality: Quality) -> pd.DataFrame:
    rows = quality.categories
    return pd.DataFrame(
        {
            _("Category"): [row.name for row in rows],
            _("Received"): [row.received for row in rows],
            _("Reopened %"): [share_percent(row.reopened) for row in rows],
            _("Reopening against the whole"): [word(row.reopened_class) for row in rows],
            _("Repeats %"): [share_percent(row.repeated) for row in rows],
            _("Repeats against the whole"): [word(row.repeated_class) for row in rows],
        }
    )


def limit_table(integrity: Integrity) -> pd.DataFrame:
    count = len(integrity.counts)
    return pd.DataFrame(
        {
            _("Share of the limit"): [f"{percent(place / 20, 0)}–{percent((place + 1) / 20, 0)}" for place in range(count)],
            _("Closed"): integrity.counts,
            _("Smooth course"): integrity.expected or [None] * count,
        }
    )


def closers_table(integrity: Integrity) -> pd.DataFrame:
    rows = integrity.departments
    return pd.DataFrame(
        {
            _("Department"): [row.name for row in rows],
            _("Resolved"): [row.resolved for row in rows],
            _("Instant %"): [share_percent(row.instant) for row in rows],
            _("Instant against the whole"): [word(row.instant_class) for row in rows],
            _("At the deadline %"): [share_percent(row.at_deadline) for row in rows],
            _("Deadline against the whole"): [word(row.at_deadline_class) for row in rows],
        }
    )


def hexagons_table(view: Hotspots) -> pd.DataFrame:
    return pd.DataFrame({_("Hexagon (h3)"): [cell for cell, _n in view.hexagons], _("Received"): [n for _cell, n in view.hexagons]})


def spots_table(view: Hotspots) -> pd.DataFrame:
    spots = view.spots
    return pd.DataFrame(
        {
            _("No."): range(1, len(spots) + 1),
            _("Street"): [spot.place for spot in spots],
            _("Matter"): [spot.subject for spot in spots],
            _("Received"): [spot.tickets for spot in spots],
            _("On days"): [spot.days for spot in spots],
            _("Open"): [spot.open for spot in spots],
            _("Last"): [spot.last for spot in spots],
        }
    )
