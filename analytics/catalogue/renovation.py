"""Measures of renovation: how many, how far, how much, against which plan."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import Better, Clock, Dimension, Kind, Measure, Model, Unit
from analytics.catalogue.renovation_progress import progress_measures
from data.contracts.model import N_
from data.contracts.renovation import CLASSES, KINDS

DIMENSIONS = (
    *AREA_DIMENSIONS,
    Dimension("renovation_kind", "kind", N_("Kind of renovation"), labels=KINDS),
    Dimension("renovation_class", "class", N_("Class of renovation"), labels=CLASSES),
    Dimension("plan_year", "plan_year", N_("Year of the plan"), Kind.NUMBER),
    Dimension("project", "name", N_("Project")),
    Dimension("project_id", "project_id", N_("Number of the project")),
    Dimension("project_owner", "owner", N_("Body in charge")),
    Dimension("contractor", "contractor", N_("Contractor")),
    Dimension("plan_assumed", "plan_assumed", N_("Planned progress assumed by season"), Kind.FLAG),
    Dimension("plan_moved", "plan_moved", N_("Plan moved"), Kind.FLAG),
)
FACTS = {
    "is_started": "started_at < as_of",
    "is_finished": "finished_at < as_of",
    "is_unfinished": "(finished_at IS NULL OR finished_at >= as_of)",
}


def _sum(name: str, sql: str, label: str, unit: Unit, definition: str, better: Better = "neutral") -> Measure:
    return Measure(name, sql, label, unit, definition, better, Clock.STATE, additive=True)


def _count(name: str, condition: str, label: str, definition: str, better: Better = "neutral") -> Measure:
    return _sum(name, f"count(*) FILTER (WHERE {condition})", label, "projects", definition, better)


def _rate(
    name: str, numerator: str, denominator: str, label: str, definition: str, unit: Unit = "percent", better: Better = "higher"
) -> Measure:
    sql = f"{{{numerator}}} / nullif({{{denominator}}}, 0)"
    return Measure(
        name,
        sql,
        label,
        unit,
        definition,
        better,
        Clock.STATE,
        numerator=numerator,
        denominator=denominator,
    )


SIZES = (
    _sum("renovation_projects", "count(*)", N_("Renovation projects"), "projects", N_("Renovation projects of the plan.")),
    _sum("buildings", "sum(buildings)", N_("Buildings"), "buildings", N_("Buildings of the renovation projects.")),
    _sum(
        "renovated_households", "sum(households)", N_("Households in projects"), "households", N_("Households of the renovation projects.")
    ),
    _sum("floor_area", "sum(floor_area_m2)", N_("Floor area"), "m2", N_("Floor area of the renovation projects.")),
    _sum(
        "planned_investment",
        "sum(planned_investment)",
        N_("Planned investment"),
        "yuan",
        N_("Planned investment of the renovation projects, by the plan in force at as-of."),
    ),
    _sum(
        "renovation_streets",
        "count(DISTINCT street)",
        N_("Streets with projects"),
        "items",
        N_("Distinct streets, towns and townships in which the renovation projects lie."),
    ),
)

STAGES = (
    _count(
        "renovation_started",
        "{is_started}",
        N_("Started projects"),
        N_("Renovation projects under construction by as-of, or done."),
        "higher",
    ),
    _count("renovation_finished", "{is_finished}", N_("Finished projects"), N_("Renovation projects finished by as-of."), "higher"),
    _sum(
        "households_started",
        "sum(households) FILTER (WHERE {is_started})",
        N_("Households in started projects"),
        "households",
        N_("Households of the projects started by as-of."),
        "higher",
    ),
    _sum(
        "households_finished",
        "sum(households) FILTER (WHERE {is_finished})",
        N_("Households in finished projects"),
        "households",
        N_("Households of the projects finished by as-of."),
        "higher",
    ),
    _rate(
        "start_rate",
        "renovation_started",
        "renovation_projects",
        N_("Start rate (projects)"),
        N_("Started projects, of the projects of the plan."),
    ),
    _rate(
        "household_start_rate",
        "households_started",
        "renovated_households",
        N_("Start rate (households)"),
        N_("Households of started projects, of the households of the plan."),
    ),
    _rate(
        "finish_rate",
        "renovation_finished",
        "renovation_projects",
        N_("Finish rate"),
        N_("Finished projects, of the projects of the plan."),
    ),
    _rate(
        "household_finish_rate",
        "households_finished",
        "renovated_households",
        N_("Finish rate (households)"),
        N_("Households of finished projects, of the households of the plan."),
    ),
    _count(
        "delayed",
        "{is_unfinished} AND (behind OR planned_finish_over <= as_of)",
        N_("Delayed projects"),
        N_(
            "Unfinished projects whose latest report lies behind its planned progress by the limit of the policy or more, "
            "or whose planned finish has passed, by the plan in force."
        ),
        "lower",
    ),
    _count(
        "past_first_plan",
        "{is_unfinished} AND first_planned_finish_over <= as_of",
        N_("Past the first plan"),
        N_("Unfinished projects whose first planned finish has passed, wherever the plan has been moved to since."),
        "lower",
    ),
    _count(
        "plans_moved",
        "plan_moved",
        N_("Plans moved"),
        N_("Projects whose start or finish is planned otherwise by as-of than it was at first."),
    ),
    _count(
        "unreported",
        "{is_unfinished} AND reported_month IS NULL AND planned_start_over <= as_of",
        N_("Without a report"),
        N_("Projects whose planned start has passed and that have not reported any progress."),
        "lower",
    ),
)

COSTS = (
    _sum(
        "investment_with_area",
        "sum(planned_investment) FILTER (WHERE floor_area_m2 > 0)",
        N_("Investment with floor area"),
        "yuan",
        N_("Planned investment of the projects whose floor area is known."),
    ),
    _sum(
        "area_with_investment",
        "sum(floor_area_m2) FILTER (WHERE planned_investment > 0)",
        N_("Floor area with investment"),
        "m2",
        N_("Floor area of the projects whose planned investment is known."),
    ),
    _sum(
        "investment_with_households",
        "sum(planned_investment) FILTER (WHERE households > 0)",
        N_("Investment with households"),
        "yuan",
        N_("Planned investment of the projects whose households are known."),
    ),
    _sum(
        "households_with_investment",
        "sum(households) FILTER (WHERE planned_investment > 0)",
        N_("Households with investment"),
        "households",
        N_("Households of the projects whose planned investment is known."),
    ),
    _rate(
        "investment_per_m2",
        "investment_with_area",
        "area_with_investment",
        N_("Investment per m²"),
        N_("Planned investment per square metre of floor area, over the projects that state both."),
        "yuan",
        "neutral",
    ),
    _rate(
        "investment_per_household",
        "investment_with_households",
        "households_with_investment",
        N_("Investment per household"),
        N_("Planned investment per household, over the projects that state both."),
        "yuan",
        "neutral",
    ),
)

RENOVATION = Model(
    table="renovation_states",
    grain=N_("one row per renovation project and month, of which the one that is valid at as-of counts"),
    dimensions=DIMENSIONS,
    facts=FACTS,
    key=("project_id",),
    keep="(valid_from IS NULL OR valid_from <= as_of) AND (valid_to IS NULL OR valid_to > as_of)",
    measures=(*SIZES, *STAGES, *progress_measures(), *COSTS),
)

RENOVATION_REPORTS = Model(
    table="renovation_progress",
    grain=N_("one row per renovation project and month"),
    dimensions=tuple(dimension for dimension in DIMENSIONS if dimension.kind != Kind.FLAG),
    time="valid_from",  # the end of the month, from which the report is known
    measures=(),
)

RENOVATION_MODELS = (RENOVATION, RENOVATION_REPORTS)
