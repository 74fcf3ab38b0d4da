"""What the derived columns of the marts are made of, so that a measure knows which columns somebody has to report for it."""

from __future__ import annotations

from data.contracts import CONTRACTS

# What is not stated of these is known all the same: nobody has declared the case void, the area is still there, the deadline and
# the weight are those of the policy, an activity on record took place, and a project has not come to that stage yet.
UNDERSTOOD: dict[str, frozenset[str]] = {
    "areas": frozenset(("parent_code", "valid_from", "valid_to")),
    "tickets": frozenset(("due_at", "void_at", "difficulty")),
    "renovation_projects": frozenset(("planned_start", "started_at", "planned_finish", "finished_at")),
    "renovation_plans": frozenset(("planned_start", "planned_finish", "planned_investment")),
    "investment_projects": frozenset(("negotiating_at", "signed_at", "landed_at", "started_at", "producing_at", "withdrawn_at")),
    "service_items": frozenset(("valid_from", "valid_to")),
    "activities": frozenset(("done",)),
}
# Mart → derived column → the columns of contracts without which nothing is known of it. A column that is not named here and not of the
# mart's own contract is a matter of the policy, of the calendar or of the areas, and needs no report.
MADE_OF: dict[str, dict[str, tuple[str, ...]]] = {
    "tickets": {
        # Who reports the date of a close reports that it is closed, and whether on time (data/marts/reported.sql).
        "closed_at": ("tickets.closed_known_at",),
        "closing_at": ("tickets.closed_known_at",),
        "counts_as_due_at": ("tickets.stated_on_time",),
        "on_time_at": ("tickets.stated_on_time",),
        "instant_at": ("tickets.resolved_at",),
        "closed_as_due": ("tickets.resolved_at",),
        "dispatch_judged": ("tickets.dispatched_at",),
        "response_judged": ("tickets.responded_at",),
        "resolution_seconds": ("tickets.resolved_at",),
        # A rating without a moment of its own counts from the close on.
        "rating_known_at": ("tickets.rating", "tickets.closed_known_at"),
        "satisfied_at": ("tickets.rating", "tickets.closed_known_at"),
        # The category stands in for a missing subcategory.
        "is_repeat": ("tickets.category", "tickets.reporter_key"),
    },
    "renovation_states": {
        **{name: (f"renovation_projects.{name}",) for name in ("buildings", "households", "floor_area_m2", "planned_investment")},
        **{name: (f"renovation_progress.{name}",) for name in ("actual_percent", "actual_spend", "planned_spend")},
    },
    "investment_stages": {name: (f"investment_projects.{name}",) for name in ("contracted_amount", "intended_amount", "lead_official")},
    "investment_flows": {"contracted_amount": ("investment_projects.contracted_amount",)},
}


def needed(mart: str, column: str) -> frozenset[str]:
    """The columns of contracts, as `dataset.column`, that must be reported for a column of a mart to be known."""
    made = MADE_OF.get(mart, {}).get(column)
    if made is None:
        made = (f"{mart}.{column}",) if mart in CONTRACTS and column in CONTRACTS[mart].names else ()
    return frozenset(name for name in made if not _is_always_there(*name.split(".")))


def _is_always_there(dataset: str, column: str) -> bool:
    return CONTRACTS[dataset][column].required or column in UNDERSTOOD.get(dataset, ())
