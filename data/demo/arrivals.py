"""Requests as they come in: when, where, about what, from whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.calendar import working_days
from data.contracts.policy import policy
from data.demo.scales import Scale
from data.demo.seasons import factors, weekly
from data.demo.streams import Stream, planted
from data.demo.tables import table

DAY = 86_400
RURAL_FACTORS = {"农业农村": 9.0, "物业管理": 0.08, "占用公共车位": 0.1, "供热供水": 0.2, "噪音扰民": 0.4, "占道经营": 0.35, "环境卫生": 1.5, "道路交通": 1.6, "园林绿化": 0.5}
URBAN_FACTORS = {"农业农村": 0.02}
RAMP_DAYS = 45
GROWTH_A_YEAR = 0.05
REPEATS = 0.045
REPEAT_ROWS_BACK = 12
HOURS = np.array([0.3, 0.2, 0.1, 0.1, 0.2, 0.5, 1.6, 3.5, 7.5, 9.2, 8.6, 6.2, 4.0, 5.4, 7.6, 7.4, 6.6, 4.8, 3.4, 3.0, 2.6, 1.8, 1.0, 0.5])


@dataclass
class Places:
    """The leaves of the area tree that requests come from, and how much comes from each."""

    codes: np.ndarray  # area codes of grids and of communities without grids
    rural: np.ndarray
    weight: np.ndarray

    @classmethod
    def of(cls, areas: pd.DataFrame, scale: Scale, rng: np.random.Generator) -> Places:
        leaf = areas[~areas["area_code"].isin(areas["parent_code"]) & areas["area_code"].str[:6].isin(scale.districts)]
        rural = leaf["kind"].eq("村").to_numpy()
        weight = leaf["households"].to_numpy(dtype=float) * rng.lognormal(0, 0.75, len(leaf)) * np.where(rural, 0.3, 1.0)
        return cls(leaf["area_code"].to_numpy(dtype=str), rural, weight)

    def within(self, codes: tuple[str, ...]) -> np.ndarray:
        return np.logical_or.reduce([np.char.startswith(self.codes, code) for code in codes])


def arrivals(scale: Scale, streams: list[Stream], places: Places, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Rows as arrays: stream, received (seconds since 1970), leaf, subcategory, reporter."""
    days = pd.date_range(scale.first, scale.last)
    is_working = working_days(policy()).set_index("day")["is_working"].reindex(days).to_numpy(dtype=bool)
    mixes = _Mixes(days, is_working)
    parts: list[dict[str, np.ndarray]] = []
    for number, stream in enumerate(streams):
        counts = rng.poisson(_intensity(stream, days, mixes) * rng.gamma(14, 1 / 14, len(days)))
        day = np.repeat(np.arange(len(days)), counts)
        inside = np.char.startswith(places.codes, stream.district)
        if stream.areas:
            inside &= places.within(stream.areas)
        if stream.all_but:
            inside &= ~places.within(stream.all_but)
        leaves = np.flatnonzero(inside)
        leaf = rng.choice(leaves, len(day), p=places.weight[leaves] / places.weight[leaves].sum()).astype(np.int32)
        parts.append({"stream": np.full(len(day), number, dtype=np.int16), "day": day.astype(np.int32), "leaf": leaf})
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    rows = _silenced(rows, days, places, rng)
    rows["subcategory"] = _subcategories(rows, streams, places, mixes, rng)
    night = np.array([table("channels").set_index("channel")["night"][stream.channel] for stream in streams])
    start = days[0].to_datetime64().astype("datetime64[s]").astype(np.int64)
    rows["received"] = start + rows["day"].astype(np.int64) * DAY + _second_of_day(night[rows["stream"]], rng)
    order = np.lexsort((rows["received"], rows["stream"]))
    rows = {name: values[order] for name, values in rows.items() if name != "day"}
    rows["reporter"] = _reporters(rows, streams, rng)
    return _repeated(rows, rng)


class _Mixes:
    """What a channel is about, by day: shares of the subcategories under its profile and the season."""

    def __init__(self, days: pd.DatetimeIndex, is_working: np.ndarray) -> None:
        taxonomy, self.channels = table("taxonomy"), table("channels").set_index("channel")
        self.taxonomy = taxonomy
        self.seasons = np.array([factors(str(season), days) for season in taxonomy["season"]])
        self.period = ((days.year - days[0].year) * 24 + (days.month - 1) * 2 + (days.day > 15)).to_numpy()
        self.weekly = {channel: weekly(days, is_working, float(row["weekend"])) for channel, row in self.channels.iterrows()}

    def base(self, channel: str) -> np.ndarray:
        profile = self.channels.at[channel, "categories"]
        share = self.taxonomy["share"].to_numpy(dtype=float)
        if profile != profile:
            return share
        wanted = dict(part.rsplit(":", 1) for part in str(profile).split(";"))
        names = self.taxonomy["category"] + "/" + self.taxonomy["subcategory"]
        factor = [float(wanted.get(full, wanted.get(category, 0))) for full, category in zip(names, self.taxonomy["category"], strict=True)]
        return np.asarray(share * np.array(factor))


def _intensity(stream: Stream, days: pd.DatetimeIndex, mixes: _Mixes) -> np.ndarray:
    """Expected requests by day; the season of the kinds it is about carries through to its total."""
    running = (days >= pd.Timestamp(stream.first)) & (days <= pd.Timestamp(stream.last))
    level = np.where(running, stream.per_day, 0.0)
    if stream.subcategories:
        since = (days - pd.Timestamp(stream.first)).days.to_numpy()
        length = (stream.last - stream.first).days + 1
        # A storm is worst on its second day and fades; the total stays per_day times the days.
        shape = np.exp(-np.maximum(since - 1, 0) / (length / 3)) if length < 20 else np.ones(len(days))
        return level * shape / (shape[running].mean() if running.any() else 1.0)
    base = mixes.base(stream.channel)
    season = base @ mixes.seasons / base.sum()
    level = level * mixes.weekly[stream.channel] * season / season.mean()
    level = level / max(float(mixes.weekly[stream.channel].mean()), 0.05)
    age = (days - pd.Timestamp(stream.first)).days.to_numpy()
    if stream.flexible:
        level = level * np.clip(0.35 + age / RAMP_DAYS, 0.35, 1.0) * (1 + GROWTH_A_YEAR * np.maximum(age, 0) / 365)
    for row in planted("busier").itertuples():
        if stream.district in row.areas:
            level = np.where((days >= row.first) & (days <= row.last), level * row.size, level)
    return level


def _subcategories(rows: dict[str, np.ndarray], streams: list[Stream], places: Places, mixes: _Mixes, rng: np.random.Generator) -> np.ndarray:
    taxonomy = mixes.taxonomy
    number = {name: place for place, name in enumerate(taxonomy["subcategory"])}
    town = taxonomy["category"].map(URBAN_FACTORS).fillna(1.0).to_numpy(dtype=float)
    country = taxonomy["category"].map(RURAL_FACTORS).fillna(1.0).to_numpy(dtype=float)
    drawn = np.empty(len(rows["stream"]), dtype=np.int16)
    kinds = sorted({(stream.channel, stream.subcategories) for stream in streams})
    kind = np.array([kinds.index((stream.channel, stream.subcategories)) for stream in streams])[rows["stream"]]
    periods = mixes.period.max() + 1
    key = (kind.astype(np.int64) * periods + mixes.period[rows["day"]]) * 2 + places.rural[rows["leaf"]]
    order = np.argsort(key, kind="stable")
    edges = np.flatnonzero(np.diff(key[order], prepend=-1))
    for start, stop in zip(edges, [*edges[1:], len(order)], strict=True):
        members = order[start:stop]
        channel, only = kinds[kind[members[0]]]
        weights = mixes.base(channel) * mixes.seasons[:, rows["day"][members[0]]]
        weights = weights * (country if places.rural[rows["leaf"][members[0]]] else town)
        if only:
            weights = np.zeros(len(taxonomy))
            weights[[number[name] for name in only]] = 1.0
        elif weights.sum() == 0:
            weights = mixes.base(channel)
        drawn[members] = rng.choice(len(taxonomy), len(members), p=weights / weights.sum())
    return drawn


def _second_of_day(night: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seconds since midnight: office hours, and as much of the night as the channel has."""
    office = np.where((np.arange(24) >= 7) & (np.arange(24) < 19), HOURS, 0)
    rest = HOURS - office
    hour = rng.choice(24, len(night), p=office / office.sum())
    other = rng.choice(24, len(night), p=rest / rest.sum())
    hour = np.where(rng.random(len(night)) < night * 1.3, other, hour)
    return (hour * 3600 + rng.integers(0, 3600, len(night))).astype(np.int64)


def _silenced(rows: dict[str, np.ndarray], days: pd.DatetimeIndex, places: Places, rng: np.random.Generator) -> dict[str, np.ndarray]:
    keep = np.ones(len(rows["day"]), dtype=bool)
    for row in planted("silent").itertuples():
        at = np.flatnonzero(places.codes == row.areas[0])
        running = (days >= row.first) & (days <= row.last)
        keep &= ~(np.isin(rows["leaf"], at) & running[rows["day"]] & (rng.random(len(keep)) > row.size))
    return {name: values[keep] for name, values in rows.items()}


def _reporters(rows: dict[str, np.ndarray], streams: list[Stream], rng: np.random.Generator) -> np.ndarray:
    """Numbers of reporters, a few of whom report a lot; 0 where nobody is known."""
    codes = sorted({stream.district for stream in streams})
    district = np.array([codes.index(stream.district) for stream in streams])[rows["stream"]]
    size = np.bincount(district, minlength=len(codes))[district]
    person = (size * 1.2 * rng.random(len(size)) ** 1.7).astype(np.int64) + 1
    channels = table("channels").set_index("channel")
    anonymous = np.array([float(channels.at[stream.channel, "anonymous"]) for stream in streams])[rows["stream"]]
    return np.where(rng.random(len(size)) < anonymous, 0, (district + 1) * 10_000_000 + person)


def _repeated(rows: dict[str, np.ndarray], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Let some reporters come back through the same stream about the same matter at the same place."""
    again = np.flatnonzero(rng.random(len(rows["stream"])) < REPEATS)
    before = again - rng.integers(1, REPEAT_ROWS_BACK, len(again))
    valid = before >= 0
    again, before = again[valid], before[valid]
    same = (rows["stream"][again] == rows["stream"][before]) & (rows["reporter"][before] > 0)
    again, before = again[same], before[same]
    for name in ("leaf", "subcategory", "reporter"):
        rows[name][again] = rows[name][before]
    return rows
