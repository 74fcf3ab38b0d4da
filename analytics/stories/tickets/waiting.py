"""How long residents wait: the share resolved by a time, now and in the comparison, with open cases taken into account."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import DAY, HOUR, Curve, curves
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Tick, Waiting
from analytics.words.language import _
from analytics.words.wording import days, percent

TIMES = tuple(DAY * day for day in (1, 3, 7, 15, 30))
SOON = 1  # place among TIMES that the title tells
COARSER = ((DAY, HOUR), (7 * DAY, 3 * HOUR), (31 * DAY, 12 * HOUR))  # until a minute, points so many minutes apart are enough


def waiting(scope: Scope, principal: Principal, newest: datetime, untold: str = "") -> Panel[Waiting]:
    """The curve of the period and of its comparison, from one query; `untold` says why there is none."""
    comparison = scope.comparison(newest)
    periods = [scope.period(newest), *([comparison] if comparison else [])]
    found = curves(scope, principal, periods=periods)
    now = found[(0,) if comparison else ()]
    before = found[(1,)] if comparison else None
    ticks = tuple(tick(now, minute) for minute in TIMES)
    label = _("a year before") if scope.compare == "year" else _("previous period")
    earlier = _points(before) if before and before.total else ()
    median = None if now.median is None else now.median / 60
    return Panel(
        "waiting",
        untold or _title(now, ticks),
        _table(ticks, earlier, label),
        None if untold else Waiting(_points(now), earlier, label, ticks, median, _remark(now, before, label)),
        _("Share of tickets resolved by time"),
        ("median_hours", "p90_hours"),
        empty=_("How long residents wait can be told once files report when cases were closed."),
    )


def _table(ticks: tuple[Tick, ...], earlier: tuple[tuple[int, float], ...], label: str) -> Table:
    before = dict(earlier)
    return Table(
        (
            Column(_("Days"), tuple(tick.minute // DAY for tick in ticks), "count"),
            Column(_("Resolved by then"), tuple(tick.share for tick in ticks), "percent"),
            Column(_("95% low"), tuple(tick.low for tick in ticks), "percent"),
            Column(_("95% high"), tuple(tick.high for tick in ticks), "percent"),
            Column(_("Still open"), tuple(tick.waiting for tick in ticks), "count"),
            Column(label, tuple(before.get(tick.minute) for tick in ticks), "percent"),
        )
    )


def tick(curve: Curve, minute: int) -> Tick:
    share, low, high = (None if np.isnan(value) else float(value) for value in curve.resolved_by(minute))
    return Tick(minute, share, low, high, int(curve.at(minute)["waiting"]))


def _points(curve: Curve) -> tuple[tuple[int, float], ...]:
    """Fewer points where the picture cannot show more; none after the last case was followed."""
    frame = curve.frame
    keep = np.zeros(len(frame), dtype=bool)
    first = 0
    for until, apart in COARSER:
        keep |= ((frame["minute"] > first) & (frame["minute"] <= until) & (frame["minute"] % apart == 0)).to_numpy()
        first = until
    keep[0] = True
    gone = np.flatnonzero(frame["waiting"].to_numpy() == 0)
    if gone.size:
        keep[gone[0]] = True
        keep[gone[0] + 1 :] &= frame["surviving"].to_numpy()[-1] < 1e-9
    drawn = frame[keep]
    return tuple((int(minute), 1 - float(share)) for minute, share in zip(drawn["minute"], drawn["surviving"], strict=True))


def _remark(now: Curve, before: Curve | None, label: str) -> str:
    """The median in words, with that of the comparison."""
    if now.median is None:
        return _("Half is not reached yet")
    text = _("Half of the tickets within {time}").format(time=duration(now.median))
    if before is None or before.median is None:
        return text
    return _("{text} ({label} {time})").format(text=text, label=label, time=duration(before.median))


def duration(minutes: float) -> str:
    """1.8 天 · 5 小时 · 12 分钟."""
    if minutes >= DAY:
        return days(minutes / 60)
    if minutes >= HOUR:
        return _("{count} hours").format(count=f"{minutes / 60:.0f}")
    return _("{count} minutes").format(count=f"{minutes:.0f}")


def _title(now: Curve, ticks: tuple[Tick, ...]) -> str:
    if not now.total:
        return _("No ticket to follow")
    share = ticks[SOON].share
    if share is None:
        return _("Not yet followed for three days")
    return _("{share} resolved within three days").format(share=percent(share, 0))
