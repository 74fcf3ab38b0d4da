"""areas: one row per administrative area or grid."""

from data.contracts.model import N_, Between, Column, Contract, Type

LEVELS = ("province", "city", "district", "street", "community", "grid")

AREAS = Contract(
    table="areas",
    grain=N_("one row per administrative area or grid"),
    key=("area_code",),
    columns=(
        Column(
            "area_code",
            Type.TEXT,
            N_("National statistical division code: 6 digits to the district, 9 to the street, 12 to the community, then a grid suffix."),
            required=True,
        ),
        Column("level", Type.TEXT, N_("Administrative level."), required=True, allowed=LEVELS),
        Column("name", Type.TEXT, N_("Official name."), required=True),
        Column("short_name", Type.TEXT, N_("What a map or a sentence calls it, where the official name is too long.")),
        Column("parent_code", Type.TEXT, N_("Code of the area one level up.")),
        Column("kind", Type.TEXT, N_("Kind within its level: 街道, 镇, 乡, 社区, 村, …")),
        Column("population", Type.INTEGER, N_("Residents; the area's own, not of its listed parts.")),
        Column("households", Type.INTEGER, N_("Households; the area's own, not of its listed parts.")),
        Column("grid_heads", Type.INTEGER, N_("Grid heads; the area's own, not of its listed parts.")),
        Column("grid_workers", Type.INTEGER, N_("Grid workers, full and part time; the area's own, not of its listed parts.")),
        Column("party_branches", Type.INTEGER, N_("Party branches and other party organisations; the area's own.")),
        Column("building_groups", Type.INTEGER, N_("Party groups of a building; the area's own.")),
        Column("member_households", Type.INTEGER, N_("Households of party members who lead a stairwell; the area's own.")),
        Column("party_committee", Type.BOOLEAN, N_("Has a party committee of its own (大工委, 大党委).")),
        Column("service_centre", Type.BOOLEAN, N_("Has a party and mass service centre (党群服务中心).")),
        Column("disaster_reduction_model", Type.BOOLEAN, N_("National model community of disaster reduction.")),
        Column("pilot", Type.BOOLEAN, N_("Pilot of the one-network platform.")),
        Column("valid_from", Type.DATE, N_("First day the area exists.")),
        Column("valid_to", Type.DATE, N_("Day from which it no longer exists."), vital=True),
        Column("geometry", Type.GEOMETRY, N_("Boundary in WGS84 as WKB; absent where no boundary is known.")),
        Column("schematic", Type.BOOLEAN, N_("The boundary is a schematic cell, not a surveyed one.")),
    ),
    rules=(
        Between("population", 0),
        Between("households", 0),
        Between("grid_heads", 0),
        Between("grid_workers", 0),
    ),
)
