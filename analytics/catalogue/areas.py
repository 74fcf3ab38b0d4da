"""Measures of areas: how many there are at each level, who works there, how many people live there."""

from analytics.catalogue.model import Clock, Dimension, Kind, Measure, Model
from data.contracts.model import N_

LEVEL_LABELS = {
    "province": N_("Province"),
    "city": N_("City"),
    "district": N_("District"),
    "street": N_("Street"),
    "community": N_("Community"),
    "grid": N_("Grid"),
}
AREA_DIMENSIONS = tuple(Dimension(level, level, label, Kind.AREA) for level, label in LEVEL_LABELS.items())


def _count(name: str, condition: str, label: str, definition: str) -> Measure:
    sql = f"count(*) FILTER (WHERE {condition})" if condition else "count(*)"
    return Measure(name, sql, label, "items", definition, clock=Clock.STATE, additive=True)


def _sum(name: str, column: str, label: str, unit: str, definition: str) -> Measure:
    return Measure(name, f"sum({column})", label, unit, definition, clock=Clock.STATE, additive=True)  # type: ignore[arg-type]


AREAS = Model(
    table="areas",
    grain=N_("one row per administrative area or grid"),
    dimensions=(
        *AREA_DIMENSIONS,
        Dimension("area_level", "level", N_("Level of the area"), labels=LEVEL_LABELS),
        Dimension("area_kind", "kind", N_("Kind of area")),
    ),
    # As-of at midnight ends the day before: an area that begins on the day that starts then is not there yet.
    facts={"is_valid": "(valid_from IS NULL OR valid_from < as_of) AND (valid_to IS NULL OR valid_to >= as_of)"},
    keep="{is_valid}",
    measures=(
        _count("areas", "", N_("Areas"), N_("Areas and grids that exist at as-of.")),
        _count("districts", "level = 'district'", N_("Districts"), N_("Districts and counties that exist at as-of.")),
        _count("streets", "level = 'street'", N_("Streets"), N_("Streets, towns and townships that exist at as-of.")),
        _count("communities", "level = 'community'", N_("Communities"), N_("Communities and villages that exist at as-of.")),
        _count("grids", "level = 'grid'", N_("Grids"), N_("Grids that exist at as-of.")),
        _sum("grid_heads", "grid_heads", N_("Grid heads"), "people", N_("Grid heads in office at as-of.")),
        _sum("grid_workers", "grid_workers", N_("Grid workers"), "people", N_("Grid workers in service at as-of, full and part time.")),
        _sum(
            "party_branches",
            "party_branches",
            N_("Party branches"),
            "items",
            N_("Party branches and other party organisations of the grids."),
        ),
        _sum("building_groups", "building_groups", N_("Building groups"), "items", N_("Party groups of buildings.")),
        _sum(
            "member_households",
            "member_households",
            N_("Member households"),
            "households",
            N_("Households of party members who lead a stairwell."),
        ),
        _sum("population", "population", N_("Residents"), "people", N_("Residents.")),
        _sum("households", "households", N_("Households"), "households", N_("Households.")),
        _count("party_committees", "party_committee", N_("Party committees"), N_("Areas with a party committee of their own.")),
        _count("service_centres", "service_centre", N_("Service centres"), N_("Areas with a party and mass service centre.")),
        _count(
            "disaster_models", "disaster_reduction_model", N_("Disaster-reduction models"), N_("Model communities of disaster reduction.")
        ),
        _count("pilots", "pilot", N_("Pilots"), N_("Pilot areas of the one-network platform.")),
    ),
)
