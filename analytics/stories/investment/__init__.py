"""Investment of an area and a year: funds against the target, projects from first talks to production, who needs help."""

from __future__ import annotations

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.investment.concerns import DRY, concerns, rule, strips
from analytics.stories.investment.kpis import kpis
from analytics.stories.investment.model import Investment
from analytics.stories.investment.money_year import curve, headline, months, support
from analytics.stories.investment.numbers import Numbers, gather
from analytics.stories.investment.parts import map_title, parts, parts_title
from analytics.stories.investment.pipeline import concerned, pipeline
from analytics.words.language import _, plural
from analytics.words.wording import number

__all__ = ["DRY", "Investment", "investment"]


@kept
def investment(scope: Scope, principal: Principal) -> Investment:
    """Everything the investment page says that does not depend on a choice of its own, in the current language."""
    numbers = gather(scope, principal)
    waiting, areas = concerns(numbers), parts(numbers)
    return Investment(
        headline=headline(numbers),
        support=support(numbers),
        kpis=kpis(numbers),
        curve=curve(numbers),
        months=months(numbers),
        parts=areas,
        parts_title=parts_title(areas),
        parts_note=_("Planned by now as each target is phased; what counts as behind is set in the policy."),
        pipeline=pipeline(numbers),
        strips=strips(numbers),
        concerns=waiting,
        concerns_title=concerned(len(waiting)),
        concerns_note=rule(numbers),
        map_title=map_title(areas),
        ledger_title=plural("{count} project in the ledger", "{count} projects in the ledger", len(numbers.projects)).format(
            count=number(len(numbers.projects))
        ),
        is_empty=numbers.projects.empty and not len(numbers.monthly),
        empty=_empty(numbers),
    )


def _empty(numbers: Numbers) -> str:
    """Why there is nothing to see, and what to choose."""
    if numbers.scope.area and numbers.areas.get(numbers.scope.area).level in ("street", "community", "grid"):
        return _("The ledger places investment projects in districts, not below. Choose the district in the bar above.")
    if numbers.scope.where:
        return _("No investment project lies in this scope. Remove a filter, or choose a larger area or a later period.")
    return _("No investment project lies in this scope. Choose a larger area or a later period, or import the ledger.")
