"""Requests as they come in: when, where, about what, from whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo.channels import channels
from data.demo.mixes import Mixes
from data.demo.places import Places
from data.demo.planted import planted
from data.demo.scales import Scale
from data.demo.streams import Stream, per_row

Cases = dict[str, np.ndarray]  # one array per column, one element per row; moments are seconds since 1970

DAY = 86_400
RAMP_DAYS = 45
RAMP_START = 0.35
GROWTH_A_YEAR = 0.05
DAILY_SPREAD = 14.0  # shape of the gamma noise between days
STORM_DAYS = 20  # shorter bursts fade from their second day on
REPEATS = 0.045
REPEAT_ROWS_BACK = 12
HOURS = np.array([0.3, 0.2, 0.1, 0.1, 0.2, 0.5, 1.6, 3.5, 7.5, 9.2, 8.6, 6.2, 4.0, 5.4, 7.6, 7.4, 6.6, 4.8, 3.4, 3.0, 2.6, 1.8, 1.0, 0.5])
REPORTERS_PER_CASE = 1.2
DISTRICT_STEP = 10_000_000  # numbers of reporters of one district


def arrivals(scale: Scale, sources: list[Stream], places: Places, rng: np.random.Generator) -> Cases:
    """Rows ordered by stream and time: stream, received, leaf, subcategory, reporter."""
    days = pd.date_range(scale.first, scale.last)
    mixes = Mixes(days)
    parts: list[Cases] = []
    for number, stream in enumerate(sources):
        counts = rng.poisson(_intensity(stream, mixes) * rng.gamma(DAILY_SPREAD, 1 / DAILY_SPREAD, len(days)))
        day = np.repeat(np.arange(len(days), dtype=np.int32), counts)
        inside = places.within(stream.areas or (stream.district,))
        if stream.all_but:
            inside &= ~places.within(stream.all_but)
        leaves = np.flatnonzero(inside).astype(np.int32)
        leaf = rng.choice(leaves, len(day), p=places.weight[leaves] / places.weight[leaves].sum())
        parts.append({"stream": np.full(len(day), number, dtype=np.int16), "day": day, "leaf": leaf})
    cases = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    cases = _silenced(cases, days, places, rng)
    cases["subcategory"] = mixes.draw(cases, sources, places, rng)
    start = days[0].to_datetime64().astype("datetime64[s]").astype(np.int64)
    night = per_row(cases, sources, lambda stream: channels()[stream.channel].night)
    cases["received"] = start + cases["day"].astype(np.int64) * DAY + _second_of_day(night, rng)
    order = np.lexsort((cases["received"], cases["stream"]))
    cases = {name: values[order] for name, values in cases.items() if name != "day"}
    cases["reporter"] = _reporters(cases, sources, rng)
    return _repeated(cases, rng)


def _intensity(stream: Stream, mixes: Mixes) -> np.ndarray:
    """Expected requests by day; the season of the kinds it is about carries through to its total."""
    age = (mixes.days - pd.Timestamp(stream.first)).days.to_numpy()
    running = (age >= 0) & (mixes.days <= pd.Timestamp(stream.last))
    level = np.where(running, stream.per_day, 0.0)
    if stream.subcategories:
        length = (stream.last - stream.first).days + 1
        shape = np.exp(-np.maximum(age - 1, 0) / (length / 3)) if length < STORM_DAYS else np.ones(len(age))
        return level * shape / shape[running].mean()
    base = mixes.base(stream.channel)
    season = base @ mixes.seasons / base.sum()
    level = level * mixes.weekly[stream.channel] * season / season.mean()
    if stream.flexible:
        level = level * np.clip(RAMP_START + age / RAMP_DAYS, RAMP_START, 1.0) * (1 + GROWTH_A_YEAR * np.maximum(age, 0) / 365)
    for event in planted("busier"):
        if stream.district in event.areas:
            level = np.where(event.running(mixes.days), level * event.size, level)
    return np.asarray(level)


def _second_of_day(night: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seconds since midnight: the day's hours, and as much of the night as the channel has."""
    hours = np.arange(24)
    office = np.where((hours >= 7) & (hours < 19), HOURS, 0)
    rest = HOURS - office
    hour = np.where(
        rng.random(len(night)) < night, rng.choice(24, len(night), p=rest / rest.sum()), rng.choice(24, len(night), p=office / office.sum())
    )
    return (hour * 3600 + rng.integers(0, 3600, len(night))).astype(np.int64)


def _silenced(cases: Cases, days: pd.DatetimeIndex, places: Places, rng: np.random.Generator) -> Cases:
    keep = np.ones(len(cases["day"]), dtype=bool)
    for event in planted("silent"):
        touched = places.within(event.areas)[cases["leaf"]] & event.running(days)[cases["day"]]
        keep &= ~touched | (rng.random(len(keep)) < event.size)
    return {name: values[keep] for name, values in cases.items()}


def _reporters(cases: Cases, sources: list[Stream], rng: np.random.Generator) -> np.ndarray:
    """Numbers of reporters, a few of whom report a lot; 0 where nobody is known."""
    codes = sorted({stream.district for stream in sources})
    district = per_row(cases, sources, lambda stream: codes.index(stream.district))
    size = np.bincount(district, minlength=len(codes))[district]
    person = (size * REPORTERS_PER_CASE * rng.random(len(size)) ** 1.7).astype(np.int64) + 1
    anonymous = per_row(cases, sources, lambda stream: channels()[stream.channel].anonymous)
    return np.where(rng.random(len(size)) < anonymous, 0, (district + 1) * DISTRICT_STEP + person)


def _repeated(cases: Cases, rng: np.random.Generator) -> Cases:
    """Let some reporters come back through the same stream about the same matter at the same place."""
    again = np.flatnonzero(rng.random(len(cases["stream"])) < REPEATS)
    before = again - rng.integers(1, REPEAT_ROWS_BACK, len(again))
    again, before = again[before >= 0], before[before >= 0]
    same = (cases["stream"][again] == cases["stream"][before]) & (cases["reporter"][before] > 0)
    for name in ("leaf", "subcategory", "reporter"):
        cases[name][again[same]] = cases[name][before[same]]
    return cases
