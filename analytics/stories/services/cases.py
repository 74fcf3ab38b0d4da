"""Service cases by channel over the months that were reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.time import Line, Lines
from analytics.stories.services.scopes import MONTHS, month_name, months_up_to
from analytics.words.language import _
from analytics.words.wording import number, percent

MOST = 5  # lines; the other channels are in the table


@dataclass(frozen=True)
class Reports:
    """`frame`: one row a channel and month that was over at as-of, over three years; `last`: the newest such month."""

    frame: pd.DataFrame
    scope: Scope

    @property
    def months(self) -> list[pd.Timestamp]:
        return sorted(set(self.frame["month"]))

    @property
    def last(self) -> date | None:
        return self.months[-1].date() if self.months else None


def reports(scope: Scope, principal: Principal, period: Period) -> Reports:
    """What was reported for the months up to as-of; a month that is not over has no report."""
    over = min(period.end, period.as_of).replace(day=1).date() - timedelta(days=1)
    frame = ask(["service_cases"], by=["service_channel", "month"], scope=months_up_to(scope, over, 3 * MONTHS), principal=principal).frame
    return Reports(frame.assign(month=pd.to_datetime(frame["month"])), scope)


def cases(found: Reports, principal: Principal) -> Panel[Lines]:
    """Thirteen months up to the last report, so that the same month of the year before can be seen."""
    if found.last is None:
        return _panel(_("No cases are reported here"), (), (), ())
    year = months_up_to(found.scope, found.last, MONTHS + 1)
    whole = ask(
        ["service_cases", "mean_days"], by=["service_channel"], scope=year, principal=principal, totals=True, order="-service_cases"
    )
    months = [month for month in found.months if month.date() >= year.first]
    lines = [_line(channel, found.frame, months) for channel in whole.frame["service_channel"]]
    top = whole.frame.iloc[0]
    title = _("{channel} takes most, {share} of the cases").format(
        channel=channel_name(top["service_channel"]), share=percent(top["service_cases"] / whole.total["service_cases"])
    )
    days = tuple(None if pd.isna(value) else float(value) for value in whole.frame["mean_days"])
    return _panel(title, tuple(month_name(month) for month in months), tuple(lines), days)


def _panel(title: str, months: tuple[str, ...], lines: tuple[Line, ...], days: tuple[float | None, ...]) -> Panel[Lines]:
    head = _("Cases by channel and month")
    by_month = (Column(month, tuple(line.values[place] for line in lines), "count") for place, month in enumerate(months))
    names = Column(_("Where taken in"), tuple(line.name for line in lines))
    return Panel(
        "cases",
        title,
        Table((names, Column(_("Mean working days"), days, "tenth"), *by_month)),
        Lines(months, lines[:MOST], head, zero=True) if lines else None,
        head,
        ("service_cases", "mean_days"),
        empty=_("Monthly reports of cases appear here once they are imported."),
    )


def channel_name(channel: object) -> str:
    labels = CATALOGUE.dimension("service_channel").labels
    return _(labels[str(channel)]) if channel in labels else str(channel)


def _line(channel: object, frame: pd.DataFrame, months: list[pd.Timestamp]) -> Line:
    own = frame[frame["service_channel"] == channel]
    counted = dict(zip(own["month"], own["service_cases"], strict=True))
    values = [float(counted[month]) if month in counted else None for month in months]  # no report is no zero
    return Line(channel_name(channel), tuple(values), tuple(number(value) for value in values))
