"""renovation: one row per project, one per project and month for progress, and one for each plan as a month's ledger stated it.

`renovation_projects` holds the plan as it stands now. Monthly snapshots of the same ledger also leave a row in `renovation_plans`,
so that a plan that moves is seen as moving: the first row by month is the first plan, the newest one not later than a moment is in
force at it. A project without such rows has one plan, that of `renovation_projects`.
"""

from data.contracts.model import N_, Between, Column, Contract, NotBefore, Personal, Type

KINDS = {
    "old_compound": N_("Old compound"),
    "shantytown": N_("Shantytown"),
    "road": N_("Dead-end road"),
    "list_project": N_("Listed project"),
    "cadre_project": N_("Project of a leading official"),
}

CLASSES = {
    "basic": N_("Basic"),
    "improvement": N_("Improvement"),
    "upgrade": N_("Upgrade"),
    "basic+improvement": N_("Basic and improvement"),
    "basic+upgrade": N_("Basic and upgrade"),
    "improvement+upgrade": N_("Improvement and upgrade"),
    "basic+improvement+upgrade": N_("Basic, improvement and upgrade"),
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
        Column("started_at", Type.DATE, N_("Actual start."), vital=True),
        Column("planned_finish", Type.DATE, N_("Planned finish.")),
        Column("finished_at", Type.DATE, N_("Actual finish."), vital=True),
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

RENOVATION_PLANS = Contract(
    table="renovation_plans",
    grain=N_("one row per renovation project and month of report, with the plan as stated then"),
    key=("project_id", "month"),
    columns=(
        Column("project_id", Type.TEXT, N_("Number of the project."), required=True),
        Column("month", Type.DATE, N_("First day of the month of the report."), required=True),
        Column("planned_start", Type.DATE, N_("Planned start as stated in the report.")),
        Column("planned_finish", Type.DATE, N_("Planned finish as stated in the report.")),
        Column("planned_investment", Type.NUMBER, N_("Planned investment as stated in the report, yuan.")),
        Column("reason", Type.TEXT, N_("Why the plan was moved."), personal=Personal.FREE_TEXT),
    ),
    rules=(Between("planned_investment", 0), NotBefore("planned_finish", "planned_start")),
)
