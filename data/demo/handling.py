"""How long a request takes: heavy-tailed, by kind, channel and street; bunched before the deadline, in office hours."""

from __future__ import annotations

import numpy as np

from data.calendar import working_days
from data.contracts.policy import policy
from data.demo.arrivals import DAY, Cases
from data.demo.channels import channels
from data.demo.places import Places
from data.demo.planted import Event, planted
from data.demo.streams import Stream, per_row
from data.demo.tables import table

HOUR = 3_600
NEVER = np.iinfo(np.int64).max // 4
STREET_NOISE = 0.035  # most streets cannot be told apart
BUNCHED = 0.5
STUCK_DAYS = 75.0
SHORTEST = 12 * 60
LONG_ENOUGH = 3 * HOUR
VOID = 0.008


def void_moments(cases: Cases, rng: np.random.Generator) -> np.ndarray:
    """Moment at which a case is declared void, 0 for the many that are not."""
    count = len(cases["received"])
    delay = (rng.uniform(0.2, 30, count) * HOUR).astype(np.int64)
    return np.where(rng.random(count) < VOID, cases["received"] + delay, 0)


def deadlines(cases: Cases, sources: list[Stream]) -> np.ndarray:
    """The deadline by the policy's limits in working days, as the tickets mart computes it."""
    limits = policy().time_limits
    calendar = working_days(policy())
    first = int(calendar["day"].iloc[0].to_datetime64().astype("datetime64[D]").astype(np.int64))
    ordinals = calendar["ordinal"].to_numpy()
    workdays = np.flatnonzero(calendar["is_working"].to_numpy())
    allowed = per_row(cases, sources, lambda stream: limits.channels.get(stream.channel, limits.default_working_days))
    opened = cases["received"] // DAY - first
    return np.asarray((workdays[ordinals[opened] + allowed - 1] + first) * DAY + cases["received"] % DAY)


def resolution_moments(cases: Cases, sources: list[Stream], places: Places, rng: np.random.Generator) -> np.ndarray:
    """Moment at which each case is resolved, were the data to go on for ever; a void one never is."""
    count = len(cases["received"])
    slower = _street_noise(places, rng)[cases["leaf"]] * planted_factor("slower", cases, sources, places)
    hours = table("taxonomy")["median_hours"].to_numpy(dtype=float)[cases["subcategory"]]
    pace = per_row(cases, sources, lambda stream: stream.pace * channels()[stream.channel].pace)
    sigma = per_row(cases, sources, lambda stream: channels()[stream.channel].sigma)
    stuck = per_row(cases, sources, lambda stream: channels()[stream.channel].stuck if stream.stuck is None else stream.stuck)
    seconds = hours * pace * slower * HOUR * np.exp(sigma * rng.standard_normal(count))
    seconds += np.where(rng.random(count) < stuck * slower, STUCK_DAYS * DAY * rng.lognormal(0, 0.8, count), 0)
    limit = (deadlines(cases, sources) - cases["received"]).astype(float)
    near = (seconds > 0.7 * limit) & (seconds < 1.35 * limit) & (rng.random(count) < BUNCHED)
    seconds = np.where(near, limit * (1 - 0.09 * rng.random(count) ** 1.5) - 60, seconds)
    moments = cases["received"] + np.maximum(seconds, SHORTEST).astype(np.int64)
    moments = np.where(near, moments, _office_hours(moments, cases["received"], rng))
    share = per_row(cases, sources, lambda stream: channels()[stream.channel].instant)
    for event in planted("instant"):
        share = np.where(touched(event, cases, sources, places), event.size, share)
    moments = np.where(rng.random(count) < share, cases["received"] + rng.integers(40, 580, count), moments)
    return np.where(cases["void"] > 0, NEVER, moments)


def touched(event: Event, cases: Cases, sources: list[Stream], places: Places) -> np.ndarray:
    """Rows that a planted event touches: its areas, its channel and kinds if it names any, its days."""
    start, end = (int(np.datetime64(str(day), "s").astype(np.int64)) for day in (event.first, event.last))
    mask = places.within(event.areas)[cases["leaf"]] & (cases["received"] >= start) & (cases["received"] < end + DAY)
    if event.channel:
        mask &= per_row(cases, sources, lambda stream: stream.channel == event.channel)
    if event.subcategories:
        mask &= table("taxonomy")["subcategory"].isin(event.subcategories).to_numpy()[cases["subcategory"]]
    return np.asarray(mask)


def planted_factor(effect: str, cases: Cases, sources: list[Stream], places: Places) -> np.ndarray:
    """The sizes of all events of an effect that touch each row, multiplied."""
    factor = np.ones(len(cases["received"]))
    for event in planted(effect):
        factor[touched(event, cases, sources, places)] *= event.size
    return factor


def _street_noise(places: Places, rng: np.random.Generator) -> np.ndarray:
    streets, number = np.unique(np.array([code[:9] for code in places.codes]), return_inverse=True)
    return np.asarray(rng.lognormal(0, STREET_NOISE, len(streets))[number])


def _office_hours(moments: np.ndarray, received: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Move most closings out of the night and the weekend; what is done within three hours stays."""
    count = len(moments)
    day, second = moments // DAY, moments % DAY
    morning = 8.3 * HOUR + rng.random(count) * 3.5 * HOUR
    late = (second > 18 * HOUR) & (rng.random(count) < 0.85)
    early = second < 8 * HOUR
    day = np.where(late, day + 1, day)
    second = np.where(late | early, morning, second)
    weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
    off = (weekday >= 5) & (rng.random(count) < 0.65)
    day = np.where(off, day + 7 - weekday, day)
    moved = (day * DAY + second).astype(np.int64)
    return np.where((moments - received < LONG_ENOUGH) | (moved <= received), moments, moved)
