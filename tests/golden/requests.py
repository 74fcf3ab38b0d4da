"""The representative requests whose SQL is kept beside this file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analytics.asking.filters import Filter
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.query import Request

FOLDER = Path(__file__).parent
NEEDS = FOLDER / "needs.txt"
NEWEST = datetime(2022, 4, 30, 18)
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
OPEN = Scope("this_month")


def _periods(scope: Scope) -> tuple[Period, ...]:
    compared = scope.comparison(NEWEST)
    return (scope.period(NEWEST), compared) if compared else (scope.period(NEWEST),)


ONE = _periods(MARCH)[:1]
REQUESTS = {
    "rates_by_district": Request(
        ("received", "resolution_rate", "on_time_rate"), ("district",), ONE, (Filter("channel", ("hotline_12345",)),), "-received"
    ),
    "comparison_while_open": Request(("received", "overdue_open"), (), _periods(OPEN)),
    "history_of_12_with_a_gap": Request(("received", "resolution_rate", "backlog"), (), (*OPEN.history(12, NEWEST),)),
    "drill_across_by_month": Request(("received", "closed", "clearance_ratio"), ("street", "month"), _periods(Scope("last_12_months"))[:1]),
    "time_to_resolution_by_street": Request(("median_hours", "p90_hours"), ("street",), ONE),
    "top_categories_with_others": Request(("received", "satisfaction_rate"), ("category",), ONE, fold=("供热供水", "none", "环境卫生")),
    "not_these_channels": Request(
        ("received",), ("channel",), ONE, (Filter("channel", ("wechat", "window"), negated=True), Filter("enterprise", ("true",)))
    ),
    "areas_of_a_district": Request(("grids", "grid_workers"), ("street",), ONE, (Filter("district", ("211302",)),)),
    "per_worker_by_grid": Request(("received_per_worker", "open_per_worker"), ("grid",), ONE, limit=20, order="-received_per_worker"),
    "overdue_backlog_of_two_periods": Request(("received", "backlog", "overdue_backlog"), ("street",), _periods(MARCH)),
    "overdue_backlog_by_week": Request(("overdue_backlog",), ("week",), ONE),
    "backlog_by_week": Request(("backlog",), ("week",), ONE, (Filter("district", ("211302",)),)),
}


def path(name: str) -> Path:
    return FOLDER / f"{name}.sql"


def needs() -> str:
    """Every measure with the columns that somebody has to report for it, one a line."""
    return "".join(f"{name}: {' '.join(sorted(CATALOGUE.needs(name)))}".rstrip() + "\n" for name in CATALOGUE.measures)
