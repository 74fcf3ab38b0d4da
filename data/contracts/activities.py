"""activities: one row per activity (patrol, visit, meeting, inspection)."""

from data.contracts.model import N_, Between, Column, Contract, Plausible, Type

KINDS = {
    "patrol": N_("Patrol"),
    "visit": N_("Visit"),
    "key_household_visit": N_("Visit to a key household"),
    "enterprise_visit": N_("Visit to an enterprise"),
    "joint_meeting": N_("Joint meeting"),
    "council_meeting": N_("Council meeting"),
    "volunteer": N_("Volunteer service"),
    "inspection": N_("Inspection"),
}

ACTIVITIES = Contract(
    table="activities",
    grain=N_("one row per activity"),
    key=("activity_id",),
    columns=(
        Column("activity_id", Type.TEXT, N_("Number of the activity."), required=True),
        Column("kind", Type.TEXT, N_("Kind of activity."), required=True),
        Column("area_code", Type.TEXT, N_("Code of the area."), required=True),
        Column("grid", Type.TEXT, N_("Code of the grid.")),
        Column("subject", Type.TEXT, N_("Keyed or coded subject of the visit, such as an enterprise.")),
        Column("held_at", Type.TIMESTAMP, N_("Moment it was held or was planned for."), required=True),
        Column("planned", Type.BOOLEAN, N_("It was planned; without a mark it was not.")),
        Column("done", Type.BOOLEAN, N_("It took place; a record without a mark is one of something that did."), vital=True),
        Column("participants", Type.INTEGER, N_("People taking part.")),
        Column("issues_found", Type.INTEGER, N_("Issues found.")),
    ),
    rules=(Plausible("held_at"), Between("participants", 0), Between("issues_found", 0)),
)
