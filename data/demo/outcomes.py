"""What happens to a request beside its resolution: dispatch, answer, rating, reopening, supervision, calls."""

from __future__ import annotations

import numpy as np

from data.demo.arrivals import Places
from data.demo.calibrate import flip
from data.demo.gazetteer import spread
from data.demo.handling import DAY, HOUR, deadlines, planted_factor
from data.demo.slices import Rows, Slice
from data.demo.streams import Stream
from data.demo.tables import table

PROMPT = 55 * 60
NEVER = np.iinfo(np.int64).max // 4
OVERDUE_DISPLEASES = 0.16
ENTERPRISE_CHANNELS = ("project_home", "enterprise_visit", "enterprise_express")
CALLING_CHANNELS = ("grid_report", "grid_platform", "joint_enforcement", "joint_meeting")
JOINT_CATEGORIES = ("房屋建筑", "排水防涝", "违法建设", "道路交通", "物业管理")


class Outcomes:
    """Draws the further columns of the rows; moments are seconds since 1970 and NEVER stands for not at all."""

    def __init__(self, rows: dict[str, np.ndarray], streams: list[Stream], places: Places, rng: np.random.Generator) -> None:
        self.rows, self.streams, self.places, self.rng = rows, streams, places, rng
        self.count = len(rows["received"])
        self.channels = table("channels").set_index("channel")
        taxonomy = table("taxonomy")
        self.category = taxonomy["category"].to_numpy(dtype=str)[rows["subcategory"]]
        self.local = taxonomy["local"].to_numpy(dtype=float)[rows["subcategory"]]
        self.due = deadlines(rows, streams)

    def of_channel(self, name: str) -> np.ndarray:
        return np.array([float(self.channels.at[stream.channel, name]) for stream in self.streams])[self.rows["stream"]]

    def is_channel(self, names: tuple[str, ...]) -> np.ndarray:
        return np.array([stream.channel in names for stream in self.streams])[self.rows["stream"]]

    def dispatch(self, slices: list[Slice], lookup: Rows) -> np.ndarray:
        """Moment of dispatch, never after the resolution."""
        received, resolved, rng = self.rows["received"], self.rows["resolved"], self.rng
        prompt = rng.random(self.count) < self.of_channel("prompt")
        for one in slices:
            inside = lookup.inside(self.rows, one)
            bounds = one.bounds("dispatched_promptly_rate", int(inside.sum()))
            if bounds is not None:
                flip(prompt, inside, bounds, rng)
        slow = PROMPT * 1.2 + self.of_channel("dispatch_hours") * HOUR * rng.lognormal(0, 1.1, self.count)
        moments = received + np.where(prompt, 60 + PROMPT * rng.random(self.count) ** 1.6, slow).astype(np.int64)
        moments = np.where(moments > resolved, received + ((resolved - received) * 0.3).astype(np.int64), moments)
        for one in slices:
            bounds = one.bounds("dispatched")
            if bounds is None:
                continue
            inside = lookup.inside(self.rows, one)
            dispatched = moments <= one.as_of
            wanted = dispatched.copy()
            # What is resolved was dispatched before; only the others may change.
            done = int((inside & (resolved <= one.as_of)).sum())
            flip(wanted, inside & (resolved > one.as_of), (bounds[0] - done, bounds[1] - done), rng)
            earlier, later = wanted & ~dispatched, dispatched & ~wanted
            moments[earlier] = received[earlier] + ((one.as_of - received[earlier]) * rng.uniform(0.2, 0.9, earlier.sum())).astype(np.int64)
            moments[later] = NEVER
        return moments

    def respond(self) -> np.ndarray:
        """Moment of the first answer to the citizen, never after the resolution."""
        delay = self.of_channel("response_hours") * HOUR * self.rng.lognormal(0, 0.95, self.count)
        return np.minimum(self.rows["received"] + np.maximum(delay, 120).astype(np.int64), self.rows["resolved"])

    def rate(self, slices: list[Slice], lookup: Rows) -> tuple[np.ndarray, np.ndarray]:
        """Stars (0 where there are none) and the moment of the rating; the displeased answer more often than the content."""
        received, resolved, rng = self.rows["received"], self.rows["resolved"], self.rng
        own = {name: np.array([np.nan if (value := getattr(stream, name)) is None else value for stream in self.streams])[self.rows["stream"]] for name in ("rated", "satisfied")}
        share = np.where(np.isnan(own["rated"]), self.of_channel("rated"), own["rated"])
        content = np.where(np.isnan(own["satisfied"]), self.of_channel("satisfied"), own["satisfied"])
        waited = (resolved - received) / np.maximum(self.due - received, 1)
        chance = content * np.where(waited > 1, 1 - OVERDUE_DISPLEASES, 1 + 0.02 * np.clip(0.4 - waited, 0, 0.4))
        chance = chance * planted_factor("less_satisfied", self.rows, self.streams, self.places)
        happy = rng.random(self.count) < chance
        five = rng.random(self.count) < np.where(share > 0.9, 0.985, 0.8)
        unhappy = rng.choice([3, 2, 1], self.count, p=[0.45, 0.25, 0.3])
        stars = np.where(happy, np.where(five, 5, 4), unhappy)
        answers = share * np.where(share > 0.9, 1.0, np.where(stars == 4, 0.78, np.where(stars <= 2, 1.25, 1.0)))
        stars = np.where(rng.random(self.count) < answers, stars, 0)
        moments = resolved + (rng.exponential(26 * HOUR, self.count) + 600).astype(np.int64)
        self._fit_five_star(stars, moments, slices, lookup)
        for one in slices:
            inside = lookup.inside(self.rows, one) & (stars > 0) & (moments <= one.as_of)
            bounds = one.bounds("satisfaction_rate", int(inside.sum()))
            if bounds is not None:
                satisfied = stars >= 4
                flip(satisfied, inside, bounds, rng)
                stars = np.where(satisfied & (stars < 4), 4, np.where(~satisfied & (stars >= 4), 3, stars))
        return stars, moments

    def _fit_five_star(self, stars: np.ndarray, moments: np.ndarray, slices: list[Slice], lookup: Rows) -> None:
        resolved = self.rows["resolved"]
        for one in slices:
            bounds = one.bounds("five_star")
            if bounds is None:
                continue
            done = lookup.inside(self.rows, one) & (resolved < one.as_of)
            before = (stars == 5) & (moments <= one.as_of)
            after = before.copy()
            flip(after, done, bounds, self.rng)
            stars[before & ~after] = 4
            gained = after & ~before
            stars[gained] = 5
            room = one.as_of - resolved[gained]
            moments[gained] = resolved[gained] + (room * self.rng.uniform(0.05, 0.95, gained.sum())).astype(np.int64)

    def archive(self) -> np.ndarray:
        return self.rows["resolved"] + (self.rng.lognormal(2.6, 0.9, self.count) * HOUR).astype(np.int64)

    def reopen(self) -> np.ndarray:
        instant = self.rows["resolved"] - self.rows["received"] < 600
        chance = 0.018 * np.where(instant, 4, 1) * np.where(np.isin(self.category, JOINT_CATEGORIES), 1.8, 1)
        again = self.rng.random(self.count) < chance
        return np.where(again, 1 + self.rng.poisson(0.2, self.count), 0)

    def supervise(self) -> np.ndarray:
        moments = self.due + (self.rng.uniform(0.1, 4, self.count) * DAY).astype(np.int64)
        chosen = (self.rng.random(self.count) < 0.3) & (moments < self.rows["resolved"])
        return np.where(chosen, moments, NEVER)

    def enterprise(self) -> np.ndarray:
        chance = np.where(self.is_channel(ENTERPRISE_CHANNELS), 1.0, np.where(self.category == "营商环境", 0.7, 0.015))
        return self.rng.random(self.count) < chance

    def handling(self) -> np.ndarray:
        """Position in the contract's list: alone, split, joint, assisted."""
        hard = np.isin(self.category, JOINT_CATEGORIES)
        draw = self.rng.random(self.count)
        edges = np.where(hard[:, None], [0.76, 0.85, 0.95], [0.92, 0.95, 0.98])
        return (draw[:, None] > edges).sum(axis=1)

    def calls(self, handling: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Moment of the call, departments called, departments that came; for joint cases of the grids."""
        called = (handling >= 2) & self.is_channel(CALLING_CHANNELS) & (self.rng.random(self.count) < 0.8)
        span = self.rows["resolved"] - self.rows["received"]
        moments = np.where(called, self.rows["received"] + np.minimum(span * 0.4, 30 * HOUR * self.rng.random(self.count)).astype(np.int64), NEVER)
        number = 2 + self.rng.binomial(3, 0.3, self.count)
        return moments, number, self.rng.binomial(number, 0.93)

    def level(self) -> np.ndarray:
        """Position in the contract's list: grid, community, street, district, city."""
        local = self.rng.random(self.count) < self.local
        by_grid = self.rng.random(self.count) < np.where(self.is_channel(CALLING_CHANNELS), 0.62, 0.2)
        above = self.rng.choice([2, 3, 4], self.count, p=[0.38, 0.47, 0.15])
        return np.where(local, np.where(by_grid, 0, 1), above)

    def free_spaces(self, slices: list[Slice], lookup: Rows) -> np.ndarray:
        """Parking spaces freed; -1 where the case is not about parking."""
        about = self.category == "占用公共车位"
        freed = np.where(about, self.rng.binomial(3, 0.14, self.count), -1)
        for one in slices:
            bounds = one.bounds("spaces_freed")
            if bounds is not None:
                inside = lookup.inside(self.rows, one)
                freed[inside] = 0
                done = np.flatnonzero(inside & (self.rows["resolved"] <= one.as_of))
                freed[done] = spread(int(bounds[0]), self.rng.exponential(1, len(done)))
        return freed
