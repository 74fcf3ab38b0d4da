"""renovation: one row per project, and one row per project and month for progress."""

from data.contracts.model import N_, Between, Column, Contract, NotBefore, Type

KINDS = {
    "old_compound": N_("Old compound"),
    "shantytown": N_("Shantytown"),
    "road": N_("Dead-end road"),
    "list_project": N_("Listed project"),
    "cadre_project": N_("Project of a leading official"),
}

RENOVATION_PROJECTS = Contract(
    table="renovation_projects",
    grain=N_("one row per renovation project"),
    key=("project_id",),
    columns=(
        Column("project_id", Type.TEXT, N_("Number of the project."), required=True),
        Column("name", Type.TEXT, N_("Name of the project."), required=True),
        Column("kind", Type.TEXT, N_("Kind of project."), required=True, allowed=tuple(KINDS)),
        Column("class", Type.TEXT, N_("basic, improvement or upgrade; several are joined by a plus sign.")),
        Column("area_code", Type.TEXT, N_("Code of the area the project lies in."), required=True),
        Column("longitude", Type.NUMBER, N_("Longitude, WGS84.")),
        Column("latitude", Type.NUMBER, N_("Latitude, WGS84.")),
        Column("buildings", Type.INTEGER, N_("Buildings.")),
        Column("households", Type.INTEGER, N_("Households.")),
        Column("floor_area_m2", Type.NUMBER, N_("Floor area, m².")),
        Column("planned_investment", Type.NUMBER, N_("Planned investment, yuan.")),
        Column("owner", Type.TEXT, N_("Body in charge.")),
        Column("contractor", Type.TEXT, N_("Contractor.")),
        Column("planned_start", Type.DATE, N_("Planned start.")),
        Column("started_at", Type.DATE, N_("Actual start.")),
        Column("planned_finish", Type.DATE, N_("Planned finish.")),
        Column("finished_at", Type.DATE, N_("Actual finish.")),
    ),
    rules=(
        Between("buildings", 0),
        Between("households", 0),
        Between("floor_area_m2", 0),
        Between("planned_investment", 0),
        NotBefore("finished_at", "started_at"),
        NotBefore("planned_finish", "planned_start"),
    ),
)

RENOVATION_PROGRESS = Contract(
    table="renovation_progress",
    grain=N_("one row per renovation project and month"),
    key=("project_id", "month"),
    columns=(
        Column("project_id", Type.TEXT, N_("Number of the project."), required=True),
        Column("month", Type.DATE, N_("First day of the month."), required=True),
        Column("planned_percent", Type.NUMBER, N_("Planned progress at the end of the month, percent.")),
        Column("actual_percent", Type.NUMBER, N_("Actual progress at the end of the month, percent.")),
        Column("planned_spend", Type.NUMBER, N_("Planned payments up to the end of the month, yuan.")),
        Column("actual_spend", Type.NUMBER, N_("Actual payments up to the end of the month, yuan.")),
    ),
    rules=(Between("planned_percent", 0, 100), Between("actual_percent", 0, 100)),
)
