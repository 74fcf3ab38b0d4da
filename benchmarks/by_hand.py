"""The numbers of the overview as an analyst would write them: SQL and pandas without the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.asking.scope import Period

Query = Callable[[str], pd.DataFrame]


def _periods(periods: list[Period]) -> str:
    rows = ", ".join(f"({i}, TIMESTAMP '{p.start}', TIMESTAMP '{p.end}', TIMESTAMP '{p.as_of}')" for i, p in enumerate(periods))
    return f"periods(period, starts, ends, as_of) AS (VALUES {rows})"


def history_sql(query: Query, periods: list[Period], area: str) -> pd.DataFrame:
    """KPI row: counts, Kaplan–Meier median and backlog of each period."""
    counts = query(f"""
        WITH {_periods(periods)}
        SELECT period, count(*) AS received,
            count_if(resolved_at <= as_of) AS resolved,
            count_if(resolved_at <= as_of AND resolved_at <= due_at) AS on_time,
            count_if(resolved_at <= as_of OR due_at <= as_of) AS due,
            count_if(resolved_at <= as_of AND rating IS NOT NULL AND coalesce(rated_at, resolved_at) <= as_of) AS rated,
            count_if(resolved_at <= as_of AND rating >= 4 AND coalesce(rated_at, resolved_at) <= as_of) AS satisfied
        FROM tickets JOIN periods ON received_at >= starts AND received_at < ends AND received_at <= as_of
        WHERE province = '{area}' AND (void_at IS NULL OR void_at > as_of) GROUP BY period ORDER BY period""")
    medians = query(f"""
        WITH {_periods(periods)},
        waits AS (
            SELECT period, ceil((CASE WHEN resolved_at <= as_of THEN resolution_seconds ELSE epoch(as_of) - received_second END) / 60.0) AS minute,
                count_if(resolved_at <= as_of) AS ended, count(*) AS leaving
            FROM tickets JOIN periods ON received_at >= starts AND received_at < ends AND received_at <= as_of
            WHERE province = '{area}' AND (void_at IS NULL OR void_at > as_of) GROUP BY ALL),
        risk AS (SELECT *, sum(leaving) OVER (PARTITION BY period ORDER BY minute DESC) AS at_risk FROM waits),
        curve AS (SELECT period, minute, exp(sum(ln(greatest(1 - ended / at_risk, 1e-300))) OVER (PARTITION BY period ORDER BY minute)) AS s FROM risk WHERE ended > 0)
        SELECT period, min(minute) FILTER (WHERE s <= 0.5 + 1e-9) / 60 AS median_hours FROM curve GROUP BY period ORDER BY period""")
    backlog = query(f"""
        WITH {_periods(periods)}
        SELECT period, count(*) AS backlog FROM tickets JOIN periods
            ON received_at < ends AND received_at <= as_of AND coalesce(resolved_at, TIMESTAMP '9999-01-01') > as_of
        WHERE province = '{area}' AND (void_at IS NULL OR void_at > as_of) GROUP BY period ORDER BY period""")
    return counts.merge(medians).merge(backlog)


def parts_sql(query: Query, periods: list[Period], area: str, level: str) -> pd.DataFrame:
    """The comparison of the parts in two periods."""
    return query(f"""
        WITH {_periods(periods)}
        SELECT period, {level}, count(*) AS received, count_if(resolved_at <= as_of) AS resolved,
            count_if(resolved_at <= as_of AND rating IS NOT NULL AND coalesce(rated_at, resolved_at) <= as_of) AS rated,
            count_if(resolved_at <= as_of AND rating >= 4 AND coalesce(rated_at, resolved_at) <= as_of) AS satisfied,
            count_if((resolved_at IS NULL OR resolved_at > as_of) AND due_at < as_of) AS overdue_open
        FROM tickets JOIN periods ON received_at >= starts AND received_at < ends AND received_at <= as_of
        WHERE province = '{area}' AND (void_at IS NULL OR void_at > as_of) GROUP BY ALL ORDER BY ALL""")


def history_pandas(tickets: pd.DataFrame, periods: list[Period]) -> pd.DataFrame:
    """The same KPI row from a frame held in memory."""
    rows = []
    for period in periods:
        known = tickets[(tickets["received_at"] < period.end) & (tickets["received_at"] <= period.as_of)]
        known = known[~(known["void_at"] <= period.as_of)]
        cohort = known[known["received_at"] >= period.start]
        resolved = cohort["resolved_at"] <= period.as_of
        rated = resolved & cohort["rating"].notna() & (cohort["rated_at"].fillna(cohort["resolved_at"]) <= period.as_of)
        rows.append(
            {
                "received": len(cohort),
                "resolved": int(resolved.sum()),
                "on_time": int((resolved & (cohort["resolved_at"] <= cohort["due_at"])).sum()),
                "due": int((resolved | (cohort["due_at"] <= period.as_of)).sum()),
                "rated": int(rated.sum()),
                "satisfied": int((rated & (cohort["rating"] >= 4)).sum()),
                "median_hours": _median(cohort, resolved, period),
                "backlog": int((~(known["resolved_at"] <= period.as_of)).sum()),
            }
        )
    return pd.DataFrame(rows)


def _median(cohort: pd.DataFrame, resolved: pd.Series, period: Period) -> float:
    ends = cohort["resolved_at"].where(resolved, pd.Timestamp(period.as_of))
    minutes = np.ceil((ends - cohort["received_at"]).dt.total_seconds().to_numpy() / 60).astype(np.int64)
    if not minutes.size:
        return float("nan")
    leaving = np.bincount(minutes)
    ended = np.bincount(minutes[resolved.to_numpy()], minlength=leaving.size)
    at_risk = leaving[::-1].cumsum()[::-1]
    surviving = np.cumprod(1 - ended / np.maximum(at_risk, 1))
    reached = np.flatnonzero(surviving <= 0.5 + 1e-9)
    return float(reached[0]) / 60 if reached.size else float("nan")
