"""How long a request takes: heavy-tailed, by kind, channel and street; bunched before the deadline, in office hours."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.calendar import working_days
from data.contracts.policy import policy
from data.demo.arrivals import Places
from data.demo.streams import Stream, planted
from data.demo.tables import table

DAY = 86_400
HOUR = 3_600
STREET_NOISE = 0.035  # most streets cannot be told apart
BUNCHED = 0.5
STUCK_DAYS = 75.0
LONG_ENOUGH = 3 * HOUR
VOID = 0.008


def void_moments(rows: dict[str, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Moment at which a case is declared void, 0 for the many that are not."""
    count = len(rows["received"])
    delay = (rng.uniform(0.2, 30, count) * HOUR).astype(np.int64)
    return np.where(rng.random(count) < VOID, rows["received"] + delay, 0)


def deadlines(rows: dict[str, np.ndarray], streams: list[Stream]) -> np.ndarray:
    """The deadline by the policy's limits in working days, as the tickets mart computes it."""
    limits = policy().time_limits
    calendar = working_days(policy())
    first = int(calendar["day"].iloc[0].to_datetime64().astype("datetime64[D]").astype(np.int64))
    ordinals = calendar["ordinal"].to_numpy()
    workdays = np.flatnonzero(calendar["is_working"].to_numpy())
    allowed = np.array([limits.channels.get(stream.channel, limits.default_working_days) for stream in streams])[rows["stream"]]
    opened = rows["received"] // DAY - first
    return np.asarray((workdays[ordinals[opened] + allowed - 1] + first) * DAY + rows["received"] % DAY)


def resolution_moments(rows: dict[str, np.ndarray], streams: list[Stream], places: Places, rng: np.random.Generator) -> np.ndarray:
    """Moment at which each case is resolved, were the data to go on for ever."""
    taxonomy, channels = table("taxonomy"), table("channels").set_index("channel")
    of = {name: np.array([float(channels.at[stream.channel, name]) for stream in streams])[rows["stream"]] for name in ("pace", "sigma", "stuck", "instant")}
    pace = np.array([stream.pace for stream in streams])[rows["stream"]]
    own = np.array([np.nan if stream.stuck is None else stream.stuck for stream in streams])[rows["stream"]]
    stuck = np.where(np.isnan(own), of["stuck"], own)
    count = len(pace)
    slower = _street_noise(places, rng)[rows["leaf"]] * planted_factor("slower", rows, streams, places)
    hours = taxonomy["median_hours"].to_numpy(dtype=float)[rows["subcategory"]] * of["pace"] * pace * slower
    seconds = hours * HOUR * np.exp(of["sigma"] * rng.standard_normal(count))
    seconds += np.where(rng.random(count) < stuck * slower, STUCK_DAYS * DAY * rng.lognormal(0, 0.8, count), 0)
    limit = (deadlines(rows, streams) - rows["received"]).astype(float)
    near = (seconds > 0.7 * limit) & (seconds < 1.35 * limit) & (rng.random(count) < BUNCHED)
    seconds = np.where(near, limit * (1 - 0.09 * rng.random(count) ** 1.5) - 60, seconds)
    moments = rows["received"] + np.maximum(seconds, 12 * 60).astype(np.int64)
    moments = np.where(near, moments, _office_hours(moments, rows["received"], rng))
    share = np.maximum(of["instant"], _planted_level("instant", rows, streams, places))
    instant = rng.random(count) < share
    return np.where(instant, rows["received"] + rng.integers(40, 580, count), moments)


def planted_mask(row: object, rows: dict[str, np.ndarray], streams: list[Stream], places: Places) -> np.ndarray:
    """Rows that a planted event touches: its areas, its channel and kinds if it names any, its days."""
    start = pd.Timestamp(row.first).to_datetime64().astype("datetime64[s]").astype(np.int64)  # type: ignore[attr-defined]
    end = pd.Timestamp(row.last).to_datetime64().astype("datetime64[s]").astype(np.int64) + DAY  # type: ignore[attr-defined]
    mask = places.within(tuple(row.areas))[rows["leaf"]] & (rows["received"] >= start) & (rows["received"] < end)  # type: ignore[attr-defined]
    channel, subcategories = row.channel, row.subcategories  # type: ignore[attr-defined]
    if channel == channel:
        mask &= np.array([stream.channel == channel for stream in streams])[rows["stream"]]
    if subcategories:
        mask &= table("taxonomy")["subcategory"].isin(subcategories).to_numpy()[rows["subcategory"]]
    return np.asarray(mask)


def planted_factor(effect: str, rows: dict[str, np.ndarray], streams: list[Stream], places: Places) -> np.ndarray:
    factor = np.ones(len(rows["received"]))
    for row in planted(effect).itertuples():
        factor[planted_mask(row, rows, streams, places)] *= row.size
    return factor


def _planted_level(effect: str, rows: dict[str, np.ndarray], streams: list[Stream], places: Places) -> np.ndarray:
    level = np.zeros(len(rows["received"]))
    for row in planted(effect).itertuples():
        level[planted_mask(row, rows, streams, places)] = row.size
    return level


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
