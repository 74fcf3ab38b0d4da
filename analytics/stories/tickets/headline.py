"""The headline of the tickets page: how long half of the residents wait, and what becomes of the backlog."""

from __future__ import annotations

from collections import Counter

from analytics.shapes.panel import Panel
from analytics.shapes.tickets import Flow, Heat, Waiting
from analytics.statistics.change import is_beyond
from analytics.stories.tickets.flow import grows, has_peaked, share_above
from analytics.stories.tickets.waiting import duration
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import count, percent

NAMED = 2


def headline(told: Panel[Waiting], flow: Flow, received: int, resolved: int) -> str:
    """Both in one sentence; neither is known without times of resolution. Where half are `resolved` and the median is not reached, many
    closes have no time."""
    if not received:
        return _("No ticket was received in this period")
    if told.picture is None:
        return told.title
    waiting = told.picture
    if waiting.median is None and 2 * resolved >= received:
        first = _("Too many cases were closed without a time to tell how long half wait")
    elif waiting.median is None:
        first = _("Less than half of the tickets are resolved")
    else:
        first = _("Half of the tickets resolved within {time}").format(time=duration(waiting.median * 60))
    second = _backlog(flow)
    return _("; ").join((first, second)) if second else first


def support(flow: Flow, heat: Panel[Heat], received: int) -> str:
    """What came in beyond the ordinary, where the backlog stands, and which cells of the heat map are low; names in bold."""
    if not received:
        return ""
    parts = [part for part in (_surge(flow), _stock(flow), _low(heat)) if part]
    return ("" if language() == CHINESE else " ").join(parts)


def _backlog(flow: Flow) -> str:
    if len(flow.backlog) < 2:
        return ""
    first, last, most = flow.opening, flow.backlog[-1], max(flow.backlog)
    if has_peaked(flow):
        return _("backlog down from its peak of {most} to {last}").format(most=count(most, "cases"), last=count(last, "cases"))
    if not is_beyond(grows(flow)) or not first:
        return _("backlog {last}, no steady growth or decline").format(last=count(last, "cases"))
    if last > first:
        return _("backlog grows steadily to {last}").format(last=count(last, "cases"))
    return _("backlog falls steadily to {last}").format(last=count(last, "cases"))


def _surge(flow: Flow) -> str:
    above = share_above(flow)
    if above is None:
        return ""
    busiest, share = above
    texts = {
        "day": _("On {when} {count} came in, {share} above an ordinary day."),
        "week": _("In the week of {when} {count} came in, {share} above an ordinary week."),
        "month": _("In {when} {count} came in, {share} above an ordinary month."),
    }
    return texts[flow.unit].format(when=flow.labels[busiest], count=count(flow.received[busiest], "cases"), share=percent(share, 0))


def _stock(flow: Flow) -> str:
    if len(flow.backlog) < 2:
        return ""
    first, last = flow.opening, flow.backlog[-1]
    if last == first:
        return _("Open at the end {last}, as many as at first.").format(last=count(last, "cases"))
    text = (
        _("Open at the end {last}, {more} more than at first.")
        if last > first
        else _("Open at the end {last}, {more} fewer than at first.")
    )
    return text.format(last=count(last, "cases"), more=count(abs(last - first), "cases"))


def _low(heat: Panel[Heat]) -> str:
    low = [cell for cell in heat.picture.cells if cell.cls == "low"] if heat.picture else []
    if not low:
        return ""
    names = [name for name, _cells in Counter(cell.category for cell in low).most_common(NAMED)]
    share = sum(cell.category in names for cell in low)
    text = plural(
        "{count} pair of category and channel is low, in {names}.",
        "Of {count} pairs of category and channel that are low, {share} are in {names}.",
        len(low),
    )
    return text.format(count=len(low), share=share, names=_(" and ").join(bold(name) for name in names))
