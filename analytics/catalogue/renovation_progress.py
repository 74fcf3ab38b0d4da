"""Measures of progress: done, planned and paid, each way of counting a project as a weight of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.catalogue.model import Better, Clock, Measure, Unit
from data.contracts.model import N_


@dataclass(frozen=True)
class Weight:
    """How much a project counts: `ending` follows the names of its rates."""

    id: str
    sql: str
    unit: Unit
    ending: str
    reported: str
    done: str
    planned: str
    scheduled: str
    progress: str
    planned_progress: str
    pace: str
    meaning: str


WEIGHTS = (
    Weight(
        "investment",
        "planned_investment",
        "yuan",
        "",
        N_("Investment under report"),
        N_("Investment done"),
        N_("Investment planned by now"),
        N_("Investment by schedule"),
        N_("Progress"),
        N_("Planned progress"),
        N_("Pace"),
        N_("Each project counts with its planned investment."),
    ),
    Weight(
        "projects",
        "1",
        "projects",
        "_by_projects",
        N_("Projects under report"),
        N_("Projects done, in parts"),
        N_("Projects planned by now, in parts"),
        N_("Projects by schedule, in parts"),
        N_("Progress (projects)"),
        N_("Planned progress (projects)"),
        N_("Pace (projects)"),
        N_("Each project counts as one."),
    ),
    Weight(
        "households",
        "households",
        "households",
        "_by_households",
        N_("Households under report"),
        N_("Households done, in parts"),
        N_("Households planned by now, in parts"),
        N_("Households by schedule, in parts"),
        N_("Progress (households)"),
        N_("Planned progress (households)"),
        N_("Pace (households)"),
        N_("Each project counts with its households."),
    ),
    Weight(
        "floor_area",
        "floor_area_m2",
        "m2",
        "_by_floor_area",
        N_("Floor area under report"),
        N_("Floor area done, in parts"),
        N_("Floor area planned by now, in parts"),
        N_("Floor area by schedule, in parts"),
        N_("Progress (floor area)"),
        N_("Planned progress (floor area)"),
        N_("Pace (floor area)"),
        N_("Each project counts with its floor area."),
    ),
)
PROGRESS = N_("Actual progress of the projects by their latest report.")
PLANNED = N_(
    "Planned progress in the month of each project's latest report: as the report states it, "
    "or else by season between the planned start and finish, counted as assumed."
)
PACE = N_("Progress over planned progress, of the projects that have a plan; below 100 % the work is behind it.")
SCHEDULED = N_("Planned progress at as-of of all projects, reported or not, by the plan in force.")


def progress_measures() -> tuple[Measure, ...]:
    """Progress by each weight, then payments."""
    return (*(measure for weight in WEIGHTS for measure in _weighted(weight)), *_payments())


def _weighted(weight: Weight) -> Iterator[Measure]:
    end, sql = weight.ending, weight.sql
    known = "actual_percent IS NOT NULL"
    on_plan = f"{known} AND planned_percent IS NOT NULL"

    def total(name: str, value: str, condition: str, label: str, definition: str, better: Better = "neutral") -> Measure:
        written = f"sum({value}) FILTER (WHERE {condition})"
        return Measure(f"{weight.id}_{name}", written, label, weight.unit, definition, better, Clock.STATE, additive=True)

    def rate(name: str, above: str, below: str, label: str, definition: str, better: Better = "higher") -> Measure:
        above, below = f"{weight.id}_{above}", f"{weight.id}_{below}"
        arithmetic = f"{{{above}}} / nullif({{{below}}}, 0)"
        return Measure(f"{name}{end}", arithmetic, label, "percent", definition, better, Clock.STATE, numerator=above, denominator=below)

    yield total("reported", sql, known, weight.reported, weight.meaning)
    yield total("done", f"{sql} * actual_percent / 100", known, weight.done, PROGRESS, "higher")
    yield total("on_plan", sql, on_plan, weight.reported, PLANNED)
    yield total("planned", f"{sql} * planned_percent / 100", on_plan, weight.planned, PLANNED)
    yield total("done_on_plan", f"{sql} * actual_percent / 100", on_plan, weight.done, PROGRESS, "higher")
    yield total("scheduled", f"{sql} * scheduled_percent / 100", "scheduled_percent IS NOT NULL", weight.scheduled, SCHEDULED)
    yield total(
        "first_scheduled",
        f"{sql} * first_scheduled_percent / 100",
        "first_scheduled_percent IS NOT NULL",
        weight.scheduled,
        N_("Planned progress at as-of of all projects by their first plans, by season."),
    )
    yield rate("progress", "done", "reported", weight.progress, PROGRESS)
    yield rate("planned_progress", "planned", "on_plan", weight.planned_progress, PLANNED, "neutral")
    yield rate("pace", "done_on_plan", "planned", weight.pace, PACE)


def _payments() -> Iterator[Measure]:
    def total(name: str, sql: str, label: str, definition: str, better: Better = "neutral") -> Measure:
        return Measure(name, sql, label, "yuan", definition, better, Clock.STATE, additive=True)

    def rate(name: str, above: str, label: str, definition: str, better: Better) -> Measure:
        below = "investment_reported"
        sql = f"{{{above}}} / nullif({{{below}}}, 0)"
        return Measure(name, sql, label, "percent", definition, better, Clock.STATE, numerator=above, denominator=below)

    yield total("spent", "sum(actual_spend)", N_("Paid"), N_("Payments up to the latest monthly report."), "higher")
    yield total("planned_spend", "sum(planned_spend)", N_("Payments planned"), N_("Payments planned up to the latest monthly report."))
    yield rate("spend_rate", "spent", N_("Payment rate"), N_("Payments, of the planned investment of the projects under report."), "higher")
    yield rate(
        "planned_spend_rate",
        "planned_spend",
        N_("Planned payment rate"),
        N_("Planned payments, of the planned investment of the projects under report."),
        "neutral",
    )
