"""A generation of another version is told from one of this, and is brought up to date without a new import."""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import EngineError
from data.__main__ import main
from data.rebuild import is_current
from data.store import Warehouse
from tests.support.warehouses import publish

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
TICKET = {"ticket_id": "T1", "source": "s", "channel": "other", "received_at": datetime(2021, 3, 1), "street": "211302001"}


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A warehouse whose generation lacks a column and a mart, as one of an earlier version does."""
    publish(tmp_path / "made", tickets=[TICKET])
    folder = tmp_path / "old"
    shutil.copytree(tmp_path / "made", folder)
    with duckdb.connect(folder / "000001.duckdb") as connection:
        connection.execute("ALTER TABLE generation DROP COLUMN layout")
        connection.execute("ALTER TABLE areas DROP COLUMN short_name")
        connection.execute("DROP TABLE renovation_plans")
        connection.execute("DROP TABLE snapshots")
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
    return Warehouse(folder)


def test_a_generation_of_another_version_is_refused_with_what_to_do(old: Warehouse):
    assert not is_current(old)
    with pytest.raises(EngineError, match="python -m data rebuild"):
        ask(["received"], scope=MARCH, principal=LOCAL)


def test_it_is_rebuilt_with_the_same_rows(old: Warehouse, capsys: pytest.CaptureFixture[str]):
    assert main(["rebuild", "--if-needed"]) == 0
    assert "Generation 2" in capsys.readouterr().out
    assert ask(["received"], scope=MARCH, principal=LOCAL).frame["received"].tolist() == [1]
    assert [generation.number for generation in old.generations()] == [1, 2]


def test_one_of_this_version_is_left_alone_unless_it_is_wanted(old: Warehouse):
    main(["rebuild"])
    assert main(["rebuild", "--if-needed"]) == 0
    assert len(old.generations()) == 2
    assert main(["rebuild"]) == 0
    assert len(old.generations()) == 3


def test_without_a_generation_there_is_nothing_to_rebuild(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "empty"))
    assert main(["rebuild", "--if-needed"]) == 0
    assert main(["rebuild"]) == 2
    assert "python -m data demo" in capsys.readouterr().err
