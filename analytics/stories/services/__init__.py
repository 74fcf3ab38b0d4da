"""Services and visits of an area and a period: what is on offer, what was taken in, who was visited and who was not."""

from __future__ import annotations

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.stories.services import kpis
from analytics.stories.services.cases import cases, reports
from analytics.stories.services.items import BY, MEASURES, compression, shares
from analytics.stories.services.model import Services
from analytics.stories.services.scopes import offering
from analytics.stories.services.story import headline, support
from analytics.stories.services.visits import activities, coverage
from analytics.stories.services.waits import waits

__all__ = ["BY", "MEASURES", "Services", "services", "shares"]


@kept
def services(scope: Scope, principal: Principal) -> Services:
    """Everything the page says but the shares by department, in the current language."""
    known, now = areas(), pd.Timestamp(newest())
    period = scope.period(now.to_pydatetime())
    offered = offering(scope, principal, known)
    whole, reported = kpis.offered(offered, principal, period), reports(offered, principal, period)
    row = (*kpis.shares(whole), kpis.taken_in(reported, principal, period, now), *kpis.held(scope, principal, now))
    by_id = {kpi.measure_id: kpi for kpi in row}
    covered, waiting = coverage(scope, principal, now), waits(scope, principal, period)
    return Services(
        headline=headline(by_id, waiting),
        support=support(by_id, covered, waiting, scope, offered, known),
        kpis=row,
        compression=compression(offered, principal, whole),
        cases=cases(reported, principal),
        activities=activities(scope, principal, period),
        coverage=covered,
        waits=waiting,
    )
