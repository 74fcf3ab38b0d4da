"""Progress month by month against the plan: what is done, what the plan says to its end, and what the first plan said."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.stories.renovation.model import Curve
from analytics.stories.renovation.numbers import SIZES, Numbers, by_month, weight_of
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import percent


def curve(numbers: Numbers, weight: str) -> Curve | None:
    """From the month before the first start to the last planned finish; None without anything to weigh or without dates."""
    whole = numbers.total[SIZES[weight]]
    begin = _days(numbers, ("planned_start", "first_planned_start", "started_at")).min()
    end = _days(numbers, ("planned_finish", "first_planned_finish")).max()
    if pd.isna(whole) or not whole or pd.isna(begin) or pd.isna(end):
        return None
    last = max(end.date(), numbers.today)
    frame = by_month(numbers, weight_of(weight), (begin - pd.DateOffset(months=1)).date(), last) / float(whole)
    reported = numbers.projects["reported_month"].dropna()
    until = pd.Timestamp(reported.max()) if len(reported) else pd.Timestamp.min
    months = [pd.Timestamp(month) for month in frame.index]
    moved = bool(numbers.projects["plan_moved"].any())
    return Curve(
        months=tuple(month.to_period("M").end_time.date() for month in months),
        actual=tuple(_value(value) if month <= until else None for month, value in zip(months, frame["done"], strict=True)),
        planned=tuple(_value(value) for value in frame["scheduled"]),
        first=tuple(_value(value) for value in frame["first"]) if moved else (),
        known=sum(month <= until for month in months),
        note=_note(numbers),
    )


def _note(numbers: Numbers) -> str:
    """How much of the plan is assumed, in words."""
    reported = numbers.projects[numbers.projects["reported_month"].notna()]
    parts = [_("Beyond the last report the plan is drawn by season between the planned start and finish.")]
    if len(reported) and reported["plan_assumed"].any():
        share = float(reported["plan_assumed"].mean())
        parts.insert(
            0,
            _("{share} of the projects under report state no planned progress; theirs is assumed by season.").format(
                share=percent(share, 0)
            ),
        )
    return ("" if language() == CHINESE else " ").join(parts)


def _days(numbers: Numbers, names: tuple[str, ...]) -> pd.Series:
    return pd.to_datetime(pd.concat([numbers.projects[name] for name in names]).dropna())


def _value(value: float) -> float | None:
    return None if pd.isna(value) else min(1.0, float(value))


def last_known(curve: Curve) -> tuple[date, float] | None:
    """The last month with a report and the share done at its end."""
    known = [(month, value) for month, value in zip(curve.months, curve.actual, strict=True) if value is not None]
    return known[-1] if known else None
