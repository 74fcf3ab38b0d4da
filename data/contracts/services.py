"""services: one row per service item (政务服务事项), and one row per item, channel and month for cases."""

from data.contracts.model import N_, Between, Column, Contract, Type

KINDS = {"item": N_("Single item"), "package": N_("Package")}
CHANNELS = {
    "district_centre": N_("District service centre"),
    "street_centre": N_("Street service centre"),
    "community_agent": N_("Community agent"),
    "online": N_("Online"),
    "approval_supermarket": N_("Approval supermarket"),
    "self_service": N_("Self-service terminal"),
    "mobile_app": N_("Mobile app"),
}

SERVICE_ITEMS = Contract(
    table="service_items",
    grain=N_("one row per service item"),
    key=("item_code",),
    columns=(
        Column("item_code", Type.TEXT, N_("Code of the item."), required=True),
        Column("name", Type.TEXT, N_("Name of the item."), required=True),
        Column("department", Type.TEXT, N_("Department in charge.")),
        Column("district", Type.TEXT, N_("Code of the district or city that offers it."), required=True),
        Column("kind", Type.TEXT, N_("Single item or package of items."), required=True, allowed=("item", "package")),
        Column("statutory_days", Type.NUMBER, N_("Time limit of the law, working days.")),
        Column("promised_days", Type.NUMBER, N_("Time limit promised, working days.")),
        Column("visits", Type.INTEGER, N_("Visits needed.")),
        Column("online", Type.BOOLEAN, N_("Can be done online.")),
        Column("one_window", Type.BOOLEAN, N_("Accepted at one window (无差别受理).")),
        Column("standardised", Type.BOOLEAN, N_("Standardised.")),
        Column("delegated", Type.BOOLEAN, N_("Delegated to the streets.")),
        Column("valid_from", Type.DATE, N_("First day it is offered.")),
        Column("valid_to", Type.DATE, N_("Day from which it is no longer offered.")),
    ),
    rules=(Between("statutory_days", 0), Between("promised_days", 0), Between("visits", 0)),
)

SERVICE_CASES = Contract(
    table="service_cases",
    grain=N_("one row per service item, channel and month"),
    key=("item_code", "channel", "month"),
    columns=(
        Column("item_code", Type.TEXT, N_("Code of the item."), required=True),
        Column("channel", Type.TEXT, N_("Where the case was taken in; the list is open."), required=True),
        Column("month", Type.DATE, N_("First day of the month."), required=True),
        Column("cases", Type.INTEGER, N_("Cases."), required=True),
        Column("mean_days", Type.NUMBER, N_("Mean working days to completion.")),
    ),
    rules=(Between("cases", 0), Between("mean_days", 0)),
)
