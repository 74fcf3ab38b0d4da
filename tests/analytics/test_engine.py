"""The embedded engine: hardened, safe between threads, and following the pointer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines import duckdb as embedded
from analytics.engines.duckdb import Engine, EngineError, engine, forget, looking_into
from data.store import StoreError, Warehouse
from tests.support.warehouses import publish

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})


def tickets(count: int, channel: str = "a") -> list[dict[str, object]]:
    return [{"ticket_id": str(n), "source": "t", "received_at": datetime(2021, 3, 2), "channel": channel} for n in range(count)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, tickets=tickets(3))
    return tmp_path


def received() -> int:
    return int(ask(["received"], scope=MARCH, principal=LOCAL).frame["received"].iloc[0])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{folder}/secret.csv')",
        "SELECT * FROM read_text('{folder}/secret.csv')",
        "SELECT * FROM '{folder}/secret.csv'",
        "SELECT * FROM glob('{folder}/*')",
        "COPY tickets TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "EXPORT DATABASE '{folder}/out'",
        "SET enable_external_access = true",
        "SET memory_limit = '1GB'",
        "RESET lock_configuration",
        "INSTALL httpfs",
        "LOAD httpfs",
        "DROP TABLE tickets",
        "DELETE FROM tickets",
        "CREATE TABLE mine AS SELECT 1",
        "SELECT * FROM hidden",
    ],
)
def test_the_connection_can_neither_read_files_nor_write_nor_be_set(folder: Path, sql: str):
    (folder / "secret.csv").write_text("a\n1\n")
    hidden = ["a python object in reach of the query"]
    with engine().reading() as reader, pytest.raises(duckdb.Error):
        reader.query(sql.format(folder=folder))
    assert hidden
    assert received() == 3


def test_threads_get_their_own_rows(folder: Path):
    with engine().reading() as reader, ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda n: (n, reader.query(f"SELECT {n} AS n FROM range({n + 1})")), range(60))
        for n, frame in answers:
            assert frame["n"].tolist() == [n] * (n + 1)


def test_a_new_generation_is_picked_up_and_the_old_one_serves_its_last_reader(folder: Path):
    with engine().reading() as old:
        assert received() == 3
        publish(folder, tickets=tickets(5))
        assert Context().run(received) == 5, "another session sees the new generation"
        assert received() == 3, "what is being told keeps to one generation"
        assert old.query("SELECT count(*) AS n FROM tickets")["n"].tolist() == [3]
    assert received() == 5
    with pytest.raises(duckdb.ConnectionException):
        old.query("SELECT 1")


def test_the_next_generation_is_built_beside_an_open_reader_of_the_one_it_carries(folder: Path):
    with engine().reading() as reader:
        with Warehouse(folder).draft(keep=3) as draft:
            assert draft.has_previous
            assert draft.connection.execute("SELECT count(*) FROM previous.tickets").fetchone() == (3,)
            draft.connection.execute("CREATE TABLE generation AS SELECT * FROM previous.generation")
            draft.connection.execute("CREATE TABLE tickets AS SELECT * FROM previous.tickets")
        assert reader.query("SELECT count(*) AS n FROM tickets")["n"].tolist() == [3]


def test_an_old_generation_is_closed_after_the_last_of_several_readers(folder: Path):
    sessions = [(Context(), engine().reading()) for _ in range(2)]
    first, second = (session.run(reading.__enter__) for session, reading in sessions)
    assert second is first
    publish(folder, tickets=tickets(1))
    assert received() == 1
    for session, reading in sessions:
        assert first.query("SELECT 1 AS one")["one"].tolist() == [1]
        session.run(reading.__exit__, None, None, None)
    with pytest.raises(duckdb.ConnectionException):
        first.query("SELECT 1")


def test_a_rollback_is_picked_up_too(folder: Path):
    publish(folder, tickets=tickets(7))
    assert received() == 7
    Warehouse(folder).rollback()
    assert received() == 3


def test_readers_and_publications_at_the_same_time_never_mix_generations(folder: Path):
    counts, errors = set(), []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                answer = ask(["received"], scope=MARCH, principal=LOCAL, totals=True)
                counts.add((answer.generation.number, int(answer.total["received"])))
            except Exception as error:  # any error at all fails the test below
                errors.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in readers:
        thread.start()
    for count in (4, 5, 6):
        publish(folder, tickets=tickets(count))
    received()
    stop.set()
    for thread in readers:
        thread.join()
    assert not errors
    assert counts <= {(1, 3), (2, 4), (3, 5), (4, 6)}


def test_a_query_that_takes_too_long_is_stopped_with_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded, "SECONDS", 0.2)
    with engine().reading() as reader:
        with pytest.raises(EngineError, match="Choose a shorter window"):
            reader.query("SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b")
        assert reader.query("SELECT 1 AS one")["one"].tolist() == [1]  # the connection lives on


def test_without_a_generation_it_says_what_to_run(tmp_path: Path):
    with pytest.raises(EngineError, match="python -m data demo"), Engine(tmp_path / "nowhere").reading():
        pass


def test_a_pointer_to_nothing_says_to_roll_back(folder: Path):
    (folder / "CURRENT").write_text("99")
    with pytest.raises(StoreError, match="Roll back"):
        received()


def test_a_damaged_file_is_a_sentence(folder: Path):
    (folder / "000002.duckdb").write_bytes(b"not a database" * 1000)
    (folder / "CURRENT").write_text("2")
    with pytest.raises(StoreError, match="Generation 2 cannot be read"):
        received()


def test_an_unknown_engine_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_ENGINE", "sparks")
    with pytest.raises(EngineError, match=r"'sparks'\. Known engines: duckdb"):
        received()


def test_a_caller_who_changes_a_frame_does_not_change_the_next_answer(folder: Path):
    answer = ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL)
    answer.frame["received"] = 0
    assert ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL).frame["received"].tolist() == [3]


def test_a_private_warehouse_is_read_only_where_it_is_asked_for(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    mine = tmp_path_factory.mktemp("private")
    publish(mine, tickets=tickets(8))
    with looking_into(mine):
        assert received() == 8
        assert Context().run(received) == 3, "another session"
    assert received() == 3


def test_a_forgotten_warehouse_is_closed_and_opened_anew_when_it_is_asked_for_again(folder: Path):
    with engine().reading() as reader:
        pass
    forget(folder)
    with pytest.raises(duckdb.ConnectionException):
        reader.query("SELECT 1")
    assert received() == 3
