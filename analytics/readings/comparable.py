"""What may be compared: a comparison period that the record covers from its first day, never one that begins before the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.readings.numbers import PERIODS, Numbers
from analytics.words.language import _

BEGINNING = ("channel", "source")  # each has a first day of its own; a category or a department without tickets is only quiet


def comparable(numbers: Numbers) -> Numbers:
    """The same numbers, without a comparison and without those periods of the history that the record does not cover whole."""
    newest, begins = numbers.newest.to_pydatetime(), record_begins(numbers.scope, numbers.principal)
    earlier = numbers.scope.history(PERIODS, newest)[1:]
    partial = [number for number, period in enumerate(earlier, start=1) if period.start.date() < begins]
    before = numbers.scope.comparison(newest)
    return replace(
        numbers,
        history=numbers.history.drop(partial).reindex(numbers.history.index),
        compared=numbers.compared if before and before.start.date() >= begins else None,
    )


def record_begins(scope: Scope, principal: Principal) -> date:
    """Day of the first ticket that the area of the scope has through its channels and sources; that of all data without any."""
    with engine().reading() as reader:
        about = reader.about
    everything = Scope(
        window="custom",
        first=about.data_from.date(),
        last=max(about.data_from, about.data_until).date(),
        compare="none",
        area=scope.area,
        where=tuple(item for item in scope.where if item.dimension in BEGINNING),
    )
    first = rows("tickets", ["received_at"], scope=everything, principal=principal, order="received_at", limit=1).frame["received_at"]
    return about.data_from.date() if first.empty else first.iloc[0].date()


def why_not_compared(numbers: Numbers) -> str:
    """In few words why the numbers have no change although one is asked for; empty where they have, or none is."""
    if numbers.compared is not None or numbers.scope.compare == "none":
        return ""
    return _("No full year before") if numbers.scope.compare == "year" else _("No full prior period")
