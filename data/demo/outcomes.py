"""What happens to a request beside its resolution and rating: dispatch, answer, reopening, supervision, calls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.demo.arrivals import DAY, Cases
from data.demo.calibrate import flip
from data.demo.channels import Channel, channels
from data.demo.gazetteer import spread
from data.demo.handling import HOUR, NEVER, deadlines
from data.demo.slices import Slices
from data.demo.streams import Stream, per_row
from data.demo.tables import table

PROMPT = 55 * 60
INSTANT = 10 * 60
ENTERPRISE_CHANNELS = ("project_home", "enterprise_visit", "enterprise_express")
CALLING_CHANNELS = ("grid_report", "grid_platform", "joint_enforcement", "joint_meeting")
JOINT_CATEGORIES = ("房屋建筑", "排水防涝", "违法建设", "道路交通", "物业管理")


class Outcomes:
    """Draws the further columns of the rows; moments are seconds since 1970 and NEVER stands for not at all."""

    def __init__(self, cases: Cases, sources: list[Stream], slices: Slices, rng: np.random.Generator) -> None:
        self.cases, self.sources, self.slices, self.rng = cases, sources, slices, rng
        self.received, self.resolved = cases["received"], cases["resolved"]
        self.count = len(self.received)
        self.category = table("taxonomy")["category"].to_numpy(dtype=str)[cases["subcategory"]]
        self.due = deadlines(cases, sources)

    def of_channel(self, value: Callable[[Channel], float | bool]) -> np.ndarray:
        """A property of each row's channel."""
        return per_row(self.cases, self.sources, lambda stream: value(channels()[stream.channel]))

    def dispatch(self) -> np.ndarray:
        """Moment of dispatch, never after the resolution."""
        prompt = self.rng.random(self.count) < self.of_channel(lambda channel: channel.prompt)
        for one in self.slices.having("dispatched_promptly_rate"):
            inside = self.slices.inside(self.cases, one)
            flip(prompt, inside, one.bounds("dispatched_promptly_rate", int(inside.sum())), self.rng)
        slow = PROMPT * 1.2 + self.of_channel(lambda channel: channel.dispatch_hours) * HOUR * self.rng.lognormal(0, 1.1, self.count)
        moments = self.received + np.where(prompt, 60 + PROMPT * self.rng.random(self.count) ** 1.6, slow).astype(np.int64)
        moments = np.where(moments > self.resolved, self.received + ((self.resolved - self.received) * 0.3).astype(np.int64), moments)
        for one in self.slices.having("dispatched"):
            inside = self.slices.inside(self.cases, one)
            before = moments <= one.as_of
            after = before.copy()
            # What is resolved was dispatched before; only the others may change.
            done = int((inside & (self.resolved <= one.as_of)).sum())
            low, high = one.bounds("dispatched")
            flip(after, inside & (self.resolved > one.as_of), (low - done, high - done), self.rng)
            gained = after & ~before
            room = one.as_of - self.received[gained]
            moments[gained] = self.received[gained] + (room * self.rng.uniform(0.2, 0.9, gained.sum())).astype(np.int64)
            moments[before & ~after] = NEVER
        return moments

    def respond(self) -> np.ndarray:
        """Moment of the first answer to the citizen, never after the resolution."""
        delay = self.of_channel(lambda channel: channel.response_hours) * HOUR * self.rng.lognormal(0, 0.95, self.count)
        return np.minimum(self.received + np.maximum(delay, 120).astype(np.int64), self.resolved)

    def file(self) -> np.ndarray:
        """Moment of filing, which only the city management has."""
        moments = np.minimum(self.received + self.rng.integers(60, 2_400, self.count), self.resolved)
        return np.where(self._through("city_management"), moments, NEVER)

    def archive(self) -> np.ndarray:
        return self.resolved + (self.rng.lognormal(2.6, 0.9, self.count) * HOUR).astype(np.int64)

    def reopen(self) -> np.ndarray:
        """How often a case is reopened; what was closed within minutes comes back more often."""
        instant = self.resolved - self.received < INSTANT
        chance = 0.018 * np.where(instant, 4, 1) * np.where(np.isin(self.category, JOINT_CATEGORIES), 1.8, 1)
        return np.where(self.rng.random(self.count) < chance, 1 + self.rng.poisson(0.2, self.count), 0)

    def supervise(self) -> np.ndarray:
        """Moment at which an overdue case is put under supervision."""
        moments = self.due + (self.rng.uniform(0.1, 4, self.count) * DAY).astype(np.int64)
        return np.where((self.rng.random(self.count) < 0.3) & (moments < self.resolved), moments, NEVER)

    def enterprise(self) -> np.ndarray:
        chance = np.where(self._through(*ENTERPRISE_CHANNELS), 1.0, np.where(self.category == "营商环境", 0.7, 0.015))
        return np.asarray(self.rng.random(self.count) < chance)

    def handling(self) -> np.ndarray:
        """Position in the contract's list: alone, split, joint, assisted."""
        hard = np.isin(self.category, JOINT_CATEGORIES)[:, None]
        edges = np.where(hard, [0.76, 0.85, 0.95], [0.92, 0.95, 0.98])
        return np.asarray((self.rng.random(self.count)[:, None] > edges).sum(axis=1))

    def calls(self, handling: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Moment of the call, departments called, departments that came; for joint cases of the grids."""
        called = (handling >= 2) & self._through(*CALLING_CHANNELS) & (self.rng.random(self.count) < 0.8)
        wait = np.minimum((self.resolved - self.received) * 0.4, 30 * HOUR * self.rng.random(self.count)).astype(np.int64)
        number = 2 + self.rng.binomial(3, 0.3, self.count)
        return np.where(called, self.received + wait, NEVER), number, self.rng.binomial(number, 0.93)

    def level(self) -> np.ndarray:
        """Position in the contract's list: grid, community, street, district, city."""
        local = self.rng.random(self.count) < table("taxonomy")["local"].to_numpy(dtype=float)[self.cases["subcategory"]]
        by_grid = self.rng.random(self.count) < np.where(self._through(*CALLING_CHANNELS), 0.62, 0.2)
        above = self.rng.choice([2, 3, 4], self.count, p=[0.38, 0.47, 0.15])
        return np.where(local, np.where(by_grid, 0, 1), above)

    def free_spaces(self) -> np.ndarray:
        """Parking spaces freed; -1 where the case is not about parking."""
        freed = np.where(self.category == "占用公共车位", self.rng.binomial(3, 0.14, self.count), -1)
        for one in self.slices.having("spaces_freed"):
            inside = self.slices.inside(self.cases, one)
            done = np.flatnonzero(inside & (self.resolved <= one.as_of))
            freed[inside] = 0
            freed[done] = spread(int(one.bounds("spaces_freed")[0]), self.rng.exponential(1, len(done)))
        return freed

    def _through(self, *names: str) -> np.ndarray:
        return self.of_channel(lambda channel: channel.name in names)
