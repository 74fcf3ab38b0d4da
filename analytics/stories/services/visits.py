"""Activities by kind and month against the plan, and the coverage of the plan by area."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Area, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.compared import units_table
from analytics.readings.labels import measure_label
from analytics.readings.targets import aim_of
from analytics.readings.units import reference, units
from analytics.shapes.panel import Panel
from analytics.shapes.rows import Ranking
from analytics.shapes.table import Column, Table
from analytics.shapes.time import Kind, Planned
from analytics.shapes.units import Reference, Unit
from analytics.stories.services.scopes import last_day, month_name, month_starts, months_up_to
from analytics.words import titles
from analytics.words.language import _, plural
from analytics.words.wording import count, percent

COUNTS = ["activities", "activities_done", "activities_planned"]
MOST = 8
PERIODS = 6


def activities(scope: Scope, principal: Principal, period: Period) -> Panel[Planned]:
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
    return _activities(_title(kinds), tuple(month_name(month) for month in months), tuple(kinds[:MOST]), remark)


def coverage(scope: Scope, principal: Principal, newest: pd.Timestamp) -> Panel[Ranking]:
    """Planned activities that took place: the parts of the area against it, or its peers where no part has a plan."""
    known = areas()
    level = known.part_level(scope.area)
    parts = _compared(scope, principal, newest, level, known.at_level(level, scope.area) if level else [])
    above = known.get(scope.area).parent if scope.area else None
    # Who may see some areas only is compared within them.
    if parts.picture or not above or principal.areas is not None:
        return parts
    siblings = known.children(above)
    return _compared(scope.within(above), principal, newest, siblings[0].level, siblings, scope.area)


def _compared(
    scope: Scope, principal: Principal, newest: pd.Timestamp, level: str | None, members: list[Area], focus: str | None = None
) -> Panel[Ranking]:
    if level is None or not members:
        return _coverage((), Reference(None, ""))
    periods = scope.history(PERIODS, newest.to_pydatetime())  # how areas ordinarily differ is told from several
    answer = ask(["coverage"], by=[level], scope=scope, principal=principal, periods=periods, totals=True)
    frame = answer.frame.assign(period=answer.frame.get("period", 0)).rename(columns={level: "code"}).dropna(subset=["code"])
    whole = answer.total["coverage"]
    rate = None if pd.isna(whole) else float(whole)
    found = tuple(unit for unit in units(frame, members, "coverage", focus) if unit.n)
    return _coverage(found, reference(rate, scope.area, areas()))


def _coverage(found: tuple[Unit, ...], whole: Reference) -> Panel[Ranking]:
    label, count_head = measure_label("coverage"), _("Planned")
    return Panel(
        "coverage",
        _coverage_title(found),
        units_table(found, "coverage"),
        Ranking(found, whole, aim_of("coverage"), f"{label} %", count_head, "times") if found and whole.rate is not None else None,
        _("Ranking of the areas with 95% intervals"),
        ("coverage",),
        empty=_("A plan is compared with what was done where records say what was planned."),
    )


def _activities(title: str, months: tuple[str, ...], kinds: tuple[Kind, ...], remark: str) -> Panel[Planned]:
    counted = (
        Column(_("Held in the period"), tuple(kind.window_held for kind in kinds), "count"),
        Column(_("Planned"), tuple(kind.window_planned for kind in kinds), "count"),
        Column(_("Planned and done"), tuple(kind.window_done for kind in kinds), "count"),
        Column(measure_label("coverage"), tuple(kind.coverage for kind in kinds), "percent"),
    )
    planned = _("{month} planned")
    held = [Column(month, tuple(kind.held[place] for kind in kinds), "count") for place, month in enumerate(months)]
    plans = [Column(planned.format(month=month), tuple(kind.planned[n] for kind in kinds), "count") for n, month in enumerate(months)]
    picture = Planned(months, kinds, remark, _("Held / planned"), _("Done %"), held=_("held"), plan=_("planned"))
    return Panel(
        "activities",
        title,
        Table((Column(_("Kind of activity"), tuple(kind.name for kind in kinds)), *counted, *held, *plans)),
        picture if kinds else None,
        measures=("activities", "coverage"),
        empty=_("Choose a longer window, or an area where activities are recorded."),
    )


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
