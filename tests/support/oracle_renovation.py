"""What the measures of renovation must be, from the accepted rows, one project at a time in plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from data.contracts.policy import policy

Row = dict[str, Any]
OUTDOORS = ("old_compound", "shantytown", "road")


def month_of(day: date, add: int = 0) -> date:
    number = day.year * 12 + day.month - 1 + add
    return date(number // 12, number % 12 + 1, 1)


def random_ledger(seed: int, count: int = 40) -> dict[str, list[Row]]:
    """Projects, reports and stated plans, with everything missing now and then."""
    draw = random.Random(seed)
    projects: list[Row] = []
    reports: list[Row] = []
    plans: list[Row] = []
    for number in range(count):
        start = date(2020, 9, 1) + timedelta(days=draw.randrange(400))
        finish = start + timedelta(days=draw.randrange(20, 420))
        begun = start + timedelta(days=draw.randrange(-10, 40)) if draw.random() < 0.8 else None
        done = finish + timedelta(days=draw.randrange(-30, 90)) if begun and draw.random() < 0.5 else None
        project = {
            "project_id": f"p{number:02d}",
            "name": f"P{number % 30}",
            "kind": draw.choice([*OUTDOORS, "list_project"]),
            "class": draw.choice(["basic", "basic+improvement", None]),
            "area_code": draw.choice(["211302001", "211302002", "211302001001", "211302"]),
            "buildings": draw.choice([None, 3, 12]),
            "households": draw.choice([None, 0, 100, 850]),
            "floor_area_m2": draw.choice([None, 9000.0, 41000.0]),
            "planned_investment": draw.choice([None, 1e6, 3.5e6, 2e7]),
            "planned_start": start if draw.random() < 0.95 else None,
            "planned_finish": finish if draw.random() < 0.95 else None,
            "started_at": begun,
            "finished_at": max(done, begun) if done and begun else None,
        }
        if draw.random() < 0.3:
            for month in sorted({month_of(start, draw.randrange(0, 9)) for _ in range(draw.randrange(1, 4))}):
                stated = {"planned_start": start, "planned_finish": finish + timedelta(days=draw.randrange(0, 100))}
                plans.append(
                    {"project_id": project["project_id"], "month": month, "planned_investment": draw.choice([None, 5e6]), **stated}
                )
        share = 0.0
        for step in range(draw.randrange(0, 14)):
            share = min(100.0, share + draw.random() * 18)
            if draw.random() < 0.85:
                reports.append(
                    {
                        "project_id": project["project_id"],
                        "month": month_of(start, step),
                        "planned_percent": min(100.0, step * 9.0) if draw.random() < 0.6 else None,
                        "actual_percent": share if draw.random() < 0.95 else None,
                        "actual_spend": share * 1e4,
                        "planned_spend": step * 1e5,
                    }
                )
        projects.append(project)
    return {"renovation_projects": projects, "renovation_progress": reports, "renovation_plans": plans}


def season_share(day: date, start: date | None, finish: date | None, kind: str) -> float | None:
    """Planned progress at the end of a day by the season, counted day by day."""
    if start is None or finish is None:
        return None
    seasons = policy().seasons

    def pace(each: date) -> float:
        return seasons.winter_pace if kind in OUTDOORS and each.month in seasons.winter_break_months else 1.0

    every = [start + timedelta(days=n) for n in range((finish - start).days + 1)]
    gone = sum(pace(each) for each in every if each <= day) / sum(pace(each) for each in every)
    return 100 * (3 * gone**2 - 2 * gone**3)


@dataclass
class State:
    """One project as it stood at a moment."""

    project: Row
    plan: Row
    first: Row
    report: Row | None
    planned: float | None
    as_of: datetime

    def past(self, day: date | None) -> bool:
        return day is not None and datetime(day.year, day.month, day.day) < self.as_of

    def over(self, day: date | None) -> bool:
        return day is not None and datetime(day.year, day.month, day.day) + timedelta(days=1) <= self.as_of

    @property
    def actual(self) -> float | None:
        return self.report["actual_percent"] if self.report else None

    @property
    def investment(self) -> float | None:
        return self.plan["planned_investment"] if self.plan["planned_investment"] is not None else self.project["planned_investment"]

    @property
    def finished(self) -> bool:
        return self.past(self.project["finished_at"])

    @property
    def delayed(self) -> bool:
        behind = (
            self.actual is not None and self.planned is not None and self.planned - self.actual >= 100 * policy().pace.behind_limit - 1e-9
        )
        return not self.finished and (behind or self.over(self.plan["planned_finish"]))


def states(ledger: dict[str, list[Row]], as_of: datetime) -> list[State]:
    last = month_of(as_of.date(), -1)
    found = []
    for project in ledger["renovation_projects"]:
        name = project["project_id"]
        stated = [plan for plan in ledger["renovation_plans"] if plan["project_id"] == name]

        def plan_at(month: date, project: Row = project, stated: list[Row] = stated) -> Row:
            known = [plan for plan in stated if plan["month"] <= month]
            return known[-1] if known else stated[0] if stated else project

        reports = [report for report in ledger["renovation_progress"] if report["project_id"] == name and report["month"] <= last]
        report = reports[-1] if reports else None
        planned = report["planned_percent"] if report else None
        if report and planned is None:
            then = plan_at(report["month"])
            end = month_of(report["month"], 1) - timedelta(days=1)
            planned = season_share(end, then["planned_start"], then["planned_finish"], project["kind"])
        found.append(State(project, plan_at(last), stated[0] if stated else project, report, planned, as_of))
    return found


def total(found: Sequence[State], value: Callable[[State], float | None]) -> float | None:
    """Sum of what is known; None where nothing is."""
    known = [each for each in map(value, found) if each is not None]
    return sum(known) if known else None


def ratio(above: float | None, below: float | None) -> float | None:
    return None if above is None or not below else above / below


def weight(state: State, name: str) -> float | None:
    if name == "investment":
        return state.investment
    return 1.0 if name == "projects" else state.project["floor_area_m2" if name == "floor_area" else name]


def shares(found: Sequence[State], name: str) -> dict[str, float | None]:
    """Progress, planned progress and pace by one weight."""

    def times(state: State, percent: float | None, also: bool = True) -> float | None:
        size = weight(state, name)
        return None if size is None or percent is None or not also else size * percent / 100

    reported = [state for state in found if state.actual is not None]
    both = [state for state in reported if state.planned is not None]
    planned = total(both, lambda state: times(state, state.planned))
    return {
        "progress": ratio(total(reported, lambda state: times(state, state.actual)), total(reported, lambda state: weight(state, name))),
        "planned_progress": ratio(planned, total(both, lambda state: weight(state, name))),
        "pace": ratio(total(both, lambda state: times(state, state.actual)), planned),
    }


def measures(found: Sequence[State]) -> dict[str, float | None]:
    """Every measure of renovation over these projects."""
    started = [state for state in found if state.past(state.project["started_at"])]
    done = [state for state in found if state.finished]
    open_ones = [state for state in found if not state.finished]
    reported = [state for state in found if state.actual is not None]

    def of(name: str) -> Callable[[State], float | None]:
        return lambda state: state.project[name]

    with_area = [state for state in found if (state.project["floor_area_m2"] or 0) > 0 and state.investment]
    with_homes = [state for state in found if (state.project["households"] or 0) > 0 and state.investment]
    result = {
        "renovation_projects": len(found),
        "renovation_started": len(started),
        "renovation_finished": len(done),
        "start_rate": ratio(len(started), len(found)),
        "finish_rate": ratio(len(done), len(found)),
        "household_start_rate": ratio(total(started, of("households")), total(found, of("households"))),
        "household_finish_rate": ratio(total(done, of("households")), total(found, of("households"))),
        "buildings": total(found, of("buildings")),
        "renovated_households": total(found, of("households")),
        "floor_area": total(found, of("floor_area_m2")),
        "planned_investment": total(found, lambda state: state.investment),
        "spent": total(found, lambda state: state.report["actual_spend"] if state.report else None),
        "planned_spend": total(found, lambda state: state.report["planned_spend"] if state.report else None),
        "delayed": sum(state.delayed for state in found),
        "past_first_plan": sum(state.over(state.first["planned_finish"]) for state in open_ones),
        "plans_moved": sum(
            (state.plan["planned_finish"], state.plan["planned_start"]) != (state.first["planned_finish"], state.first["planned_start"])
            for state in found
        ),
        "unreported": sum(state.report is None and state.over(state.plan["planned_start"]) for state in open_ones),
        "investment_per_m2": ratio(total(with_area, lambda s: s.investment), total(with_area, of("floor_area_m2"))),
        "investment_per_household": ratio(total(with_homes, lambda s: s.investment), total(with_homes, of("households"))),
        "spend_rate": ratio(
            total(found, lambda state: state.report["actual_spend"] if state.report else None),
            total(reported, lambda state: state.investment),
        ),
    }
    for name, ending in (
        ("investment", ""),
        ("projects", "_by_projects"),
        ("households", "_by_households"),
        ("floor_area", "_by_floor_area"),
    ):
        result |= {f"{rate}{ending}": value for rate, value in shares(found, name).items()}
    return result
