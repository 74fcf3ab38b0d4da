"""The overview's queries on the province generation: ask() against hand-written SQL and against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.readings.numbers import BY_UNIT, KPIS, PERIODS
from analytics.stories.overview import overview
from benchmarks.by_hand import history_pandas, history_sql, parts_sql
from benchmarks.timing import timed

PROVINCE = "210000"
COLUMNS = ("received_at", "resolved_at", "due_at", "void_at", "rating", "rated_at")
CHECKED = ("received", "resolved", "on_time", "due", "rated", "satisfied", "backlog", "median_hours")


def measure() -> dict[str, object]:
    """Times and ratios; the three ways must give the same numbers or nothing is measured."""
    with engine().reading() as reader:
        newest = reader.about.data_until
        scope = Scope(area=PROVINCE)
        history, pair = scope.history(PERIODS, newest), scope.history(2, newest)
        level = "city"
        by_hand = reader.query
        frame = by_hand(f"SELECT {', '.join(COLUMNS)} FROM tickets WHERE province = '{PROVINCE}'")
        print(f"overview of {PROVINCE}: {len(frame):,} tickets, {PERIODS} periods of 30 days up to {newest}")

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()

        _agree(
            ask(KPIS, scope=scope, principal=LOCAL, periods=history).frame,
            history_sql(by_hand, history, PROVINCE),
            history_pandas(frame, history),
        )
        found = {
            "KPI row, 12 periods: ask()": timed(
                "KPI row, 12 periods: ask()", lambda: ask(KPIS, scope=scope, principal=LOCAL, periods=history), before=cold
            ),
            "KPI row, 12 periods: SQL by hand": timed("KPI row, 12 periods: SQL by hand", lambda: history_sql(by_hand, history, PROVINCE)),
            "KPI row, 12 periods: pandas": timed("KPI row, 12 periods: pandas", lambda: history_pandas(frame, history), runs=3),
            "KPI row, 2 periods: ask()": timed(
                "KPI row, 2 periods: ask()", lambda: ask(KPIS, scope=scope, principal=LOCAL, periods=pair), before=cold
            ),
            "KPI row, 2 periods: SQL by hand": timed("KPI row, 2 periods: SQL by hand", lambda: history_sql(by_hand, pair, PROVINCE)),
            "parts, 2 periods: ask()": timed(
                "parts, 2 periods: ask()", lambda: ask(BY_UNIT, by=[level], scope=scope, principal=LOCAL, periods=pair), before=cold
            ),
            "parts, 2 periods: SQL by hand": timed("parts, 2 periods: SQL by hand", lambda: parts_sql(by_hand, pair, PROVINCE, level)),
            "whole overview, everything cold": timed("whole overview, everything cold", lambda: overview(scope, LOCAL), before=cold),
            "whole overview, answers kept": timed("whole overview, answers kept", lambda: overview(scope, LOCAL), before=overview.forget),
        }
    for what in ("KPI row, 12 periods", "KPI row, 2 periods", "parts, 2 periods"):
        ratio = found[f"{what}: ask()"]["median_ms"] / found[f"{what}: SQL by hand"]["median_ms"]
        found[f"{what}: ratio"] = {"ask_to_hand": round(ratio, 2)}
        print(f"  {what}: ask() takes {ratio:.2f} × the SQL by hand (budget 1.3)")
    return dict(found)


def _agree(asked: pd.DataFrame, sql: pd.DataFrame, pandas: pd.DataFrame) -> None:
    for column in CHECKED:
        for other, name in ((sql, "SQL by hand"), (pandas, "pandas")):
            if not np.allclose(asked[column].astype(float), other[column].astype(float), equal_nan=True):
                raise AssertionError(f"{column} differs between ask() and {name}:\n{asked[column].tolist()}\n{other[column].tolist()}")
