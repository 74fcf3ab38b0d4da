"""The year of an investment target: which of its months are in, and how far it should be by now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue.investment import INVESTMENT_FLOWS, INVESTMENT_TARGETS

INSTANT = timedelta(microseconds=1)
ABOVE_DISTRICTS = (None, "province", "city")
MEASURES = ("inflow_this_year", "investment_target", "target_rate", "target_by_now", "time_rate", "investment_pace")


@dataclass(frozen=True)
class Schedule:
    """The year in which the scope ends; `months` of it have ended and been reported, and only these are compared.

    `money` reaches from January to the last of these months, `projects` from January to the last day of the scope.
    """

    year: int
    months: int
    money: Scope
    projects: Scope
    last: date

    def within(self, area: str | None) -> Schedule:
        return replace(self, money=self.money.within(area), projects=self.projects.within(area))

    def month_ends(self) -> list[Period]:
        """From January to the end of each of the twelve months; a state may be asked for at an end that lies ahead."""
        start = pd.Timestamp(self.year, 1, 1).to_pydatetime()
        ends = [(pd.Timestamp(self.year, 1, 1) + pd.DateOffset(months=number)).to_pydatetime() for number in range(1, 13)]
        return [Period(start, end, end) for end in ends]


@dataclass(frozen=True)
class Standing:
    """The year against its target, in yuan and as shares (0–1); None where there is no target that holds for the whole.

    `missing` are the districts that received funds but have no target: then nothing is said about the whole. Nor is it when
    the scope is narrowed to some projects, since a target is that of all.
    """

    received: float
    target: float | None
    rate: float | None
    by_now: float | None
    planned: float | None
    phasings: tuple[str, ...]
    missing: tuple[str, ...]


def schedule(scope: Scope, principal: Principal, newest: pd.Timestamp) -> Schedule:
    """The year to date of a scope, without its filters that investment does not have."""
    period = scope.period(newest.to_pydatetime())
    last = (min(period.end, period.as_of) - INSTANT).date()
    first = date(last.year, 1, 1)
    whole = replace(scope, window="custom", first=first, last=last, as_of=None, basis="period_end")
    # A month that nobody has reported yet is no month without money: what counts is the ledger, not the one area.
    reported = ask(["inflow"], by=["month"], scope=replace(whole, area=None, where=()), principal=principal).frame
    months = int(pd.Timestamp(reported["month"].max()).month) if len(reported) else 0
    until = (pd.Timestamp(last.year, months, 1) + pd.offsets.MonthEnd()).date() if months else last
    return Schedule(last.year, months, replace(whole, last=until), whole, last)


def standing(plan: Schedule, principal: Principal, level: str | None) -> Standing:
    """Funds received and the target, at the end of the last month that is in; `level` is that of the scope's area."""
    narrowed = any(
        INVESTMENT_FLOWS.dimension(item.dimension) and not INVESTMENT_TARGETS.dimension(item.dimension) for item in plan.money.where
    )
    row = ask(MEASURES, scope=plan.money, principal=principal).frame.iloc[0]
    missing: tuple[str, ...] = ()
    if level in ABOVE_DISTRICTS:
        parts = ask(["inflow_this_year", "investment_target"], by=["district"], scope=plan.money, principal=principal).frame
        missing = tuple(parts.loc[parts["investment_target"].isna() & (parts["inflow_this_year"].fillna(0) != 0), "district"].dropna())
        if parts["investment_target"].isna().all():  # the target is that of the city itself, not of its districts
            missing = ()
    whole = {name: None if narrowed or missing or pd.isna(row[name]) else float(row[name]) for name in MEASURES}
    phasings = ask(["target_by_now"], by=["phasing"], scope=plan.money, principal=principal).frame if plan.months else pd.DataFrame()
    return Standing(
        received=0.0 if pd.isna(row["inflow_this_year"]) else float(row["inflow_this_year"]),
        target=whole["investment_target"],
        rate=None if whole["investment_target"] is None else (whole["target_rate"] or 0.0),
        by_now=None if whole["investment_target"] is None else (whole["target_by_now"] or 0.0),
        planned=None if whole["investment_target"] is None else (whole["time_rate"] or 0.0),
        phasings=tuple(sorted(phasings.loc[phasings["target_by_now"].notna(), "phasing"])) if len(phasings) else (),
        missing=missing,
    )
