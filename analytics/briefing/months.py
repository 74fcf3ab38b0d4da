"""Which month a briefing is about: those that can be chosen, the last whole one, and the scope of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from re import fullmatch

from analytics.asking.scope import Scope
from analytics.words.language import CHINESE, _, language
from data.contracts.model import N_
from data.contracts.problem import Problem

MOST = 24
DAY = timedelta(days=1)


class BriefingError(Problem):
    """A briefing that cannot be made as it was asked for; the message says what to give instead."""


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """2021-07. Raises BriefingError."""
        found = fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if not found or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2200:
            raise BriefingError(N_("The month is {text!r}, not one such as 2021-07."), text=text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.next.first - DAY

    @property
    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> Month:
        return Month.of(self.first - DAY)

    @property
    def name(self) -> str:
        """2021年7月."""
        return _("{year}-{month}").format(year=self.year, month=self.number if language() == CHINESE else f"{self.number:02d}")

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"


def last_whole(newest: datetime) -> Month:
    """The month that the newest record ends, or else the one before it."""
    month = Month.of(newest.date())
    return month if month.last == newest.date() else month.before


def choices(oldest: datetime, newest: datetime) -> tuple[Month, ...]:
    """The last whole month first, then those before it that have data, then the running one."""
    found: list[Month] = []
    month = last_whole(newest)
    while month >= Month.of(oldest.date()) and len(found) < MOST:
        found.append(month)
        month = month.before
    running = Month.of(newest.date())
    return (*found, *([running] if running not in found else []))


def scope_of(month: Month, area: str | None, newest: datetime) -> Scope:
    """The month as a scope against the month before; the running month only as far as it has gone."""
    if month == Month.of(newest.date()) and month.last > newest.date():
        return Scope(window="this_month", area=area)
    return Scope(window="custom", first=month.first, last=month.last, area=area)
