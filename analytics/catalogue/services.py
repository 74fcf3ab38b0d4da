"""Measures of services: what the halls offer, how far it is simplified, how many cases they take in."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import Better, Clock, Dimension, Kind, Measure, Model
from data.contracts.model import N_
from data.contracts.services import CHANNELS, KINDS

DEPARTMENT = Dimension("department", "department", N_("Department"))
ITEM = Dimension("service_item", "name", N_("Service item"))


def _count(name: str, condition: str, label: str, definition: str, better: Better = "neutral") -> Measure:
    return Measure(name, f"count(*) FILTER (WHERE {condition})", label, "items", definition, better, Clock.STATE, additive=True)


def _share(name: str, above: str, label: str, definition: str, below: str = "service_items") -> Measure:
    sql = f"{{{above}}} / nullif({{{below}}}, 0)"
    return Measure(name, sql, label, "percent", definition, "higher", Clock.STATE, numerator=above, denominator=below)


SERVICE_ITEMS = Model(
    table="service_items",
    grain=N_("one row per service item"),
    dimensions=(
        *AREA_DIMENSIONS,
        DEPARTMENT,
        ITEM,
        Dimension("service_kind", "kind", N_("Item or package"), labels=KINDS),
        Dimension("visits", "visits", N_("Visits needed"), Kind.NUMBER),
        Dimension("compression_tenth", "compression_tenth", N_("Tenths of the time limit saved"), Kind.NUMBER),
        Dimension("online", "online", N_("Can be done online"), Kind.FLAG),
        Dimension("one_window", "one_window", N_("Accepted at one window"), Kind.FLAG),
        Dimension("standardised", "standardised", N_("Standardised"), Kind.FLAG),
        Dimension("delegated", "delegated", N_("Delegated to the streets"), Kind.FLAG),
    ),
    facts={
        # As-of at midnight ends the day before: an item offered from the day that starts then is not there yet.
        "is_valid": "(valid_from IS NULL OR valid_from < as_of) AND (valid_to IS NULL OR valid_to >= as_of)",
        "is_item": "kind = 'item'",
        "is_limited": "kind = 'item' AND statutory_days > 0 AND promised_days IS NOT NULL",
    },
    keep="{is_valid}",
    measures=(
        _count("service_items", "{is_item}", N_("Service items"), N_("Single service items on offer at as-of; packages are not counted.")),
        _count("packages", "kind = 'package'", N_("Packages"), N_("Packages of items handled as one matter, on offer at as-of.")),
        _count("online_items", "{is_item} AND online", N_("Items online"), N_("Items that can be done online."), "higher"),
        _share("online_share", "online_items", N_("Share online"), N_("Items that can be done online, of all items on offer.")),
        _count(
            "one_window_items",
            "{is_item} AND one_window",
            N_("Items at one window"),
            N_("Items accepted at any window of the hall, whatever the department."),
            "higher",
        ),
        _share(
            "one_window_share",
            "one_window_items",
            N_("One-window share"),
            N_("Items accepted at any window of the hall, of all items on offer."),
        ),
        _count(
            "at_most_one_visit",
            "{is_item} AND visits <= 1",
            N_("At most one visit"),
            N_("Items that need one visit or none; an item that does not say how many is not among them."),
            "higher",
        ),
        _share(
            "at_most_one_visit_share",
            "at_most_one_visit",
            N_("Share at most one visit"),
            N_("Items that need one visit or none, of all items on offer."),
        ),
        _count("zero_visit", "{is_item} AND visits = 0", N_("No visit"), N_("Items that need no visit at all."), "higher"),
        _share("zero_visit_share", "zero_visit", N_("Share without a visit"), N_("Items that need no visit, of all items on offer.")),
        _count("standardised_items", "{is_item} AND standardised", N_("Standardised items"), N_("Items with a standardised procedure.")),
        _share(
            "standardised_share",
            "standardised_items",
            N_("Standardised share"),
            N_("Items with a standardised procedure, of all items on offer."),
        ),
        _count("delegated_items", "{is_item} AND delegated", N_("Delegated items"), N_("Items that the streets handle by delegation.")),
        _count(
            "limited_items",
            "{is_limited}",
            N_("Items with both time limits"),
            N_("Items with a statutory time limit above nothing and a promised one: those whose time can be compressed."),
        ),
        Measure(
            "time_saved",
            "sum(1 - promised_days / statutory_days) FILTER (WHERE {is_limited})",
            N_("Time limits saved"),
            "ratio",
            N_("Sum over the items of 1 − promised ÷ statutory days; the numerator of the mean."),
            "higher",
            Clock.STATE,
            additive=True,
        ),
        _share(
            "time_compression",
            "time_saved",
            N_("Time compression"),
            N_("Mean over the items of 1 − promised ÷ statutory days; items without either limit are left out."),
            "limited_items",
        ),
        Measure(
            "promised_days",
            "avg(promised_days) FILTER (WHERE {is_item})",
            N_("Promised time"),
            "days",
            N_("Mean time limit promised, in working days, of the items that have one."),
            "lower",
            Clock.STATE,
        ),
    ),
)

SERVICE_CASES = Model(
    table="service_cases",
    grain=N_("one row per service item, channel and month"),
    dimensions=(*AREA_DIMENSIONS, DEPARTMENT, ITEM, Dimension("service_channel", "channel", N_("Where taken in"), labels=CHANNELS)),
    time="month",
    measures=(
        Measure(
            "service_cases",
            "sum(cases)",
            N_("Service cases"),
            "cases",
            N_("Cases taken in, of the months whose first day lies in the window."),
            additive=True,
        ),
        Measure(
            "timed_cases",
            "sum(cases) FILTER (WHERE mean_days IS NOT NULL)",
            N_("Cases with a duration"),
            "cases",
            N_("Cases of the rows that report how long they took."),
            additive=True,
        ),
        Measure(
            "days_taken",
            "sum(cases * mean_days)",
            N_("Working days taken"),
            "days",
            N_("Cases times their mean working days; the numerator of the mean."),
            "lower",
            additive=True,
        ),
        Measure(
            "mean_days",
            "{days_taken} / nullif({timed_cases}, 0)",
            N_("Mean time taken"),
            "days",
            N_("Mean working days to completion, weighted by the cases."),
            "lower",
            numerator="days_taken",
            denominator="timed_cases",
        ),
    ),
)

SERVICE_MODELS = (SERVICE_ITEMS, SERVICE_CASES)
