"""The comparison page on the province generation: all its queries cold, its stories kept, and a rerun of the page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.asking.geography import Areas, areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import Reader, engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from analytics.stories.districts import Choice, comparison, duel, scores, with_cases
from analytics.stories.districts.numbers import gather
from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]
PROVINCE = "210000"
CHOICE = Choice(level="district")


def measure() -> dict[str, object]:
    """Default view of the province by district, last 30 days; budget 300 ms for its queries, 60 ms for a rerun."""
    scope = Scope(area=PROVINCE)
    with engine().reading() as reader:
        newest, known = reader.about.data_until, areas()
        pair = [code for code, _name in with_cases(scope, LOCAL, CHOICE)[:2]]

        def cold() -> None:
            _forget(reader)

        found: dict[str, object] = {
            "queries": timed("comparison: all queries, cold", lambda: _queries(scope, newest, known), before=cold),
            "comparison": timed("comparison: whole story, cold", lambda: comparison(scope, LOCAL, CHOICE), before=cold),
            "comparison kept": timed("comparison: answers kept", lambda: comparison(scope, LOCAL, CHOICE), before=comparison.forget),
            "scores": timed("score: whole story, cold", lambda: scores(scope, LOCAL, CHOICE, "balanced"), before=cold),
            "duel": timed("duel: whole story, cold", lambda: duel(scope, LOCAL, CHOICE, pair[0], pair[1]), before=cold),
        }
    found["rerun"] = _rerun()
    return found


def _queries(scope: Scope, newest: datetime, known: Areas) -> None:
    with_cases(scope, LOCAL, CHOICE)
    gather(scope, LOCAL, CHOICE, known, newest)


def _forget(reader: Reader) -> None:
    reader.cached.cache_clear()
    forget_stories()
    build.cache_clear()
    for story in (comparison, scores, duel, with_cases):
        story.forget()


def _rerun() -> dict[str, float]:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = PROVINCE
    app.query_params["units"] = CHOICE.level
    app.run()
    app.switch_page("pages/leadership/districts.py").run()
    return timed("rerun of the comparison without queries", app.run, runs=15)


if __name__ == "__main__":
    measure()
