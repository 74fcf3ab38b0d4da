"""The tickets page on the province generation: its queries cold for two windows, part by part, and a rerun with every answer known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.query.survival import survival_curve
from analytics.readings.kept import forget_stories, kept
from analytics.readings.rates import RATES
from analytics.stories.tickets import ages, heat, hotspots, integrity, levels, quality, risk, speeds, stability, tickets
from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]
PROVINCE = "210000"
WINDOWS = ("last_30_days", "last_12_months")
STORIES = (tickets, heat, risk, ages, speeds, stability, levels, quality, integrity, hotspots)


def measure() -> dict[str, object]:
    """Milliseconds of the default view and of every further part, everything cold; then of a rerun."""
    found: dict[str, object] = {}
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()
            survival_curve.cache_clear()
            for story in STORIES:
                assert isinstance(story, kept)
                story.forget()

        for window in WINDOWS:
            scope = Scope(window=window, area=PROVINCE)
            for label, run in _runs(scope).items():
                found[f"{window}: {label}"] = timed(f"tickets page, {window}: {label}", run, before=cold, runs=5)
    return found | {"rerun": _rerun()}


def _runs(scope: Scope) -> dict[str, Callable[[], object]]:
    def default() -> None:
        tickets(scope, LOCAL)
        heat(scope, LOCAL, RATES[0])
        risk(scope, LOCAL)
        ages(scope, LOCAL)

    return {
        "default view": default,
        "headline, rates, flow, waiting, heat": lambda: tickets(scope, LOCAL),
        "cases at risk": lambda: risk(scope, LOCAL),
        "open": lambda: ages(scope, LOCAL),
        "speed": lambda: speeds(scope, LOCAL, "category"),
        "stability": lambda: stability(scope, LOCAL, RATES[0]),
        "levels": lambda: levels(scope, LOCAL),
        "quality": lambda: quality(scope, LOCAL),
        "integrity": lambda: integrity(scope, LOCAL),
        "places": lambda: hotspots(scope, LOCAL),
    }


def _rerun() -> dict[str, float]:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = PROVINCE
    app.run()
    app.switch_page("pages/analysis/tickets.py").run()
    return timed("rerun of the tickets page without queries", app.run, runs=15)
