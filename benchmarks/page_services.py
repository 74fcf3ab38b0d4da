"""The page of services and visits on the province generation: its story cold, and a rerun when all is known."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.readings.rates import rates
from analytics.stories.published import published
from analytics.stories.services import MEASURES, services, shares
from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]
AREAS = {"province": "210000", "city": "211300", "district": "211302", "street": "211302008"}


def measure() -> dict[str, object]:
    """Times in milliseconds; GRIDSCOPE_WAREHOUSE names the generation."""
    found: dict[str, object] = {}
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()
            for story in (services, shares, rates, published):
                story.forget()

        for level, area in AREAS.items():
            scope = Scope(area=area)

            def page(scope: Scope = scope) -> None:
                services(scope, LOCAL)
                shares(scope, LOCAL, MEASURES[0], "department")

            label = f"services of a {level}, everything cold"
            found[label] = timed(label, page, before=cold)
        found["published figures, cold"] = timed("109 published figures, cold", lambda: published(Scope(), LOCAL), before=cold, runs=3)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = AREAS["district"]
    app.run()
    app.switch_page("pages/leadership/services.py").run()
    found["rerun"] = timed("rerun of services without queries", app.run, runs=15)
    return found


if __name__ == "__main__":
    measure()
