"""Deliver what is news: to each channel what it was not told yet, outside the quiet hours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from analytics.asking.scope import Scope
from analytics.findings.journal import JOURNAL, Journal
from analytics.findings.mail import mail
from analytics.findings.message import Message, message
from analytics.findings.notices import Notice
from analytics.findings.sending import NotDelivered, persistently
from analytics.findings.settings import Delivery
from analytics.findings.webhook import post
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
    """Tell every channel its news: the webhook, and each recipient of mail, with a journal of his own. One that fails does not keep
    the others from theirs, and does not make them hear it twice.

    A message whose answer was lost may come twice, with the same Message-ID or Idempotency-Key.
    """
    warehouse, outcomes = Warehouse(), dict[str, Outcome]()
    with warehouse.alone(JOURNAL):
        noted = warehouse.noted(JOURNAL)
        for channel, send in _channels(settings):
            journal = Journal(warehouse, noted, channel, scope, at)
            attempts = 1 if _is_down(channel, outcomes) else policy().delivery.attempts
            outcomes[channel] = _told(journal, channel, partial(persistently, send, attempts=attempts, sleep=sleep), scope, seen, at)
    return list(outcomes.values())


def is_quiet(at: datetime) -> bool:
    """Whether a moment lies in the quiet hours of the policy, which may reach over midnight."""
    begin, end = policy().delivery.quiet_from, policy().delivery.quiet_until
    if begin is None or end is None:
        return False
    clock = at.time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def _channels(settings: Delivery) -> Iterator[tuple[str, Send]]:
    smtp, webhook = settings.smtp, settings.webhook
    for recipient in smtp.to if smtp else ():
        assert smtp
        yield f"smtp {recipient}", partial(mail, smtp, recipient)
    if webhook:
        yield "webhook", partial(post, webhook)


def _is_down(channel: str, outcomes: dict[str, Outcome]) -> bool:
    """The same server has just exhausted all patience: the other recipients need not wait as long again."""
    kind = channel.partition(" ")[0]
    return any(name.partition(" ")[0] == kind and outcome.problem and outcome.problem.passing for name, outcome in outcomes.items())


def _told(
    journal: Journal,
    channel: str,
    send: Send,
    scope: Scope,
    seen: Sequence[Notice],
    at: datetime,
) -> Outcome:
    journal.look(seen)
    news, gone = journal.news(seen), journal.left_over()
    if is_quiet(at):
        for notice in news:
            journal.hold(notice)
        return Outcome(channel, held=len(news) + len(gone))
    if not (news or gone):
        return Outcome(channel)
    written = message(scope, news, gone)
    try:
        send(written)
    except NotDelivered as problem:
        return Outcome(channel, problem=problem)
    journal.tell(news, gone)
    return Outcome(channel, told=len(news) + len(gone))
