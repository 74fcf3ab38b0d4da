"""Measures of tickets: how many residents ask, how many are answered, how fast and how well."""

from analytics.catalogue.areas import AREA_DIMENSIONS
from analytics.catalogue.model import TIME_DIMENSIONS, Clock, Dimension, Kind, Measure, Model
from data.contracts.model import N_
from data.contracts.policy import Policy
from data.contracts.tickets import CHANNELS, HANDLING, RESOLVER_LEVELS

TIME_LABELS = {"day": N_("Day"), "week": N_("Week"), "month": N_("Month"), "quarter": N_("Quarter"), "year": N_("Year")}

DIMENSIONS = (
    *AREA_DIMENSIONS,
    Dimension("channel", "channel", N_("Channel"), labels=CHANNELS),
    Dimension("category", "category", N_("Category")),
    Dimension("subcategory", "subcategory", N_("Subcategory")),
    Dimension("department", "department", N_("Department")),
    Dimension("level", "level", N_("Resolved at"), labels=RESOLVER_LEVELS),
    Dimension("source", "source", N_("Source system")),
    Dimension("handling", "handling", N_("Way of handling"), labels=HANDLING),
    Dimension("enterprise", "enterprise", N_("From an enterprise"), Kind.FLAG),
    Dimension("rating", "rating", N_("Rating"), Kind.NUMBER),
    *(Dimension(name, grain, TIME_LABELS[name], Kind.TIME) for name, grain in TIME_DIMENSIONS.items()),
)

FACTS = {
    "is_resolved": "resolved_at <= as_of",
    "is_open": "(resolved_at IS NULL OR resolved_at > as_of)",
    "is_on_time": "on_time_at <= as_of",
    "is_rated": "rating_known_at <= as_of",
}


def measures(policy: Policy) -> tuple[Measure, ...]:
    """The ticket measures, with the limits that the policy sets."""
    minute = 60
    return (
        Measure("received", "count(*)", N_("Received"), "cases", N_("Tickets received in the window; void ones are left out."), additive=True),
        Measure("resolved", "count(*) FILTER (WHERE {is_resolved})", N_("Resolved"), "cases", N_("Of the tickets received in the window, those resolved by as-of."), "higher", additive=True),
        Measure("open", "count(*) FILTER (WHERE {is_open})", N_("Open"), "cases", N_("Of the tickets received in the window, those not resolved by as-of."), "lower", additive=True),
        _rate("resolution_rate", "resolved", "received", N_("Resolution rate"), N_("Resolved, of all tickets received in the window, whether due or not.")),
        Measure("due", "count(*) FILTER (WHERE counts_as_due_at <= as_of)", N_("Due"), "cases", N_("Tickets whose deadline has come by as-of, or that are resolved."), additive=True),
        _rate("due_resolution_rate", "resolved", "due", N_("Resolution rate of due tickets"), N_("Resolved, of the tickets whose deadline has come or that are resolved.")),
        Measure("on_time", "count(*) FILTER (WHERE {is_on_time})", N_("Resolved on time"), "cases", N_("Resolved by as-of and not after the deadline."), "higher", additive=True),
        _rate("on_time_rate", "on_time", "due", N_("On-time resolution rate"), N_("Resolved by the deadline, of the tickets whose deadline has come or that are resolved.")),
        _rate("on_time_share", "on_time", "resolved", N_("On-time share of resolved"), N_("Resolved by the deadline, of the resolved tickets.")),
        Measure("overdue_open", "count(*) FILTER (WHERE {is_open} AND due_at < as_of)", N_("Open and overdue"), "cases", N_("Open at as-of although the deadline has passed."), "lower", additive=True),
        Measure("dispatched", "count(*) FILTER (WHERE dispatched_at <= as_of)", N_("Dispatched"), "cases", N_("Tickets dispatched to a department by as-of."), "higher", additive=True),
        Measure("dispatched_promptly", "count(*) FILTER (WHERE dispatched_at <= as_of AND dispatched_at <= dispatch_due_at)", N_("Dispatched promptly"), "cases", N_("Tickets dispatched within the limit of the policy."), "higher", additive=True),
        _rate("dispatched_promptly_rate", "dispatched_promptly", "received", N_("Prompt dispatch rate"), N_("Dispatched within the limit of the policy, of all tickets received.")),
        Measure("responded_in_time", "count(*) FILTER (WHERE responded_at <= as_of AND responded_at <= response_due_at)", N_("Answered in time"), "cases", N_("First answer to the citizen within the limit of the policy."), "higher", additive=True),
        Measure("response_due", "count(*) FILTER (WHERE responded_at <= as_of OR response_due_at <= as_of)", N_("Answer due"), "cases", N_("Tickets that were answered, or whose limit for an answer has passed."), additive=True),
        _rate("response_rate", "responded_in_time", "response_due", N_("Timely response rate"), N_("Answered within the limit, of the tickets that were answered or whose limit has passed.")),
        Measure("rated", "count(*) FILTER (WHERE {is_rated})", N_("Rated"), "cases", N_("Resolved tickets that the citizen has rated by as-of."), additive=True),
        _rate("rated_share", "rated", "resolved", N_("Share rated"), N_("Rated, of the resolved tickets."), "neutral"),
        Measure("satisfied", "count(*) FILTER (WHERE satisfied_at <= as_of)", N_("Satisfied"), "cases", N_("Rated with four or five stars."), "higher", additive=True),
        _rate("satisfaction_rate", "satisfied", "rated", N_("Satisfaction rate"), N_("Rated with four or five stars, of the rated tickets.")),
        _rate("satisfaction_low", "satisfied", "resolved", N_("Satisfaction, lower bound"), N_("As if every resolved ticket without a rating were dissatisfied.")),
        Measure("not_dissatisfied", "{resolved} - {rated} + {satisfied}", N_("Not dissatisfied"), "cases", N_("Resolved tickets less those rated below four stars."), additive=True),
        _rate("satisfaction_high", "not_dissatisfied", "resolved", N_("Satisfaction, upper bound"), N_("As if every resolved ticket without a rating were satisfied.")),
        Measure("five_star", "count(*) FILTER (WHERE {is_rated} AND rating = 5)", N_("Five-star"), "cases", N_("Resolved tickets rated with five stars."), "higher", additive=True),
        _rate("five_star_share", "five_star", "resolved", N_("Five-star share"), N_("Rated with five stars, of the resolved tickets.")),
        Measure("reopened", "count(*) FILTER (WHERE {is_resolved} AND reopened_count > 0)", N_("Reopened"), "cases", N_("Resolved tickets that were reopened at least once."), "lower", additive=True),
        _rate("reopened_rate", "reopened", "resolved", N_("Reopening rate"), N_("Reopened at least once, of the resolved tickets."), "lower"),
        Measure("repeats", "count(*) FILTER (WHERE is_repeat)", N_("Repeats"), "cases", N_("Same reporter and same subcategory again within the days that the policy sets."), "lower", additive=True),
        _rate("repeat_rate", "repeats", "received", N_("Repeat rate"), N_("Repeats, of all tickets received."), "lower"),
        Measure("supervised", "count(*) FILTER (WHERE supervised_at <= as_of)", N_("Supervised"), "cases", N_("Tickets put under supervision by as-of."), additive=True),
        Measure("solved_locally", "count(*) FILTER (WHERE {is_resolved} AND level IN ('grid', 'community'))", N_("Solved locally"), "cases", N_("Resolved in the grid or the community."), "higher", additive=True),
        _rate("solved_locally_rate", "solved_locally", "resolved", N_("Local resolution rate"), N_("Resolved in the grid or the community, of the resolved tickets.")),
        Measure("hours_spent", "sum(resolution_seconds) FILTER (WHERE {is_resolved}) / 3600", N_("Hours to resolution, sum"), "hours", N_("Hours from receipt to resolution, added over the resolved tickets."), additive=True),
        Measure("mean_hours", "{hours_spent} / nullif({resolved}, 0)", N_("Mean time to resolution"), "hours", N_("Mean over the resolved tickets; biased downwards while cases are open."), "lower", numerator="hours_spent", denominator="resolved"),
        Measure("median_hours", "0.5", N_("Median time to resolution"), "hours", N_("Time by which half of the tickets are resolved; Kaplan–Meier, open cases censored at as-of, to the minute. Empty where half is not reached."), "lower", Clock.SURVIVAL, source="Kaplan & Meier 1958"),
        Measure("p90_hours", "0.9", N_("Time to resolution of nine in ten"), "hours", N_("Time by which nine in ten tickets are resolved; Kaplan–Meier, open cases censored at as-of, to the minute. Empty where it is not reached."), "lower", Clock.SURVIVAL, source="Kaplan & Meier 1958"),
        Measure("closed", "count(*) FILTER (WHERE {is_resolved})", N_("Closed in the period"), "cases", N_("Tickets resolved in the window, whenever they were received."), "higher", time="resolved_at", additive=True),
        Measure("clearance_ratio", "{closed} / nullif({received}, 0)", N_("Clearance ratio"), "percent", N_("Closed in the period over received in the period; below 100 % the backlog grows."), "higher", numerator="closed", denominator="received"),
        Measure("backlog", "", N_("Backlog"), "cases", N_("Received before the end of the period and not resolved by then, whenever received."), "lower", Clock.STOCK, additive=True),
        Measure("instant_closes", f"count(*) FILTER (WHERE {{is_resolved}} AND resolution_seconds <= {policy.instant_minutes * minute})", N_("Instant closes"), "cases", N_("Resolved within the few minutes that the policy sets."), additive=True),
        _rate("instant_close_share", "instant_closes", "resolved", N_("Instant-close share"), N_("Resolved within the few minutes that the policy sets, of the resolved tickets."), "neutral"),
        Measure("resolved_with_limit", "count(*) FILTER (WHERE {is_resolved} AND due_at IS NOT NULL)", N_("Resolved with a limit"), "cases", N_("Resolved tickets that have a deadline."), additive=True),
        Measure("deadline_closes", "count(*) FILTER (WHERE {is_on_time} AND resolution_seconds * 10 > limit_seconds * 9)", N_("Deadline closes"), "cases", N_("Resolved in the last tenth of the time limit."), additive=True),
        _rate("deadline_close_share", "deadline_closes", "resolved_with_limit", N_("Deadline-close share"), N_("Resolved in the last tenth of the time limit, of the resolved tickets with a limit."), "neutral"),
        Measure("from_enterprises", "count(*) FILTER (WHERE enterprise)", N_("From enterprises"), "cases", N_("Tickets of enterprises."), additive=True),
        _rate("enterprise_share", "from_enterprises", "received", N_("Enterprise share"), N_("Tickets of enterprises, of all tickets received."), "neutral"),
        Measure("departments_called", "sum(departments_called)", N_("Departments called"), "items", N_("Departments called to the spot (吹哨), added over the tickets."), additive=True),
        Measure("departments_answered", "sum(departments_answered)", N_("Departments that came"), "items", N_("Departments that came when called (报到), added over the tickets."), "higher", additive=True),
        _rate("whistle_answer_rate", "departments_answered", "departments_called", N_("Answer rate to calls"), N_("Departments that came, of the departments called.")),
        Measure("handled_jointly", "count(*) FILTER (WHERE handling IN ('joint', 'assisted'))", N_("Handled jointly"), "cases", N_("Handled by several departments or with assistance."), additive=True),
        _rate("joint_share", "handled_jointly", "received", N_("Joint-handling share"), N_("Handled jointly or with assistance, of all tickets received."), "neutral"),
        Measure("weighted_load", "sum(workload_weight)", N_("Weighted load"), "ratio", N_("Tickets received, each counted with the difficulty weight of the policy."), additive=True),
        Measure("spaces_freed", "sum(spaces_freed)", N_("Parking spaces freed"), "items", N_("Parking spaces freed by the cases received."), "higher", additive=True),
        Measure("received_per_worker", "{received} / nullif({grid_workers}, 0)", N_("Received per worker"), "per_person", N_("Tickets received per grid worker."), numerator="received", denominator="grid_workers"),
        Measure("open_per_worker", "{backlog} / nullif({grid_workers}, 0)", N_("Backlog per worker"), "per_person", N_("Backlog at the end of the period per grid worker."), "lower", numerator="backlog", denominator="grid_workers"),
        Measure("weighted_load_per_worker", "{weighted_load} / nullif({grid_workers}, 0)", N_("Weighted load per worker"), "per_person", N_("Weighted load of the tickets received per grid worker."), numerator="weighted_load", denominator="grid_workers"),
        Measure("received_per_1000_households", "1000 * {received} / nullif({households}, 0)", N_("Received per 1,000 households"), "per_1000", N_("Tickets received per 1,000 households."), numerator="received", denominator="households"),
    )


def _rate(name: str, numerator: str, denominator: str, label: str, definition: str, better: str = "higher") -> Measure:
    return Measure(
        name,
        f"{{{numerator}}} / nullif({{{denominator}}}, 0)",
        label,
        "percent",
        definition,
        better,  # type: ignore[arg-type]
        numerator=numerator,
        denominator=denominator,
    )


def tickets(policy: Policy) -> Model:
    """The tickets model under a policy."""
    return Model(
        table="tickets",
        grain=N_("one row per citizen request or case"),
        dimensions=DIMENSIONS,
        measures=measures(policy),
        time="received_at",
        keep="(void_at IS NULL OR void_at > as_of)",
        facts=FACTS,
        entered="received_at",
        left="left_at",
        began_second="received_second",
        waited_seconds="resolution_seconds",
        ended="resolved_at",
    )
