"""The frame: scope and language survive a page change, errors are sentences, the entry point knows its pages."""

import subprocess
import sys
from pathlib import Path

import pytest

from analytics.engines.duckdb import engine
from pages.components.navigation import PAGES
from tests.pages.conftest import Opened

ROOT = Path(__file__).parents[2]


def test_every_page_of_the_navigation_exists():
    assert all((ROOT / page.script).exists() for page in PAGES)
    assert len({page.address for page in PAGES}) == len(PAGES)


def test_no_page_lies_where_streamlit_would_serve_it_without_the_frame():
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("page", ["analysis/definitions", "manage/imports"])
def test_scope_and_language_are_carried_to_the_next_page(opened: Opened, page: str):
    app = opened(area="211302", lang="en")
    app.query_params.clear()  # as the navigation does
    app.switch_page(f"pages/{page}.py").run()
    assert "211302" in app.query_params["area"] and "en" in app.query_params["lang"]


def test_a_warehouse_without_data_is_one_sentence_that_says_what_to_run(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened()
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    app.run()
    assert "python -m data demo" in app.error[0].value
    assert not app.exception


def test_an_unexpected_error_is_a_number_to_quote_and_never_a_traceback(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    app = opened()

    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(engine(), "reading", fail)
    app.run()
    assert not app.exception
    assert "编号" in app.error[0].value and "secret" not in app.error[0].value


def test_the_production_entry_switches_the_old_page_folder_off():
    check = "import asgi; from streamlit.runtime.pages_manager import PagesManager; assert PagesManager.uses_pages_directory is False"
    subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=True)
