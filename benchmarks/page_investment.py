"""The investment page on a generation: its queries from cold, and a rerun that needs none."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.stories.investment import investment
from analytics.stories.investment.choices import composition, officials
from analytics.stories.investment.numbers import gather
from analytics.stories.investment.projects import ledger
from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]
AREAS = {"province": "210000", "city": "211300", "district": "211302"}


def measure() -> dict[str, object]:
    """Milliseconds of everything the page asks, by level, and of a rerun of the page."""
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()
            for story in (gather, investment, composition, officials, ledger):
                story.forget()

        def whole(scope: Scope) -> None:
            investment(scope, LOCAL)
            composition(scope, LOCAL, "industry")
            officials(scope, LOCAL)
            ledger(scope, LOCAL)

        found: dict[str, object] = {}
        for level, area in AREAS.items():
            scope = Scope(area=area, window="this_year")
            found[level] = timed(f"investment of a {level}, everything cold", lambda scope=scope: whole(scope), before=cold)  # type: ignore[misc]
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = AREAS["province"]
    app.run()
    app.switch_page("pages/leadership/investment.py").run()
    found["rerun"] = timed("rerun of the investment page without queries", app.run, runs=15)
    return found


if __name__ == "__main__":
    measure()
