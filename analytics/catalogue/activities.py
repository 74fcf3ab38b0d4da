"""Measures of activities: patrols, visits and meetings that took place, what was planned, how long a grid has waited."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import Better, Clock, Dimension, Measure, Model, Unit
from data.contracts.activities import KINDS
from data.contracts.model import N_


def _count(name: str, sql: str, label: str, unit: Unit, definition: str, better: Better = "higher") -> Measure:
    return Measure(name, sql, label, unit, definition, better, additive=True)


ACTIVITIES = Model(
    table="activities",
    grain=N_("one row per activity"),
    dimensions=(*AREA_DIMENSIONS, Dimension("activity_kind", "kind", N_("Kind of activity"), labels=KINDS)),
    time="held_at",
    facts={
        "is_done": "done AND held_at <= as_of",
        # A meeting brings people together somewhere; it does not bring anybody to a grid.
        "is_visit": "grid IS NOT NULL AND kind NOT IN ('joint_meeting', 'council_meeting')",
    },
    measures=(
        _count(
            "activities",
            "count(*) FILTER (WHERE {is_done})",
            N_("Activities"),
            "times",
            N_("Patrols, visits, meetings and other activities in the window that took place."),
        ),
        _count(
            "participants",
            "sum(participants) FILTER (WHERE {is_done})",
            N_("Participants"),
            "people",
            N_("People taking part, counted at each activity anew."),
        ),
        _count(
            "issues_found",
            "sum(issues_found) FILTER (WHERE {is_done})",
            N_("Issues found"),
            "items",
            N_("Issues found at the activities that took place."),
            "neutral",
        ),
        _count(
            "activities_planned",
            "count(*) FILTER (WHERE planned)",
            N_("Planned activities"),
            "times",
            N_("Activities that the plan has for the window, up to as-of."),
            "neutral",
        ),
        _count(
            "activities_done",
            "count(*) FILTER (WHERE planned AND {is_done})",
            N_("Planned and done"),
            "times",
            N_("Planned activities that took place; what was done without a plan is left out."),
        ),
        Measure(
            "coverage",
            "{activities_done} / nullif({activities_planned}, 0)",
            N_("Coverage of the plan"),
            "percent",
            N_("Planned activities that took place, of those planned up to as-of."),
            "higher",
            numerator="activities_done",
            denominator="activities_planned",
        ),
        Measure(
            "subjects",
            "count(DISTINCT subject) FILTER (WHERE {is_done})",
            N_("Subjects visited"),
            "items",
            N_("Different enterprises or households visited, each counted once."),
            "higher",
        ),
        _count(
            "grid_visits",
            "count(*) FILTER (WHERE {is_done} AND {is_visit})",
            N_("Visits to grids"),
            "times",
            N_("Activities that took place in a grid; meetings and records without a grid are left out."),
        ),
        Measure(
            "visits_per_grid",
            "{grid_visits} / nullif({grids}, 0)",
            N_("Visits per grid"),
            "per_grid",
            N_("Activities in grids, per grid that exists at as-of."),
            "higher",
        ),
        _count(
            "patrols",
            "count(*) FILTER (WHERE {is_done} AND kind = 'patrol')",
            N_("Patrols"),
            "times",
            N_("Patrols in the window that took place."),
        ),
        Measure(
            "patrols_per_worker",
            "{patrols} / nullif({grid_workers}, 0)",
            N_("Patrols per worker"),
            "times_per_person",
            N_("Patrols that took place, per grid worker in service at as-of."),
            "higher",
            numerator="patrols",
            denominator="grid_workers",
        ),
        Measure(
            "days_since_visit",
            "(as_of_second - max(held_second) FILTER (WHERE {is_done} AND {is_visit})) / 86400",
            N_("Days since the last visit"),
            "days",
            N_("Days from the last activity in the grid to as-of, whatever the window; nothing where there was none."),
            "lower",
            Clock.STATE,
        ),
    ),
)
