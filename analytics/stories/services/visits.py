"""Activities by kind and month against the plan, and the coverage of the plan by area."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Area, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.units import reference, units
from analytics.shapes.units import Reference, Unit
from analytics.stories.services.model import Activities, Coverage, Kind
from analytics.stories.services.scopes import last_day, month_name, month_starts, months_up_to
from analytics.words import titles
from analytics.words.language import _, plural
from analytics.words.wording import count, percent

COUNTS = ["activities", "activities_done", "activities_planned"]
MOST = 8


def activities(scope: Scope, principal: Principal, period: Period) -> Activities:
    """The kinds with the most activities or plans over twelve months and the window."""
    year = months_up_to(scope, last_day(period), until=last_day(period))
    months = month_starts(year)
    by_month = ask(COUNTS, by=["activity_kind", "month"], scope=year, principal=principal).frame
    window = ask(COUNTS, by=["activity_kind"], scope=scope, principal=principal).frame.set_index("activity_kind")
    kinds = [
        _kind(kind, by_month[by_month["activity_kind"] == kind], months, window)
        for kind in sorted(set(by_month["activity_kind"]) | set(window.index))
    ]
    kinds.sort(key=lambda kind: -max(sum(kind.held), sum(kind.planned), kind.window_held, kind.window_planned))
    last = last_day(period)
    partial = (last + timedelta(days=1)).day != 1
    remark = _("last month to {day}").format(day=f"{last:%m-%d}") if partial else ""
    return Activities(_title(kinds), tuple(month_name(month) for month in months), tuple(kinds[:MOST]), remark)


def coverage(scope: Scope, principal: Principal, newest: pd.Timestamp) -> Coverage:
    """Planned activities that took place: the parts of the area against it, or its peers where no part has a plan."""
    known = areas()
    level = known.part_level(scope.area)
    parts = _compared(scope, principal, newest, level, known.at_level(level, scope.area) if level else [])
    above = known.get(scope.area).parent if scope.area else None
    # Who may see some areas only is compared within them.
    if parts.units or not above or principal.areas is not None:
        return parts
    siblings = known.children(above)
    return _compared(scope.within(above), principal, newest, siblings[0].level, siblings, scope.area)


def _compared(
    scope: Scope, principal: Principal, newest: pd.Timestamp, level: str | None, members: list[Area], focus: str | None = None
) -> Coverage:
    if level is None or not members:
        return Coverage(_coverage_title(()), (), Reference(None, ""))
    compared = scope.comparison(newest.to_pydatetime())
    periods = [scope.period(newest.to_pydatetime()), *([compared] if compared else [])]
    answer = ask(["coverage"], by=[level], scope=scope, principal=principal, periods=periods, totals=True)
    frame = answer.frame.assign(period=answer.frame.get("period", 0)).rename(columns={level: "code"}).dropna(subset=["code"])
    whole = answer.total["coverage"]
    rate = None if pd.isna(whole) else float(whole)
    found = tuple(unit for unit in units(frame, members, rate, "coverage", focus) if unit.n)
    return Coverage(_coverage_title(found), found, reference(rate, scope.area, areas()))


def kind_name(kind: object) -> str:
    labels = CATALOGUE.dimension("activity_kind").labels
    return _(labels[str(kind)]) if kind in labels else str(kind)


def _kind(kind: str, frame: pd.DataFrame, months: list[pd.Timestamp], window: pd.DataFrame) -> Kind:
    counted = frame.assign(month=pd.to_datetime(frame["month"])).set_index("month")[COUNTS].reindex(months).fillna(0).astype(int)
    here = window.loc[kind] if kind in window.index else pd.Series(0, index=COUNTS)
    held, done, planned = (int(here[name]) for name in COUNTS)
    return Kind(kind_name(kind), tuple(counted["activities"]), tuple(counted["activities_planned"]), held, done, planned)


def _title(kinds: list[Kind]) -> str:
    held = sum(kind.window_held for kind in kinds)
    done, planned = (sum(getattr(kind, name) for kind in kinds) for name in ("window_done", "window_planned"))
    if not held and not planned:
        return _("No activity in this period")
    if not planned:
        return _("{count} in this period, none of them planned").format(count=count(held, "times"))
    return _("{count} in this period, {share} of the plan done").format(count=count(held, "times"), share=percent(done / planned))


def _coverage_title(units: tuple[Unit, ...]) -> str:
    if not units:
        return _("Nothing was planned in this period")
    counted = [unit for unit in units if unit.cls != "thin"]
    low = [unit for unit in counted if unit.cls == "low"]
    if not counted:
        return _("Too few plans to rank")
    if not low:
        return _("Coverage: no part clearly low")
    if len(low) <= titles.NAMED:
        return _("Coverage: {names} clearly low").format(names=_(", ").join(unit.short for unit in low))
    return plural("Coverage: {count} part clearly low", "Coverage: {count} parts clearly low", len(low)).format(count=len(low))
