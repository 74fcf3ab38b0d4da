"""How evenly the work is shared among workers, and whether busy units resolve less."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analytics.statistics.association import rank_correlation
from analytics.statistics.inequality import busiest, gini, gini_interval, gini_of_chance, lorenz
from analytics.stories.workload.model import Association, Evenness, LoadUnit
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.policy import policy

SIGNIFICANT = 0.05


def evenness(units: Sequence[LoadUnit]) -> Evenness | None:
    """Of the weighted load among the workers; None without workers, without work, or in a single unit."""
    staffed = [unit for unit in units if unit.workers]
    load, people = [unit.weighted for unit in staffed], [unit.workers for unit in staffed]
    if len(staffed) < 2 or not sum(load):
        return None
    low, high = gini_interval(load, people)
    x, y = lorenz(load, people)
    return Evenness(
        gini=gini(load, people),
        low=_known(low),
        high=_known(high),
        chance=_known(gini_of_chance(sum(unit.received for unit in staffed), people)),
        busiest=busiest(load, people),
        people=tuple(x.tolist()),
        work=tuple(y.tolist()),
    )


def association(units: Sequence[LoadUnit]) -> Association | None:
    """Of weighted load per worker with the resolution rate; None where too few units have tickets enough."""
    least = policy().minimum_n
    staffed = [unit for unit in units if unit.workers and unit.rate is not None]
    judged = [unit for unit in staffed if unit.received >= least]
    found = rank_correlation([unit.weighted_load_per_worker or 0 for unit in judged], [unit.rate or 0 for unit in judged])
    if found is None:
        return None
    rho, low, high, p = found
    if p >= SIGNIFICANT:
        title = _("Load and resolution rate: no distinguishable link")
    elif rho < 0:
        title = _("Busier units tend to resolve less")
    else:
        title = _("Busier units tend to resolve more")
    sentence = _("Rank correlation {rho} (95% {low} to {high}, p {p}, {n} units); going together is not cause and effect.").format(
        rho=number(rho, 2), low=number(low, 2), high=number(high, 2), p=_p(p), n=number(len(judged))
    )
    return Association(rho, low, high, p, len(judged), len(staffed) - len(judged), title, sentence)


def busiest_sentence(share: float) -> str:
    """最忙的 20% 网格员承担 41% 的工作量."""
    return _("The busiest 20% of grid workers carry {share} of the work").format(share=percent(share, 0))


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {number(p, 3)}"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
