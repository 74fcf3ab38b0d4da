"""Server time of a rerun of the overview page when every answer is known."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.timing import timed

ROOT = Path(__file__).parents[1]


def measure() -> dict[str, object]:
    """The page is run by Streamlit's own test runner; the first run fills the caches."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["area"] = "210000"
    app.run()
    app.switch_page("pages/leadership/overview.py").run()
    return {"overview": timed("rerun of the overview without queries", app.run, runs=15)}
