"""The renovation page's queries on the province generation: everything cold, by level, and with the answers kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.renovation.before_after import before_after
from analytics.stories.renovation.project import project_view
from benchmarks.timing import timed

LEVELS = {"province": "210000", "city": "211300", "district": "211302"}
STORIES = (plan_years, renovation, before_after, project_view)


def measure() -> dict[str, object]:
    """Milliseconds by level; the budget is 300 ms for all of a page's queries."""
    found: dict[str, object] = {}
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            forget_stories()
            build.cache_clear()
            for story in STORIES:
                story.forget()

        for level, area in LEVELS.items():
            scope = Scope(area=area)
            year = plan_years(scope, LOCAL)[0]
            one = renovation(scope, LOCAL, year, "investment").projects[0].id
            runs: dict[str, Callable[[], object]] = {
                "projects, pace, curve, costs": partial(renovation, scope, LOCAL, year, "investment"),
                "tickets before and after": partial(before_after, scope, LOCAL),
                "one project": partial(project_view, scope, LOCAL, one),
            }
            for what, run in runs.items():
                found[f"{level}: {what}, cold"] = timed(f"{level}: {what}, cold", run, before=cold)
            found[f"{level}: kept"] = timed(f"{level}: kept", runs["projects, pace, curve, costs"])
    return found
