"""When unfinished projects may be finished: their monthly reports, the pace of the recent ones, and how that is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics.asking.rows import rows
from analytics.statistics.pace_forecast import RANGE, Forecast, Season, forecast
from analytics.stories.renovation.numbers import Numbers, days_of
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.model import N_
from data.contracts.policy import policy

FIRST_REPORT = 62  # days: an older start has reports that are out of sight
REPORTS = 16  # months that are looked back on: two building seasons with the break between them
REFUSALS = {
    "finished": N_("All of the work is reported as done."),
    "too_few": N_("Too few reports in the building season for a forecast."),
    "no_progress": N_("No progress in the recent reports: no finish can be foreseen."),
    "too_far": N_("At the recent pace the finish lies too far away to be foreseen."),
}


def forecasts(numbers: Numbers) -> dict[str, Forecast | str]:
    """By project, for those that are under way: a forecast, or the sentence why there is none."""
    running = numbers.projects
    done = pd.to_datetime(running["finished_at"]) < pd.Timestamp(numbers.as_of)
    running = running[~done & running["reported_month"].notna()]
    if not len(running):
        return {}
    series, season = _series(numbers), building_season()
    started = days_of(running["started_at"])
    return {
        name: _told(_from_start(series.get(name, []), begun), season, numbers.today)
        for name, begun in zip(running["project_id"], started, strict=True)
    }


def _told(series: list[tuple[date, float]], season: Season, today: date) -> Forecast | str:
    """What is not finished cannot have been finished before today, whatever its last report made one expect."""
    found = forecast([day for day, _share in series], [share for _day, share in series], season)
    if not isinstance(found, Forecast):
        return _(REFUSALS[found])
    if found.finish <= today:
        return _("By its last report it would be finished by now; the next report will tell.")
    return replace(found, early=max(found.early, today))


def method(found: Forecast) -> str:
    """How a forecast was made, in a sentence."""
    return _(
        "From the reports of the last {months} months of the building season, {pace} a month; in the winter break (months {rest}) "
        "at {winter} of that. {share} range by Student's t."
    ).format(
        months=number(found.months, 1),
        pace=percent(found.pace),
        rest=_(", ").join(str(month) for month in policy().seasons.winter_break_months),
        winter=percent(policy().seasons.winter_pace, 0),
        share=percent(RANGE, 0),
    )


def _series(numbers: Numbers) -> dict[str, list[tuple[date, float]]]:
    """Reports of two building seasons by project, oldest first: last day of the month and share done."""
    first = (pd.Timestamp(numbers.today) - pd.DateOffset(months=REPORTS)).replace(day=1)
    # The window ends behind as-of: a month that ends right at it has been reported.
    last = numbers.today + timedelta(days=1)
    known = replace(numbers.scope, window="custom", first=first.date(), last=last, as_of=numbers.as_of, basis="period_end")
    columns = ("project_id", "month", "actual_percent")
    frame = rows("renovation_progress", columns, scope=known, principal=numbers.principal, order=("project_id", "month")).frame.dropna()
    ends = (pd.to_datetime(frame["month"]) + pd.offsets.MonthEnd(0)).to_numpy("datetime64[D]").astype(object)
    found: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for name, day, share in zip(frame["project_id"], ends, frame["actual_percent"] / 100, strict=True):
        found[name].append((day, share))
    return found


def _from_start(series: list[tuple[date, float]], begun: date | None) -> list[tuple[date, float]]:
    """The series from the start of the work, where that lies in the month of its first report or the one before."""
    if series and begun and begun <= series[0][0] and (series[0][0] - begun).days < FIRST_REPORT:
        return [(begun - timedelta(days=1), 0.0), *series]
    return series


def building_season() -> Season:
    seasons = policy().seasons
    return Season(tuple(seasons.winter_break_months), seasons.winter_pace)
