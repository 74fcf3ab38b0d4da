"""The SQL of representative requests is what an analyst has read and found right."""

from pathlib import Path

import pytest

from analytics.engines.duckdb import engine
from analytics.query import build
from tests.golden.requests import FOLDER, NEEDS, REQUESTS, needs, path
from tests.support.random_tickets import random_tickets
from tests.support.warehouses import publish


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("golden")
    publish(made, tickets=random_tickets(1, 50))
    return made


@pytest.mark.parametrize("name", REQUESTS)
def test_the_sql_is_the_one_on_file(name: str):
    """Refresh with `python -m tests.golden.refresh` and read the difference."""
    assert build(REQUESTS[name]) + "\n" == path(name).read_text("utf-8")


@pytest.mark.parametrize("name", REQUESTS)
def test_the_sql_on_file_runs(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
    with engine().reading() as reader:
        frame = reader.query(path(name).read_text("utf-8"))
    assert set(REQUESTS[name].columns) <= set(frame.columns)


def test_no_stale_file_lies_among_them():
    assert {file.stem for file in FOLDER.glob("*.sql")} == set(REQUESTS)


def test_what_every_measure_needs_is_what_somebody_has_read_and_found_right():
    assert needs() == NEEDS.read_text("utf-8")
