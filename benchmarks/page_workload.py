"""The workload page on the province generation: its queries cold, each section, and a rerun that asks nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.stories.workload import workload
from analytics.stories.workload.clustered import clustered
from analytics.stories.workload.numbers import numbers
from analytics.stories.workload.proposal import proposal
from analytics.stories.workload.quiet import quiet_grids
from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]
AREAS = {"grids of a district": "211302", "streets of a city": "211300", "districts of a province": "210000"}


def measure() -> dict[str, object]:
    """Milliseconds of the default view and of each section at three levels, and of a rerun of the page."""
    found: dict[str, object] = {}
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()
            for story in (workload, numbers, clustered, proposal, quiet_grids):
                story.forget()

        for name, area in AREAS.items():
            scope = Scope(area=area)
            level = workload(scope, LOCAL).level
            ways: dict[str, Callable[[], object]] = {
                "queries": partial(numbers, scope, LOCAL, level),
                "default view": partial(workload, scope, LOCAL),
                "silent grids": partial(quiet_grids, scope, LOCAL, 90),
                "clusters": partial(clustered, scope, LOCAL, level, ""),
                "suggested moves": partial(proposal, scope, LOCAL, level, 0.0, "near"),
            }
            for way, run in ways.items():
                found[f"{name}: {way}"] = timed(f"workload, {name}: {way}, cold", run, before=cold, runs=5)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = "211302"
    app.run()
    app.switch_page("pages/analysis/workload.py").run()
    for section in ("spread", "silence", "clusters", "moves"):
        app.query_params["section"] = section
        app.run()
        found[f"rerun: {section}"] = timed(f"rerun of the workload page, {section}", app.run, runs=9)
    return found


if __name__ == "__main__":
    measure()
