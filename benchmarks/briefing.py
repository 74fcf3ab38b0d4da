"""The monthly briefing on the province generation: told cold, then as each file with the browser warm."""

from __future__ import annotations

from functools import partial

from analytics.briefing import FORMATS, briefing, made
from analytics.engines.duckdb import engine
from analytics.principal import LOCAL
from analytics.query import build
from analytics.scope import Scope
from analytics.stories.districts import comparison
from analytics.stories.investment import investment
from analytics.stories.overview import overview
from analytics.stories.renovation import renovation
from analytics.stories.services import services
from analytics.stories.tickets import tickets
from benchmarks.timing import timed

AREAS = {"province": "210000", "city": "211300", "district": "211302"}
MONTH = "2021-07"


def measure() -> dict[str, object]:
    """Times in milliseconds; GRIDSCOPE_WAREHOUSE names the generation."""
    found: dict[str, object] = {}
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            build.cache_clear()
            for story in (briefing, overview, tickets, services, renovation, investment, comparison):
                story.forget()

        for level, area in AREAS.items():
            scope = Scope(area=area)

            def told(scope: Scope = scope) -> object:
                return briefing(scope, LOCAL, MONTH)

            label = f"briefing of a {level}, told with everything cold"
            found[label] = timed(label, told, before=cold, runs=3)
            for form in FORMATS:
                label = f"briefing of a {level} as {form}"
                found[label] = timed(label, partial(_file, scope, form), runs=3)
    return found


def _file(scope: Scope, form: str) -> bytes:
    return made(briefing(scope, LOCAL, MONTH), form)


if __name__ == "__main__":
    measure()
