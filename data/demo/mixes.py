"""What requests are about: shares of the kinds by channel, season, and town or country."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from data.calendar import working_days
from data.contracts.policy import policy
from data.demo.channels import channels
from data.demo.places import Places
from data.demo.seasons import factors, weekly
from data.demo.streams import Stream
from data.demo.tables import table

COUNTRY = {
    "农业农村": 9.0,
    "物业管理": 0.08,
    "占用公共车位": 0.1,
    "供热供水": 0.2,
    "噪音扰民": 0.4,
    "占道经营": 0.35,
    "环境卫生": 1.5,
    "道路交通": 1.6,
    "园林绿化": 0.5,
    "房屋建筑": 0.3,
    "市容环境": 0.35,
}
TOWN = {"农业农村": 0.02}


class Mixes:
    """Shares of the subcategories and levels of activity over the days of a scale."""

    def __init__(self, days: pd.DatetimeIndex) -> None:
        self.days = days
        self.taxonomy = table("taxonomy")
        self.period = ((days.year - days[0].year) * 24 + (days.month - 1) * 2 + (days.day > 15)).to_numpy()

    @cached_property
    def seasons(self) -> np.ndarray:
        """How much more or less of each subcategory comes in, by day."""
        return np.array([factors(str(season), self.days) for season in self.taxonomy["season"]])

    @cached_property
    def weekly(self) -> dict[str, np.ndarray]:
        """The rhythm of working days and weekends by channel; its mean is one."""
        is_working = working_days(policy()).set_index("day")["is_working"].reindex(self.days).to_numpy(dtype=bool)
        levels = {name: weekly(self.days, is_working, channel.weekend) for name, channel in channels().items()}
        return {name: level / level.mean() for name, level in levels.items()}

    def base(self, channel: str) -> np.ndarray:
        """Shares of the subcategories in a channel, before the season."""
        share = self.taxonomy["share"].to_numpy(dtype=float)
        wanted = channels()[channel].weights
        if not wanted:
            return share
        pairs = zip(self.taxonomy["category"], self.taxonomy["subcategory"], strict=True)
        return share * np.array([wanted.get(f"{category}/{name}", wanted.get(category, 0.0)) for category, name in pairs])

    def draw(self, cases: dict[str, np.ndarray], sources: list[Stream], places: Places, rng: np.random.Generator) -> np.ndarray:
        """A subcategory for each row, by its channel, half-month, and town or country."""
        drawn = np.empty(len(cases["stream"]), dtype=np.int16)
        kinds = sorted({(stream.channel, stream.subcategories) for stream in sources})
        kind = np.array([kinds.index((stream.channel, stream.subcategories)) for stream in sources])[cases["stream"]]
        rural = places.rural[cases["leaf"]]
        key = (kind.astype(np.int64) * (self.period.max() + 1) + self.period[cases["day"]]) * 2 + rural
        order = np.argsort(key, kind="stable")
        edges = np.flatnonzero(np.diff(key[order], prepend=-1))
        for start, stop in zip(edges, [*edges[1:], len(order)], strict=True):
            members = order[start:stop]
            channel, only = kinds[kind[members[0]]]
            weights = self._weights(channel, only, int(cases["day"][members[0]]), bool(rural[members[0]]))
            drawn[members] = rng.choice(len(weights), len(members), p=weights / weights.sum())
        return drawn

    def _weights(self, channel: str, only: tuple[str, ...], day: int, rural: bool) -> np.ndarray:
        if only:
            return self.taxonomy["subcategory"].isin(only).to_numpy(dtype=float)
        base = self.base(channel)
        place = self.taxonomy["category"].map(COUNTRY if rural else TOWN).fillna(1.0).to_numpy(dtype=float)
        weights = base * self.seasons[:, day] * place
        return weights if weights.sum() > 0 else base
