"""Scope: which rows a page or a command looks at, when, and against what; with its URL form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from difflib import get_close_matches

import pandas as pd

from analytics.asking.filters import Filter, ScopeError, filterable, parse_filter
from analytics.asking.period import DAY, LAST_30_DAYS, YEAR, Period, known, step_back, year_back
from data.contracts.model import N_
from data.contracts.problem import did_you_mean

__all__ = ["BASES", "COMPARISONS", "DEFAULT_WINDOW", "WINDOWS", "Period", "Scope", "ScopeError", "parse_moment"]

WINDOWS = ("this_week", "this_month", "this_quarter", "this_year", "last_30_days", "last_12_months", "custom")
COMPARISONS = ("previous", "year", "none")
BASES = ("period_end", "latest")
DEFAULT_WINDOW = "last_30_days"


@dataclass(frozen=True)
class Scope:
    window: str = DEFAULT_WINDOW
    first: date | None = None
    last: date | None = None
    basis: str = "period_end"
    compare: str = "previous"
    as_of: datetime | None = None
    area: str | None = None
    where: tuple[Filter, ...] = ()

    def __post_init__(self) -> None:
        _one_of("window", self.window, WINDOWS)
        _one_of("basis", self.basis, BASES)
        _one_of("compare", self.compare, COMPARISONS)
        if self.window == "custom":
            if self.first is None or self.last is None:
                raise ScopeError(N_("A custom window needs both its first and its last day."))
            if self.last < self.first:
                raise ScopeError(
                    N_("The window ends on {last}, before it starts on {first}. Exchange the two days."), last=self.last, first=self.first
                )

    def period(self, newest: datetime) -> Period:
        """The window as moments, as far as it is known; as-of is its end, or the newest data while it is still open."""
        start, end = self._window(newest.date())
        if self.as_of and self.as_of <= start:
            raise ScopeError(
                N_("As-of {as_of} lies before the window starts on {start}. Choose a later moment."),
                as_of=f"{self.as_of:%Y-%m-%d %H:%M}",
                start=start.date(),
            )
        wanted = self.as_of or (newest if self.basis == "latest" else end)
        as_of = min(wanted, newest)  # later than the data nothing is known, not even that a ticket is overdue
        return known(start, end, as_of, newest)

    def comparison(self, newest: datetime) -> Period | None:
        """The period to compare with: the one before, the same a year before, or none."""
        period = self.period(newest)
        if self.compare == "none":
            return None
        back = year_back if self.compare == "year" else step_back
        return period.shifted(back(self.window, *self._days))

    def history(self, count: int, newest: datetime) -> list[Period]:
        """The period and those before it, newest first."""
        period = self.period(newest)
        step = step_back(self.window, *self._days)
        # Each is counted from the first: step by step the 31st would stay the 28th after February.
        return [period, *(period.shifted(step * steps) for steps in range(1, count))]

    def within(self, area: str | None) -> Scope:
        return replace(self, area=area)

    def to_query(self) -> dict[str, str]:
        """The URL form; defaults are left out."""
        query: dict[str, str] = {}
        if self.area:
            query["area"] = self.area
        if self.window == "custom":
            query |= {"from": str(self.first), "to": str(self.last)}
        elif self.window != DEFAULT_WINDOW:
            query["window"] = self.window
        if self.compare != "previous":
            query["compare"] = self.compare
        if self.basis != "period_end":
            query["basis"] = self.basis
        if self.as_of:
            query["as_of"] = self.as_of.isoformat(sep=" ", timespec="minutes")
        for item in self.where:
            query[item.dimension] = item.text
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Scope:
        """Read the URL form; keys that are no part of a scope are left alone. Raises ScopeError."""
        days = {name: _day(name, query[name]) for name in ("from", "to") if query.get(name)}
        if len(days) == 1:
            raise ScopeError(N_("A custom window needs both from and to."))
        where = tuple(parse_filter(f"{name}={text}") for name, text in query.items() if filterable(name) and text)
        return cls(
            window="custom" if days else query.get("window", DEFAULT_WINDOW),
            first=days.get("from"),
            last=days.get("to"),
            basis=query.get("basis", "period_end"),
            compare=query.get("compare", "previous"),
            as_of=parse_moment("as_of", query["as_of"]) if query.get("as_of") else None,
            area=query.get("area") or None,
            where=where,
        )

    def _window(self, newest: date) -> tuple[datetime, datetime]:
        firsts = {
            "this_week": newest - DAY * newest.weekday(),
            "this_month": newest.replace(day=1),
            "this_quarter": newest.replace(month=newest.month - (newest.month - 1) % 3, day=1),
            "this_year": newest.replace(month=1, day=1),
            "last_30_days": newest + DAY - LAST_30_DAYS,
            "last_12_months": (pd.Timestamp(newest + DAY) - YEAR).date(),
            "custom": self.first or newest,
        }
        last = self.last if self.window == "custom" and self.last else newest
        return datetime.combine(firsts[self.window], time()), _day_after(datetime.combine(last, time()))

    @property
    def _days(self) -> tuple[date | None, date | None]:
        """First and last day of a custom window; a preset has none of its own."""
        return (self.first, self.last) if self.window == "custom" else (None, None)


def parse_moment(name: str, text: str) -> datetime:
    """A moment; a bare date means the end of that day. Raises ScopeError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ScopeError(N_("{name} is {text!r}, not a moment such as 2021-03-31 or 2021-03-31 18:00."), name=name, text=text) from None
    if moment.tzinfo:
        raise ScopeError(N_("{name} is {text!r}; give local time without an offset."), name=name, text=text)
    return _day_after(moment) if len(text) <= 10 else moment


def _day_after(moment: datetime) -> datetime:
    try:
        return moment + DAY
    except OverflowError:
        raise ScopeError(N_("{day} is the last day that a calendar can hold. Choose an earlier one."), day=moment.date()) from None


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ScopeError(N_("{name} is {text!r}, not a day such as 2021-03-31."), name=name, text=text) from None


def _one_of(name: str, value: str, possible: tuple[str, ...]) -> None:
    if value not in possible:
        near = next(iter(get_close_matches(value, possible, n=1)), None)
        raise ScopeError(
            N_("{name} is {value!r}.{hint} Possible: {possible}."), name=name, value=value, hint=did_you_mean(near), possible=possible
        )
