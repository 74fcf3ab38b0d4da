"""Measures of renovation: how many, how far, how much, against which plan."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import Clock, Dimension, Kind, Measure, Model
from data.contracts.model import N_
from data.contracts.renovation import KINDS

KIND = Dimension("renovation_kind", "kind", N_("Kind of renovation"), labels=KINDS)
PLAN_YEAR = Dimension("plan_year", "plan_year", N_("Year of the plan"), Kind.NUMBER)


def _sum(name: str, sql: str, label: str, unit: str, definition: str, clock: Clock = Clock.STATE, better: str = "neutral") -> Measure:
    return Measure(name, sql, label, unit, definition, better, clock, additive=True)  # type: ignore[arg-type]


RENOVATION_PROJECTS = Model(
    table="renovation_projects",
    grain=N_("one row per renovation project"),
    dimensions=(*AREA_DIMENSIONS, KIND, PLAN_YEAR),
    measures=(
        _sum("renovation_projects", "count(*)", N_("Renovation projects"), "items", N_("Renovation projects of the plan.")),
        _sum(
            "renovation_finished",
            "count(*) FILTER (WHERE finished_at < as_of)",
            N_("Finished projects"),
            "items",
            N_("Renovation projects finished by as-of."),
            better="higher",
        ),
        _sum("buildings", "sum(buildings)", N_("Buildings"), "items", N_("Buildings of the renovation projects.")),
        _sum(
            "renovated_households",
            "sum(households)",
            N_("Households in projects"),
            "households",
            N_("Households of the renovation projects."),
        ),
        _sum("floor_area", "sum(floor_area_m2)", N_("Floor area"), "m2", N_("Floor area of the renovation projects.")),
        _sum(
            "planned_investment",
            "sum(planned_investment)",
            N_("Planned investment"),
            "yuan",
            N_("Planned investment of the renovation projects."),
        ),
        Measure(
            "finish_rate",
            "{renovation_finished} / nullif({renovation_projects}, 0)",
            N_("Finish rate"),
            "percent",
            N_("Finished projects, of the projects of the plan."),
            "higher",
            Clock.STATE,
            numerator="renovation_finished",
            denominator="renovation_projects",
        ),
    ),
)

RENOVATION_PROGRESS = Model(
    table="renovation_progress",
    grain=N_("one row per renovation project and month"),
    dimensions=(*AREA_DIMENSIONS, KIND, PLAN_YEAR),
    facts={"is_latest": "valid_from <= as_of AND (valid_to IS NULL OR valid_to > as_of)"},
    keep="{is_latest}",
    measures=(
        _sum(
            "investment_reported",
            "sum(planned_investment)",
            N_("Investment under report"),
            "yuan",
            N_("Planned investment of the projects that have reported progress by as-of."),
        ),
        _sum(
            "investment_done",
            "sum(planned_investment * actual_percent) / 100",
            N_("Investment done"),
            "yuan",
            N_("Planned investment times actual progress, by the latest monthly report."),
            better="higher",
        ),
        _sum(
            "investment_planned",
            "sum(planned_investment * planned_percent) / 100",
            N_("Investment planned by now"),
            "yuan",
            N_("Planned investment times planned progress, by the latest monthly report."),
        ),
        _sum("spent", "sum(actual_spend)", N_("Paid"), "yuan", N_("Payments up to the latest monthly report."), better="higher"),
        _sum(
            "planned_spend", "sum(planned_spend)", N_("Payments planned"), "yuan", N_("Payments planned up to the latest monthly report.")
        ),
        Measure(
            "progress",
            "{investment_done} / nullif({investment_reported}, 0)",
            N_("Progress"),
            "percent",
            N_("Actual progress of the projects, weighted by planned investment."),
            "higher",
            Clock.STATE,
            numerator="investment_done",
            denominator="investment_reported",
        ),
        Measure(
            "planned_progress",
            "{investment_planned} / nullif({investment_reported}, 0)",
            N_("Planned progress"),
            "percent",
            N_("Planned progress of the projects, weighted by planned investment."),
            "neutral",
            Clock.STATE,
            numerator="investment_planned",
            denominator="investment_reported",
        ),
        Measure(
            "spend_rate",
            "{spent} / nullif({investment_reported}, 0)",
            N_("Payment rate"),
            "percent",
            N_("Payments, of the planned investment of the projects under report."),
            "higher",
            Clock.STATE,
            numerator="spent",
            denominator="investment_reported",
        ),
        Measure(
            "planned_spend_rate",
            "{planned_spend} / nullif({investment_reported}, 0)",
            N_("Planned payment rate"),
            "percent",
            N_("Planned payments, of the planned investment of the projects under report."),
            "neutral",
            Clock.STATE,
            numerator="planned_spend",
            denominator="investment_reported",
        ),
    ),
)

RENOVATION_MODELS = (RENOVATION_PROJECTS, RENOVATION_PROGRESS)
