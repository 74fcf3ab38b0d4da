"""The areas that can be chosen: those that received a case."""

from __future__ import annotations

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.districts.choice import Choice, members
from analytics.stories.districts.words import distinct_names


@kept
def with_cases(scope: Scope, principal: Principal, choice: Choice) -> tuple[tuple[str, str], ...]:
    """Code and name of each, the one with most cases first."""
    within, level, found = members(scope, choice, areas())
    if not level:
        return ()
    frame = ask(["received"], by=[level], scope=within, principal=principal, order="-received").frame
    names = distinct_names(found, areas())
    return tuple((code, names[code]) for code, received in zip(frame[level], frame["received"], strict=True) if code in names and received)
