"""Investment of an area and a year: funds against the target, projects from first talks to production, who needs help."""

from __future__ import annotations

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.investment.concerns import concerns, concerns_panel, strips
from analytics.stories.investment.headline import headline, support
from analytics.stories.investment.kpis import kpis
from analytics.stories.investment.model import Investment
from analytics.stories.investment.money_year import curve, months
from analytics.stories.investment.numbers import Numbers, gather
from analytics.stories.investment.parts import parts, parts_panel
from analytics.stories.investment.pipeline import conversion, stages
from analytics.words.language import _

__all__ = ["Investment", "investment"]


@kept
def investment(scope: Scope, principal: Principal) -> Investment:
    """Everything the investment page says that does not depend on a choice of its own, in the current language."""
    numbers = gather(scope, principal)
    waiting = concerns(numbers)
    return Investment(
        headline=headline(numbers),
        support=support(numbers),
        kpis=kpis(numbers),
        curve=curve(numbers),
        months=months(numbers),
        parts=parts_panel(parts(numbers)),
        stages=stages(numbers),
        conversion=conversion(numbers),
        strips=strips(numbers),
        concerns=concerns_panel(waiting),
        waiting=waiting,
        empty=_empty(numbers) if numbers.projects.empty and not len(numbers.monthly) else "",
    )


def _empty(numbers: Numbers) -> str:
    """Why there is nothing to see, and what to choose."""
    if numbers.scope.area and numbers.areas.get(numbers.scope.area).level in ("street", "community", "grid"):
        return _("The ledger places investment projects in districts, not below. Choose the district in the bar above.")
    if numbers.scope.where:
        return _("No investment project lies in this scope. Remove a filter, or choose a larger area or a later period.")
    return _("No investment project lies in this scope. Choose a larger area or a later period, or import the ledger.")
