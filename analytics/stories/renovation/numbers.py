"""The asks behind the renovation page: everything it says is computed from these frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.catalogue.renovation import RENOVATION
from analytics.catalogue.renovation_progress import WEIGHTS, Weight
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept

ALL = "all"
SIZES = {
    "investment": "planned_investment",
    "projects": "renovation_projects",
    "households": "renovated_households",
    "floor_area": "floor_area",
}
STATE = (
    "renovation_projects",
    "start_rate",
    "household_start_rate",
    "finish_rate",
    "household_finish_rate",
    "buildings",
    "renovated_households",
    "floor_area",
    "planned_investment",
    "spend_rate",
    "planned_spend_rate",
    "delayed",
    "past_first_plan",
    "plans_moved",
    "unreported",
    "investment_per_m2",
    "investment_per_household",
    *(f"{rate}{weight.ending}" for weight in WEIGHTS for rate in ("progress", "planned_progress", "pace")),
)
TRACED = ("progress", "delayed", "spend_rate")
COLUMNS = (
    *("project_id", "name", "kind", "class", "area_code", "street", "owner", "contractor", "longitude", "latitude"),
    *("buildings", "households", "floor_area_m2", "planned_investment", "actual_spend", "planned_start", "planned_finish"),
    *("first_planned_start", "first_planned_finish", "started_at", "finished_at", "actual_percent", "planned_percent"),
    *("plan_assumed", "plan_moved", "behind", "reported_month"),
)
MOST_MONTHS = 40
HISTORY = 12


@dataclass(frozen=True)
class Numbers:
    """`total`: the whole; `kinds`, `classes`, `parts`: one row per value of a dimension; `projects`: one row per project at as-of."""

    scope: Scope
    principal: Principal
    areas: Areas
    period: Period
    total: pd.Series
    kinds: pd.DataFrame
    classes: pd.DataFrame
    parts: pd.DataFrame
    part_level: str | None
    history: pd.DataFrame
    projects: pd.DataFrame

    @property
    def as_of(self) -> datetime:
        return self.period.as_of

    @cached_property
    def today(self) -> date:
        """The last day that the state knows of."""
        return last_day(self.as_of)


@kept
def plan_years(scope: Scope, principal: Principal) -> tuple[str, ...]:
    """Years of the plan that have projects here; the year of as-of first, or the nearest before it, then the others and all."""
    frame = ask(["renovation_projects"], by=["plan_year"], scope=of_renovation(scope), principal=principal).frame.dropna()
    years = sorted((int(year) for year in frame["plan_year"]), reverse=True)
    now = last_day(scope.period(newest()).as_of).year
    first = next((year for year in years if year <= now), years[0] if years else now)
    return (*(str(year) for year in [first, *(year for year in years if year != first)]), ALL)


def of_renovation(scope: Scope, plan: str = ALL) -> Scope:
    """The scope without filters that no project could answer, and with the year of the plan."""
    where = [item for item in scope.where if RENOVATION.dimension(item.dimension)]
    if plan != ALL:
        where = [*(item for item in where if item.dimension != "plan_year"), Filter("plan_year", (plan,))]
    return replace(scope, where=tuple(where))


def gather(scope: Scope, principal: Principal, plan: str, *, split: bool = True) -> Numbers:
    """Ask for everything that does not depend on how projects are weighed; without `split` no more than the whole and its projects."""
    scope = of_renovation(scope, plan)
    known = areas()
    period = scope.period(newest())
    level = known.part_level(scope.area) if split else None
    listed = rows("renovation_states", COLUMNS, scope=scope, principal=principal, clock=Clock.STATE).frame
    kinds = ask(STATE, by=["renovation_kind"], scope=scope, principal=principal, totals=True)
    ends = month_ends(period.as_of, HISTORY)
    return Numbers(
        scope=scope,
        principal=principal,
        areas=known,
        period=period,
        total=kinds.total,
        kinds=kinds.frame,
        classes=ask(STATE, by=["renovation_class"], scope=scope, principal=principal).frame if split else kinds.frame.head(0),
        parts=ask(STATE, by=[level], scope=scope, principal=principal).frame.dropna(subset=[level]) if level else pd.DataFrame(),
        part_level=level,
        history=ask(TRACED, scope=scope, principal=principal, periods=ends).frame if split else pd.DataFrame(),
        projects=listed.rename(columns={"class": "renovation_class"}),
    )


def by_month(numbers: Numbers, weight: Weight, first: date, last: date) -> pd.DataFrame:
    """Done, planned by schedule and by the first plans, at the end of each month; index the first days of the months."""
    months = pd.period_range(first, last, freq="M")[-MOST_MONTHS:]
    wanted = [f"{weight.id}_{name}" for name in ("done", "scheduled", "first_scheduled")]
    ends = [(month.end_time + pd.Timedelta(microseconds=1)).floor("s").to_pydatetime() for month in months]
    periods = [Period(month.start_time.to_pydatetime(), end, end) for month, end in zip(months, ends, strict=True)]
    frame = ask(wanted, scope=numbers.scope, principal=numbers.principal, periods=periods).frame
    frame = frame.set_index("period").reindex(range(len(months))) if "period" in frame else frame
    frame.columns = pd.Index(["done", "scheduled", "first"])
    return frame.set_index(pd.Index([month.start_time for month in months]))


def month_ends(as_of: datetime, count: int) -> list[Period]:
    """As-of, and the ends of the months before it, newest first."""
    start = pd.Timestamp(last_day(as_of)).to_period("M").start_time
    starts = [start - pd.DateOffset(months=number) for number in range(count)]
    ends = [as_of, *(moment.to_pydatetime() for moment in starts[:-1])]
    return [Period(first.to_pydatetime(), end, end) for first, end in zip(starts, ends, strict=True)]


def last_day(moment: datetime) -> date:
    """The day that a moment belongs to; midnight ends the day before."""
    return (pd.Timestamp(moment) - pd.Timedelta(microseconds=1)).date()


def weight_of(name: str) -> Weight:
    return next(weight for weight in WEIGHTS if weight.id == name)


def label(dimension: str, value: object) -> str:
    """Message of a value of a dimension; the value itself where it has none."""
    return CATALOGUE.dimension(dimension).labels.get(str(value), str(value))


def days_of(values: pd.Series) -> list[date | None]:
    """Dates as Python has them."""
    return list(pd.to_datetime(values).to_numpy("datetime64[D]").astype(object))
