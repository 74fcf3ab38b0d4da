"""Deliver what is news: to each channel what it was not told yet, outside the quiet hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.findings.journal import JOURNAL, Journal
from analytics.findings.mail import mail
from analytics.findings.message import Message, message
from analytics.findings.notices import Notice
from analytics.findings.sending import NotDelivered, persistently
from analytics.findings.settings import Delivery
from analytics.findings.webhook import post
from analytics.scope import Scope
from data.contracts.policy import policy
from data.store import Warehouse

Send = Callable[[Message], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a channel's news: so many told, so many held back, or the problem that kept them here."""

    channel: str
    told: int = 0
    held: int = 0
    problem: NotDelivered | None = None


def deliver(
    settings: Delivery, scope: Scope, seen: Sequence[Notice], at: datetime, sleep: Callable[[float], object] = time.sleep
) -> list[Outcome]:
    """Tell every channel its news. A channel that fails does not keep the others from theirs.

    A message whose answer was lost may come twice, with the same Message-ID or Idempotency-Key.
    """
    warehouse = Warehouse()
    with warehouse.alone(JOURNAL):
        return [_told(Journal(warehouse, name, scope), name, send, scope, seen, at, sleep) for name, send in _channels(settings)]


def is_quiet(at: datetime) -> bool:
    """Whether a moment lies in the quiet hours of the policy, which may reach over midnight."""
    begin, end = policy().delivery.quiet_from, policy().delivery.quiet_until
    if begin is None or end is None:
        return False
    clock = at.time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def _channels(settings: Delivery) -> Iterator[tuple[str, Send]]:
    smtp, webhook = settings.smtp, settings.webhook
    if smtp:
        yield "smtp", lambda written: mail(smtp, written)
    if webhook:
        yield "webhook", lambda written: post(webhook, written)


def _told(
    journal: Journal,
    channel: str,
    send: Send,
    scope: Scope,
    seen: Sequence[Notice],
    at: datetime,
    sleep: Callable[[float], object],
) -> Outcome:
    journal.close(seen)
    news = journal.news(seen)
    if is_quiet(at):
        for notice in news:
            journal.note("held", notice)
        return Outcome(channel, held=len(news))
    gone = journal.left_over(seen)
    if not (news or gone):
        return Outcome(channel)
    written = message(scope, news, gone)
    try:
        persistently(lambda: send(written), sleep)
    except NotDelivered as problem:
        return Outcome(channel, problem=problem)
    for notice in (*news, *gone):
        journal.note("told", notice)
    for notice in gone:
        journal.note("gone", notice)
    return Outcome(channel, told=len(news) + len(gone))
