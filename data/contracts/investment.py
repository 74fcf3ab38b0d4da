"""investment: one row per project, per project and month for money, per area and year for targets."""

from data.contracts.model import N_, Between, Column, Contract, Type

# In the order in which a project goes through them; a withdrawn one is in none of them.
STAGES = {
    "negotiating": N_("In talks"),
    "signed": N_("Signed"),
    "landed": N_("Landed"),
    "started": N_("Under construction"),
    "producing": N_("Producing"),
}
WITHDRAWN = "withdrawn"
STAGE_LABELS = STAGES | {WITHDRAWN: N_("Withdrawn")}
KINDS = {
    "commercial": N_("Commercial project"),
    "industrial": N_("Industrial project"),
    "incubation": N_("Incubation"),
    "project_home": N_("Project home"),
    "prospect": N_("Prospect"),
}
SIZES = {"large": N_("Large project"), "ordinary": N_("Other project")}
PHASINGS = {
    "stated": N_("phased as the target states"),
    "pattern": N_("phased by the pattern of past years"),
    "even": N_("phased evenly"),
}
MOST = 1e13  # yuan; more is a slip of the unit, and would not be exact to the fen

INVESTMENT_PROJECTS = Contract(
    table="investment_projects",
    grain=N_("one row per investment project"),
    key=("project_id",),
    columns=(
        Column("project_id", Type.TEXT, N_("Number of the project."), required=True),
        Column("name", Type.TEXT, N_("Name of the project."), required=True),
        Column("kind", Type.TEXT, N_("Kind of project; an open list (industrial, incubation, project_home, …).")),
        Column("industry", Type.TEXT, N_("Industry.")),
        Column("investor", Type.TEXT, N_("Investor.")),
        Column("origin", Type.TEXT, N_("Where the investor comes from.")),
        Column("area_code", Type.TEXT, N_("Code of the area."), required=True),
        Column("lead_official", Type.TEXT, N_("Official in charge, as an office.")),
        Column("negotiating_at", Type.DATE, N_("Start of the talks (在谈)."), vital=True),
        Column("signed_at", Type.DATE, N_("Signed (签约)."), vital=True),
        Column("landed_at", Type.DATE, N_("Landed (落地)."), vital=True),
        Column("started_at", Type.DATE, N_("Construction started (开工)."), vital=True),
        Column("producing_at", Type.DATE, N_("Producing (投产)."), vital=True),
        Column("withdrawn_at", Type.DATE, N_("Withdrawn."), vital=True),
        Column("contracted_amount", Type.NUMBER, N_("Contracted amount, yuan.")),
        Column("intended_amount", Type.NUMBER, N_("Intended amount, yuan.")),
    ),
    rules=(Between("contracted_amount", 0, MOST), Between("intended_amount", 0, MOST)),
)

INVESTMENT_FLOWS = Contract(
    table="investment_flows",
    grain=N_("one row per investment project and month"),
    key=("project_id", "month"),
    columns=(
        Column("project_id", Type.TEXT, N_("Number of the project."), required=True),
        Column("month", Type.DATE, N_("First day of the month."), required=True),
        Column("inflow", Type.NUMBER, N_("Funds received in the month (实际到位资金), yuan."), required=True),
    ),
    rules=(Between("inflow", -MOST, MOST),),  # a correction of an earlier month is negative
)

INVESTMENT_TARGETS = Contract(
    table="investment_targets",
    grain=N_("one row per area, year and month of the phasing; month 0 is the whole year"),
    key=("area_code", "year", "month"),
    columns=(
        Column("area_code", Type.TEXT, N_("Code of the area."), required=True),
        Column("year", Type.INTEGER, N_("Year."), required=True),
        Column("month", Type.INTEGER, N_("0 for the year's target, 1 to 12 for its phasing."), required=True),
        Column("target", Type.NUMBER, N_("Target, yuan."), required=True),
    ),
    rules=(Between("year", 1990, 2100), Between("month", 0, 12), Between("target", 0, MOST)),
)
