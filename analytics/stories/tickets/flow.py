"""Inflow, outflow and backlog by a unit of time that suits the period, and whether the backlog grows by more than noise."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from analytics.asking.ask import ask
from analytics.asking.buckets import buckets, is_cut
from analytics.asking.coverage import sentence
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Event, Flow
from analytics.statistics.change import is_beyond
from analytics.statistics.control import FEWEST, individuals
from analytics.words.language import _
from analytics.words.wording import count, percent

DAYS, WEEKS = 45, 400  # a period up to so many days is told by day, by week
FLOWS = ("received", "closed", "backlog")
PEAK = 1.2  # a backlog that rose to this many times both its ends has peaked
WEEK = 7
REGULAR = 1e-9  # a deviation this small a part of the mean is none
LIMIT = 3  # standard deviations


def flow(scope: Scope, principal: Principal, newest: datetime) -> Panel[Flow]:
    """The flow of the scope's period; `received` of a unit outside the period is none."""
    period = scope.period(newest)
    unit = unit_of(period)
    answer = ask(FLOWS, by=[unit], scope=scope, principal=principal)
    frame, unknown = answer.frame, answer.coverage.get("backlog")
    spans = buckets(unit, period)
    rows = frame.set_index(unit).reindex(spans.start_time)
    received, closed, backlog = (tuple(int(value) for value in rows[name].fillna(0)) for name in FLOWS)
    partial = tuple(is_cut(unit, span.start_time, period) for span in spans)
    labels = tuple(f"{span.start_time:%Y-%m}" if unit == "month" else f"{span.start_time:%m-%d}" for span in spans)
    if unknown and unknown.is_nothing:
        title = sentence(unknown)
        if not unknown.record:
            title = _("Received {received}; {text}").format(received=count(sum(received), "cases"), text=title)
        return _panel(Flow(unit, labels, received, (), (), partial, 0, _event(received, partial, labels)), title)
    before = Period(period.start - timedelta(days=1), period.start, period.as_of)
    opening = ask(["backlog"], scope=scope, principal=principal, periods=[before]).frame["backlog"].fillna(0).iloc[0]
    told = Flow(unit, labels, received, closed, backlog, partial, int(opening), _event(received, partial, labels))
    return _panel(told, _title(told))


def _panel(told: Flow, title: str) -> Panel[Flow]:
    labels = tuple(label + ("*" if cut else "") for label, cut in zip(told.labels, told.partial, strict=True))
    columns = [Column(_("Unit of time"), labels), Column(_("Received"), told.received, "count")]
    if told.backlog:
        columns += [Column(_("Closed in the period"), told.closed, "count"), Column(_("Backlog"), told.backlog, "count")]
    alt = _("Tickets received and closed, and the backlog")
    return Panel("flow", title, Table(tuple(columns)), told, alt, ("received", "closed", "backlog"))


def unit_of(period: Period) -> str:
    """Day, week or month."""
    days = (period.last - period.start) / timedelta(days=1)
    return "day" if days <= DAYS else "week" if days <= WEEKS else "month"


def share_above(flow: Flow) -> tuple[int, float] | None:
    """The busiest unit of the event and how far it lies above the ordinary one, as a share."""
    whole = [value for value, cut in zip(flow.received, flow.partial, strict=True) if not cut]
    if flow.event is None or not np.median(whole):
        return None
    busiest = max(range(flow.event.first, flow.event.last + 1), key=flow.received.__getitem__)
    return busiest, flow.received[busiest] / float(np.median(whole)) - 1


def has_peaked(flow: Flow) -> bool:
    """The backlog rose well above both its ends in between."""
    most = max(flow.backlog)
    return most >= PEAK * max(flow.opening, flow.backlog[-1], 1) and flow.backlog.index(most) not in (0, len(flow.backlog) - 1)


def grows(flow: Flow) -> float:
    """z of the mean growth of the backlog per unit, against how much the growth varies; NaN with too few units.

    Days are compared with their own weekday, so that quiet weekends do not pass for restlessness.
    """
    steps = np.diff(np.asarray(flow.backlog, dtype=float))
    if steps.size < FEWEST:
        return float("nan")
    cycle = WEEK if flow.unit == "day" and steps.size >= 2 * WEEK else 1
    places = np.arange(steps.size) % cycle
    means = np.bincount(places, steps) / np.bincount(places)
    deviation = np.sqrt(((steps - means[places]) ** 2).sum() / (steps.size - cycle))
    mean = float(steps.mean())
    if deviation <= abs(mean) * REGULAR:
        return math.copysign(math.inf, mean) if mean else 0.0
    return float(mean / (deviation / np.sqrt(steps.size)))


def _event(received: tuple[int, ...], partial: tuple[bool, ...], labels: tuple[str, ...]) -> Event | None:
    """The run of units around the busiest one whose inflow lies above the upper control limit of all whole units."""
    whole = [i for i, cut in enumerate(partial) if not cut]
    chart = individuals([received[i] for i in whole])
    if chart is None:
        return None
    limit = chart.centre + LIMIT * chart.sigma[0]
    busiest = max(whole, key=received.__getitem__)
    if received[busiest] <= limit:
        return None
    first = last = busiest
    while first > 0 and received[first - 1] > limit:
        first -= 1
    while last + 1 < len(received) and received[last + 1] > limit:
        last += 1
    when = labels[first] if first == last else _("{first} to {last}").format(first=labels[first], last=labels[last])
    return Event(first, last, when)


def undated(told: Panel[Flow]) -> Panel[Flow]:
    """The same where closes have no time: how the backlog came to be what it is cannot be told."""
    text = _("Backlog {last}; closes count from the export that first tells of them")
    return replace(told, title=text.format(last=count(told.drawn.backlog[-1], "cases")))


def _title(flow: Flow) -> str:
    if len(flow.backlog) < 2:
        text = _("Received {received}, closed {closed}")
        return text.format(received=count(sum(flow.received), "cases"), closed=count(sum(flow.closed), "cases"))
    first, last, most = flow.opening, flow.backlog[-1], max(flow.backlog)
    if has_peaked(flow):
        text = _("Backlog peaked at {most} on {when}, now {last}")
        return text.format(most=count(most, "cases"), when=flow.labels[flow.backlog.index(most)], last=count(last, "cases"))
    if not is_beyond(grows(flow)) or not first:
        return _("Backlog {last}, no steady growth or decline").format(last=count(last, "cases"))
    text = _("Backlog grew by {share} to {last}") if last > first else _("Backlog fell by {share} to {last}")
    return text.format(share=percent(abs(last / first - 1), 0), last=count(last, "cases"))
