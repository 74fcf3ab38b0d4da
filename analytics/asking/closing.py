"""How resolved tickets used their time limit: the counts behind the question whether closes are true."""

from __future__ import annotations

import pandas as pd

from analytics.asking.cohorts import cohort
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.query.limit_use import limit_use

STEPS = 20  # of the limit
LAST = 30  # one and a half times the limit


def use_of_limit(scope: Scope, principal: Principal) -> pd.Series:
    """Tickets resolved by as-of by the twentieth of their limit in which they were resolved, 1 … 30; later ones are in `beyond`."""
    with cohort(scope, principal) as rows:
        counted = rows.reader.cached(limit_use(rows.period, rows.where, rows.gaps, STEPS)).set_index("step")["tickets"]
    steps = counted.reindex(range(1, LAST + 1), fill_value=0).astype("int64")
    steps.attrs["beyond"] = int(counted[counted.index > LAST].sum())
    return steps
