"""Progress month by month against the plan: what is done, what the plan says to its end, and what the first plan said."""

from __future__ import annotations

import pandas as pd

from analytics.readings.judged_pace import judged
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.works import Foreseen, Progress
from analytics.stories.renovation.numbers import SIZES, Numbers, by_month, weight_of
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import percent


def curve_panel(numbers: Numbers, weight: str) -> Panel[Progress]:
    """The card of all projects, counted by a weight."""
    found = curve(numbers, weight)
    return Panel(
        "curve",
        _title(found),
        curve_table(found),
        found,
        _("Progress by month against the plan"),
        ("progress",),
        note=_note(numbers) if found else "",
        empty=_("Projects here state neither dates nor what they are counted by."),
    )


def curve(numbers: Numbers, weight: str, foreseen: Foreseen | None = None) -> Progress | None:
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
    return Progress(
        months=tuple(month.to_period("M").end_time.date() for month in months),
        actual=tuple(_value(value) if month <= until else None for month, value in zip(months, frame["done"], strict=True)),
        planned=tuple(_value(value) for value in frame["scheduled"]),
        first=tuple(_value(value) for value in frame["first"]) if moved else (),
        known=sum(month <= until for month in months),
        today=numbers.today,
        foreseen=foreseen,
    )


def curve_table(curve: Progress | None) -> Table:
    """Month by month; without a curve the heads alone."""
    months = curve.months if curve else ()
    known = curve.known if curve else 0
    first = (curve.first or (None,) * len(months)) if curve else ()
    return Table(
        (
            Column(_("Month"), tuple(f"{month:%Y-%m}" for month in months)),
            Column(_("Done"), curve.actual if curve else (), "percent"),
            Column(_("Planned"), curve.planned if curve else (), "percent"),
            Column(_("First plan"), first, "percent"),
            Column(_("Plan"), tuple(_("stated or by season") if row < known else _("by season") for row in range(len(months)))),
        )
    )


def _title(curve: Progress | None) -> str:
    """Share of the whole plan that is done, against the plan of the same month."""
    known = [row for row, value in enumerate(curve.actual) if value is not None] if curve else []
    if curve is None or not known:
        return _("Nothing done yet")
    value, planned = curve.actual[known[-1]] or 0.0, curve.planned[known[-1]]
    done = _("{progress} of the whole plan done").format(progress=percent(value))
    return done if planned is None else _("{done}; {standing}").format(done=done, standing=judged(value - planned).words)


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
