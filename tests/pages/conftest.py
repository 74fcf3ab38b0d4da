"""Pages run without a browser, on the demo warehouse."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pages.components import boundaries

APP = Path(__file__).parents[2] / "app.py"
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Every AppTest would read the metadata of all installed packages anew; they stay what they are while tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def boundaries_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody fetches the boundaries of these pages, and each folder that comes retires one that a server under test may need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "FOLDER", tmp_path_factory.mktemp("geo"))
        yield


@pytest.fixture
def opened(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page at an address: `opened("overview", area="211302")`."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))

    def visit(page: str = "leadership/overview", **query: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        return app

    return visit
