"""Measures of investment: projects by stage, contracts, funds received, targets and their phasing."""

from typing import Any

from analytics.catalogue.areas import AREA_DIMENSIONS, LEVEL_LABELS
from analytics.catalogue.model import Clock, Dimension, Kind, Measure, Model, Unit
from data.contracts.investment import KINDS, PHASINGS, SIZES, STAGE_LABELS
from data.contracts.model import N_

ABOUT_A_PROJECT = (
    Dimension("investment_kind", "kind", N_("Kind of investment project"), labels=KINDS),
    Dimension("project_size", "project_size", N_("Size of the project"), labels=SIZES),
    Dimension("industry", "industry", N_("Industry")),
    Dimension("origin", "origin", N_("Origin of the investor")),
    Dimension("lead_official", "lead_official", N_("Official in charge")),
    Dimension("signed_year", "signed_year", N_("Year of signing"), Kind.NUMBER),
)


def _projects(name: str, condition: str, label: str, definition: str, **more: Any) -> Measure:
    more.setdefault("clock", Clock.STATE)
    return Measure(name, f"count(*) FILTER (WHERE {condition})", label, "projects", definition, additive=True, **more)


def _reached(stage: str, label: str, definition: str, better: str = "higher") -> Measure:
    return _projects(stage, f"stage = '{stage}'", label, definition, clock=Clock.EVENT, better=better)


def _yuan(name: str, sql: str, label: str, definition: str, clock: Clock = Clock.STATE, **more: Any) -> Measure:
    return Measure(name, sql, label, "yuan", definition, clock=clock, additive=True, **more)


def _rate(name: str, above: str, below: str, label: str, definition: str, unit: Unit = "percent", better: Any = "higher") -> Measure:
    sql = f"{{{above}}} / nullif({{{below}}}, 0)"
    return Measure(name, sql, label, unit, definition, better, Clock.STATE, numerator=above, denominator=below)


# What is counted when a stage is reached looks at the window; what is counted as it stands looks at as-of.
INVESTMENT_STAGES = Model(
    table="investment_stages",
    grain=N_("one row per investment project and stage it has reached"),
    dimensions=(*AREA_DIMENSIONS, *ABOUT_A_PROJECT, Dimension("stage", "stage", N_("Stage"), labels=STAGE_LABELS)),
    time="entered_at",
    facts={
        "stands": "(entered_at IS NULL OR entered_at <= as_of) AND (left_at IS NULL OR left_at > as_of)",
        "in_hand": "(entered_at IS NULL OR entered_at <= as_of) AND (left_at IS NULL OR left_at > as_of) "
        "AND (stage IS NULL OR stage <> 'withdrawn')",
    },
    measures=(
        _projects(
            "investment_projects",
            "{in_hand}",
            N_("Projects in hand"),
            N_("Investment projects of the ledger at as-of, at whatever stage; withdrawn ones are left out."),
        ),
        _projects(
            "negotiating",
            "{stands} AND stage = 'negotiating'",
            N_("Projects in talks"),
            N_("Projects in talks at as-of: neither signed nor withdrawn yet (在谈)."),
        ),
        _reached("signed", N_("Newly signed"), N_("Projects signed in the window (签约).")),
        _reached("landed", N_("Newly landed"), N_("Projects landed in the window (落地).")),
        _reached("started", N_("Newly started"), N_("Projects whose construction started in the window (开工).")),
        _reached("producing", N_("Newly producing"), N_("Projects that began to produce in the window (投产).")),
        _reached("withdrawn", N_("Newly withdrawn"), N_("Projects withdrawn in the window, at whatever stage they were."), "lower"),
        _projects(
            "signed_to_date",
            "{stands} AND signed_at < as_of",
            N_("Signed to date"),
            N_("Projects of the ledger signed by as-of, those withdrawn since included."),
        ),
        _projects(
            "landed_of_signed",
            "{stands} AND signed_at < as_of AND landed_at < as_of",
            N_("Landed of the signed"),
            N_("Of the projects signed by as-of, those landed by as-of."),
            better="higher",
        ),
        _projects(
            "started_of_signed",
            "{stands} AND signed_at < as_of AND started_at < as_of",
            N_("Started of the signed"),
            N_("Of the projects signed by as-of, those under construction or further by as-of."),
            better="higher",
        ),
        _rate(
            "performance_rate",
            "landed_of_signed",
            "signed_to_date",
            N_("Contract performance rate"),
            N_("Landed, of all projects signed by as-of (履约率). Young contracts count too: by signing year see the filter."),
        ),
        _rate(
            "investment_start_rate",
            "started_of_signed",
            "signed_to_date",
            N_("Construction start rate of signed projects"),
            N_("Under construction or further, of all projects signed by as-of (开工率)."),
        ),
        _yuan(
            "contracted",
            "sum(contracted_amount) FILTER (WHERE {in_hand} AND signed_at < as_of)",
            N_("Contracted amount"),
            N_("Contracted amounts of the projects signed by as-of and not withdrawn."),
        ),
        _yuan(
            "intended",
            "sum(intended_amount) FILTER (WHERE {in_hand})",
            N_("Intended amount"),
            N_("Intended amounts of the projects in hand at as-of, at whatever stage."),
        ),
        Measure(
            "investment_officials",
            "count(DISTINCT lead_official) FILTER (WHERE {in_hand})",
            N_("Officials in charge of projects"),
            "people",
            N_("Officials, as offices, who are in charge of at least one project in hand at as-of."),
            clock=Clock.STATE,
        ),
        _rate(
            "projects_per_official",
            "investment_projects",
            "investment_officials",
            N_("Projects per official"),
            N_("Projects in hand, per official in charge of any."),
            "per_person",
            "neutral",
        ),
    ),
)

INVESTMENT_PROJECTS = Model(
    table="investment_projects",
    grain=N_("one row per investment project"),
    dimensions=(*AREA_DIMENSIONS, *ABOUT_A_PROJECT),
    measures=(),
)

INVESTMENT_FLOWS = Model(
    table="investment_flows",
    grain=N_("one row per investment project and month"),
    dimensions=(*AREA_DIMENSIONS, *ABOUT_A_PROJECT),
    time="received_at",
    measures=(
        _yuan(
            "inflow",
            "sum(inflow)",
            N_("Funds received"),
            N_("Funds received from outside in the months that end in the window (实际到位资金)."),
            Clock.EVENT,
            better="higher",
        ),
        _yuan(
            "inflow_year_before",
            "sum(inflow)",
            N_("Funds received a year before"),
            N_("Funds received in the same months of the year before; months that nobody has reported yet are left out on both sides."),
            Clock.EVENT,
            time="year_before_at",
        ),
        _yuan(
            "inflow_comparable",
            "sum(inflow) FILTER (WHERE is_comparable)",
            N_("Funds received, comparable"),
            N_("Funds received in the window by districts whose record holds the same months of the year before."),
            Clock.EVENT,
        ),
        _yuan(
            "inflow_growth",
            "coalesce({inflow_comparable}, 0) - {inflow_year_before}",
            N_("Growth of funds received"),
            N_("Comparable funds received, less those of the same months of the year before."),
            Clock.EVENT,
            better="higher",
        ),
        Measure(
            "inflow_yoy",
            "{inflow_growth} / nullif({inflow_year_before}, 0)",
            N_("Funds received, year on year"),
            "percent",
            N_("Growth of the funds received against the same months of the year before, by districts whose record holds them (同比)."),
            "higher",
            numerator="inflow_growth",
            denominator="inflow_year_before",
        ),
        _yuan(
            "inflow_this_year",
            "sum(inflow) FILTER (WHERE received_at <= as_of AND year_from < as_of AND as_of <= year_to)",
            N_("Funds received this year"),
            N_("Funds received in the months of the year of as-of that have ended by as-of."),
            better="higher",
        ),
        _yuan(
            "inflow_of_contracts",
            "sum(inflow) FILTER (WHERE received_at <= as_of AND signed_at < as_of AND contracted_amount > 0 "
            "AND (withdrawn_at IS NULL OR withdrawn_at >= as_of))",
            N_("Funds received of the contracted"),
            N_("Funds received by as-of, of all years, by the projects whose amounts are contracted and that are not withdrawn."),
            better="higher",
        ),
        _rate(
            "funding_rate",
            "inflow_of_contracts",
            "contracted",
            N_("Funding rate"),
            N_("Funds received by as-of, of the contracted amounts of the same projects (资金到位率)."),
        ),
    ),
)

IN_FORCE = "year_from < as_of AND as_of <= year_to AND is_lowest"
INVESTMENT_TARGETS = Model(
    table="investment_targets",
    grain=N_("one row per area, year and month of the phasing; month 0 is the whole year"),
    dimensions=(
        *AREA_DIMENSIONS,
        Dimension("target_year", "year", N_("Year of the target"), Kind.NUMBER),
        Dimension("target_level", "target_level", N_("Level of the target"), labels=LEVEL_LABELS),
    ),
    facts={"in_force": IN_FORCE},
    keep="month = 0",
    measures=(
        _yuan(
            "investment_target",
            "sum(target) FILTER (WHERE {in_force})",
            N_("Investment target"),
            N_("Target of funds to be received in the year of as-of. Where an area and its parts both have one, those of the parts count."),
        ),
        _rate(
            "target_rate",
            "inflow_this_year",
            "investment_target",
            N_("Target completion rate"),
            N_("Funds received this year by as-of, of the target of the year (目标完成率)."),
        ),
    ),
)

INVESTMENT_PHASING = Model(
    table="investment_phasing",
    grain=N_("one row per area, year and month of the target's phasing"),
    dimensions=(
        *AREA_DIMENSIONS,
        Dimension("target_year", "year", N_("Year of the target"), Kind.NUMBER),
        Dimension("target_level", "target_level", N_("Level of the target"), labels=LEVEL_LABELS),
        Dimension("phasing", "phasing", N_("Phasing of the target"), labels=PHASINGS),
    ),
    facts={"in_force": IN_FORCE},
    keep="due_on < as_of",
    measures=(
        _yuan(
            "target_by_now",
            "sum(target) FILTER (WHERE {in_force})",
            N_("Target by now"),
            N_(
                "The months of the year's target that have ended by as-of: as the target is phased, else by the pattern of up to three past years, "
                "else evenly."
            ),
        ),
        _rate(
            "time_rate",
            "target_by_now",
            "investment_target",
            N_("Planned share by now"),
            N_("The part of the year's target that should be in by as-of (序时进度)."),
            better="neutral",
        ),
        _rate(
            "investment_pace",
            "inflow_this_year",
            "target_by_now",
            N_("Pace of the target"),
            N_("Funds received this year, of what should be in by as-of (进度比): above 100% the year is ahead."),
        ),
    ),
)

INVESTMENT_MODELS = (INVESTMENT_STAGES, INVESTMENT_PROJECTS, INVESTMENT_FLOWS, INVESTMENT_TARGETS, INVESTMENT_PHASING)
