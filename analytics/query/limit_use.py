"""How much of its time limit a resolved ticket used, counted in steps."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE
from analytics.query.gaps import Gaps, reporting_rows
from analytics.query.legs import cohort
from analytics.query.parts import parse
from analytics.query.request import Request

COUNTED = "resolved_with_limit"
# A close in the second of the deadline still keeps it: steps hold their upper edge.
STEP = "greatest(1, ceil(CAST(resolution_seconds AS DOUBLE) * {steps} / limit_seconds))"


def limit_use(period: Period, where: Iterable[Filter], gaps: Gaps, steps: int) -> str:
    """The SQL that counts resolved tickets by the step of their limit in which they were resolved: step 1 … `steps` keep it."""
    model = CATALOGUE.model_of(COUNTED)
    rows = cohort(Request((COUNTED,), (), (period,), tuple(where)), model, model.time, period)
    rows = rows.where(*reporting_rows(gaps, model, CATALOGUE.needs(COUNTED)), copy=False)
    resolved = parse("{is_resolved} AND limit_seconds > 0", model, period.as_of)
    step = parse_one(f"CAST({STEP.format(steps=int(steps))} AS BIGINT) AS step", dialect="duckdb")
    select = rows.where(resolved, copy=False).select(step, parse_one("count(*) AS tickets"), copy=False)
    return select.group_by("1", copy=False).order_by("1", copy=False).sql(dialect="duckdb", pretty=True)
