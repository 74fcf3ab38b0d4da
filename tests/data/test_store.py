"""Generations: published by a pointer, never touched again, and never lost to a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from data import ledger, store
from data.assemble import ORDER, About, CheckError, assemble, carry
from data.contracts.policy import policy
from data.store import StoreError, Warehouse, read_only

ROOT = Path(__file__).parents[2]
ABOUT = About(datetime(2021, 1, 1), demo=False, scale="test", seed=None, note="")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")


def publish(warehouse: Warehouse, *numbers: str, keep: int = 5) -> int:
    with warehouse.draft(keep) as draft:
        for table in ORDER:
            carry(draft, table)
        ledger.carry(draft)
        for number in numbers:
            draft.connection.execute(
                "INSERT INTO accepted_tickets (ticket_id, source, received_at) VALUES (?, 's', '2021-01-04 08:00:00')", [number]
            )
        assemble(draft, policy(), ABOUT)
    return draft.number


def tickets(path: Path) -> list[str]:
    with read_only(path) as connection:
        return [number for (number,) in connection.execute("SELECT ticket_id FROM tickets ORDER BY 1").fetchall()]


def current(warehouse: Warehouse) -> list[str]:
    generation = warehouse.current()
    assert generation is not None
    return tickets(generation.path)


def test_a_generation_carries_the_rows_of_the_one_before(warehouse):
    assert warehouse.current() is None
    assert publish(warehouse, "A") == 1
    assert publish(warehouse, "B") == 2
    assert current(warehouse) == ["A", "B"]
    assert tickets(warehouse.path(1)) == ["A"]


def test_whatever_is_raised_inside_leaves_the_old_generation_and_no_rubbish(warehouse):
    publish(warehouse, "A")
    with pytest.raises(ValueError, match="broken"), warehouse.draft(5):
        raise ValueError("broken")
    assert current(warehouse) == ["A"]
    assert sorted(path.name for path in warehouse.folder.iterdir()) == [".writing", "000001.duckdb", "CURRENT", "HIGHEST"]


def test_a_failed_check_publishes_nothing(warehouse):
    publish(warehouse, "A")
    with pytest.raises(CheckError, match="repeat the key"):
        publish(warehouse, "A")
    assert current(warehouse) == ["A"]


@pytest.mark.parametrize("moment", ["_sync", "_write", "replace"])
def test_a_crash_at_any_moment_of_publishing_leaves_a_generation_serving(warehouse, monkeypatch, moment):
    publish(warehouse, "A")

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        if moment == "replace":
            patch.setattr(store.os, "replace", crash)
        else:
            patch.setattr(store if moment == "_sync" else Warehouse, moment, crash)
        publish(warehouse, "B")
    assert current(warehouse) == ["A"]
    publish(warehouse, "C")
    assert current(warehouse) == ["A", "C"]


def test_a_killed_build_leaves_the_old_generation_and_the_next_one_works(warehouse):
    publish(warehouse, "A")
    script = f"""
import os, signal
from pathlib import Path
from data.store import Warehouse
with Warehouse(Path({str(warehouse.folder)!r})).draft(5) as draft:
    draft.connection.execute("CREATE TABLE half AS SELECT range AS n FROM range(100000)")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert current(warehouse) == ["A"]
    publish(warehouse, "B")
    assert current(warehouse) == ["A", "B"]
    assert not list(warehouse.folder.glob(".building*"))


def test_rollback_points_back_and_a_path_is_never_used_twice(warehouse):
    publish(warehouse, "A")
    publish(warehouse, "B")
    assert warehouse.rollback().number == 1
    assert current(warehouse) == ["A"]
    assert publish(warehouse, "C") == 3
    assert current(warehouse) == ["A", "C"]
    assert tickets(warehouse.path(2)) == ["A", "B"]
    assert warehouse.rollback(2).number == 2


def test_rollback_to_what_is_not_there_names_what_is(warehouse):
    publish(warehouse, "A")
    with pytest.raises(StoreError, match=r"Generation 7 does not exist. Generations on disk: 1\."):
        warehouse.rollback(7)
    with pytest.raises(StoreError, match="There is no generation before 1"):
        warehouse.rollback()


def test_the_newest_are_kept_and_the_current_always(warehouse):
    for number in "ABCD":
        publish(warehouse, number, keep=2)
    assert [generation.number for generation in warehouse.generations()] == [3, 4]
    warehouse.rollback(3)
    assert publish(warehouse, "E", keep=1) == 5
    assert [generation.number for generation in warehouse.generations()] == [5]


def test_a_number_is_not_used_again_after_its_file_is_gone(warehouse):
    publish(warehouse, "A")
    publish(warehouse, "B")
    warehouse.rollback(1)
    warehouse.path(2).unlink()
    assert publish(warehouse, "C") == 3


def test_a_second_writer_is_refused_at_once(warehouse):
    with warehouse.draft(5) as draft:
        with pytest.raises(StoreError, match="Another import is running"), warehouse.draft(5):
            pass
        for table in ORDER:
            carry(draft, table)
        ledger.carry(draft)
        assemble(draft, policy(), ABOUT)
    assert warehouse.current() is not None


def test_a_reader_keeps_its_generation_while_the_next_is_published(warehouse):
    publish(warehouse, "A")
    with read_only(warehouse.path(1)) as reader:
        publish(warehouse, "B")
        assert reader.execute("SELECT count(*) FROM tickets").fetchall() == [(1,)]
    assert current(warehouse) == ["A", "B"]


def test_a_pointer_to_nowhere_is_a_clear_problem(warehouse):
    publish(warehouse, "A")
    (warehouse.folder / "CURRENT").write_text("9")
    with pytest.raises(StoreError, match="Generation 9 is not in"):
        warehouse.current()
    (warehouse.folder / "CURRENT").write_text("nine")
    with pytest.raises(StoreError, match="not a number"):
        warehouse.current()
    assert warehouse.rollback(1).number == 1
