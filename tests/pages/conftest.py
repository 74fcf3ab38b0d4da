"""Pages run without a browser, on the demo warehouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"
Opened = Callable[..., AppTest]


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page at an address: `opened("overview", area="211302")`."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))

    def visit(page: str = "leadership/overview", **query: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "leadership/overview":
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app

    return visit
