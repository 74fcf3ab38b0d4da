"""Every project at as-of: how it stands to its plan, how its plan has moved, when it may be finished; the late ones first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics.asking.geography import Area, Areas
from analytics.readings.judged_pace import judged
from analytics.shapes.parts import Verdict
from analytics.shapes.works import Stage
from analytics.statistics.pace_forecast import Forecast
from analytics.stories.renovation.forecasts import forecasts
from analytics.stories.renovation.model import Project
from analytics.stories.renovation.numbers import Numbers, days_of, label
from analytics.words.language import _
from analytics.words.wording import number

ORDER: dict[Stage, int] = {"delayed": 0, "running": 1, "waiting": 2, "finished": 3}
DAYS = ("planned_start", "planned_finish", "first_planned_start", "first_planned_finish", "started_at", "finished_at")


def projects(numbers: Numbers) -> tuple[Project, ...]:
    """Delayed first: the longest past their finish on top, then those farthest behind; then those under way, not begun, finished."""
    told = forecasts(numbers)
    found = [_project(row, numbers, told.get(row.project_id)) for row in _plain(numbers.projects).itertuples(index=False)]
    return tuple(sorted(found, key=lambda item: (ORDER[item.state], -item.overdue, -item.behind, item.planned_finish or date.max, item.id)))


def _project(row: Any, numbers: Numbers, told: Forecast | str | None) -> Project:
    today = numbers.today
    started, finished = _past(row.started_at, today), _past(row.finished_at, today)
    finish, start = row.planned_finish, row.planned_start
    done, planned = _share(row.actual_percent), _share(row.planned_percent)
    overdue = 0 if finished or finish is None else max(0, (today - finish).days)
    street, district = (_above(numbers.areas, row.area_code, level) for level in ("street", "district"))
    state: Stage
    if finished:
        state = "finished"
    elif overdue or row.behind:
        state = "delayed"
    elif started or done is not None:
        state = "running"
    else:
        state = "waiting"
    return Project(
        id=row.project_id,
        name=row.name,
        kind=row.kind,
        kind_label=_(label("renovation_kind", row.kind)),
        class_label=_(label("renovation_class", row.renovation_class)) if row.renovation_class else "",
        area=numbers.areas.name(row.area_code),
        area_code=row.area_code,
        street=street.short if street else "",
        street_code=street.code if street else "",
        district=district.short if district else "",
        owner=row.owner or "",
        contractor=row.contractor or "",
        longitude=row.longitude,
        latitude=row.latitude,
        buildings=_whole(row.buildings),
        households=_whole(row.households),
        floor_area=row.floor_area_m2,
        investment=row.planned_investment,
        spent=row.actual_spend,
        planned_start=start,
        planned_finish=finish,
        first_start=row.first_planned_start,
        first_finish=row.first_planned_finish,
        started=started,
        finished=finished,
        progress=1.0 if finished else done,
        planned=planned,
        assumed=bool(row.plan_assumed),
        state=state,
        overdue=overdue,
        behind=max(0.0, planned - done) if planned is not None and done is not None else 0.0,
        verdict=_verdict(state, overdue, finish, finished, start, today, done, planned),
        forecast=told.finish if isinstance(told, Forecast) else None,
        foreseen=told if isinstance(told, Forecast) else None,
        unforeseen=told if isinstance(told, str) else "",
    )


def _verdict(
    state: Stage,
    overdue: int,
    finish: date | None,
    finished: date | None,
    start: date | None,
    today: date,
    done: float | None,
    planned: float | None,
) -> Verdict:
    if finished:
        late = (finished - finish).days if finish else 0
        return Verdict("even", _("finished, {days} days late").format(days=number(late)) if late > 0 else _("finished"))
    if overdue:
        return Verdict("behind", _("{days} days past its planned finish").format(days=number(overdue)))
    if state == "waiting":
        return Verdict("slower", _("due to start, not begun")) if start and start < today else Verdict("unknown", _("not begun"))
    if done is None or planned is None:
        return Verdict("unknown", _("no report yet") if done is None else _("no plan to compare with"))
    return judged(done - planned)


def _above(areas: Areas, code: str, level: str) -> Area | None:
    return next((area for area in areas.path(code) if area.level == level), None) if code in areas.by_code else None


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Days and values as Python has them, None for what is not known."""
    plain = frame.astype(object).where(frame.notna(), None)
    for name in DAYS:
        plain[name] = pd.Series(days_of(frame[name]), dtype=object, index=frame.index)
    return plain


def _past(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None


def _share(percents: float | None) -> float | None:
    return None if percents is None else float(percents) / 100


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
