"""A private warehouse: the areas and the file of its owner, nothing of the deployment's cases, gone without a trace."""

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import forget, looking_into
from data.intake.importer import import_files
from data.private import clear_private, close_private, open_private
from data.store import Warehouse
from tests.support.warehouses import publish

ROOT = Path(__file__).parents[2]
CASES = [
    {"ticket_id": f"T{n}", "source": "s", "channel": "other", "received_at": datetime(2021, 3, 1), "street": "211302001"} for n in range(5)
]
FILE = "工单编号,受理时间,街道,渠道\nX1,2021-03-02 09:00,S1,12345热线\nX2,2021-03-03 09:00,S2,12345热线\n"
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    publish(tmp_path, tickets=CASES)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return Warehouse(tmp_path)


def received() -> dict[str, int]:
    frame = ask(["received"], by=["street"], scope=MARCH, principal=LOCAL).frame
    return dict(zip(frame["street"], frame["received"], strict=True))


def test_a_file_is_explored_privately_and_published_nowhere(base: Warehouse, tmp_path_factory: pytest.TempPathFactory):
    file = tmp_path_factory.mktemp("mine") / "export.csv"
    file.write_text(FILE, "gb18030")
    private = open_private("unguessable", base)
    import_files([file], within="211302", warehouse=private)
    with looking_into(private.folder):
        assert received() == {"211302001": 1, "211302002": 1}
    assert received() == {"211302001": 5}
    assert [generation.number for generation in base.generations()] == [1]
    forget(private.folder)
    close_private(private.folder)
    assert not private.folder.exists()


def test_a_private_folder_is_nobody_elses(base: Warehouse):
    private = open_private("unguessable", base)
    assert private.folder.stat().st_mode & 0o077 == 0


def test_presets_of_the_deployment_come_along(base: Warehouse):
    (base.folder / "presets").mkdir()
    (base.folder / "presets" / "own.yaml").write_text("name: own\n")
    assert (open_private("unguessable", base).folder / "presets" / "own.yaml").exists()


RAW = "王建国13812345678"
KILLED = """
import os, signal, sys
from pathlib import Path
from data.intake.importer import import_files
from data.private import open_folder, open_private
from data.store import Warehouse

base = Warehouse(Path(sys.argv[1]))
(open_folder("files-x", base) / "raw.csv").write_text(sys.argv[2])
(open_private("data-x", base).folder / "raw.csv").write_text(sys.argv[2])
file = open_folder("files-y", base) / "export.csv"
file.write_text("工单编号,受理时间,联系电话\\n" + "".join(f"K{n},2021-03-02 09:00,{sys.argv[2]}\\n" for n in range(2000)))

def dies(step, share):
    if step.startswith("merging"):
        (next(base.folder.glob(".building-*/")) / "spill").write_text(sys.argv[2])
        os.kill(os.getpid(), signal.SIGKILL)

import_files([file], warehouse=base, progress=dies)
"""


def holding(folder: Path, secret: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_nothing_raw_is_left_of_a_process_that_was_killed(base: Warehouse, monkeypatch: pytest.MonkeyPatch):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(base.folder), RAW], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert len(holding(base.folder, RAW)) >= 4
    monkeypatch.setattr("data.private.MAKING", 0.0)
    clear_private(base)
    assert not holding(base.folder, RAW)
    assert not list(base.folder.glob(".building-*"))
    assert [generation.number for generation in base.generations()] == [1]


def test_what_is_held_is_not_swept(base: Warehouse, monkeypatch: pytest.MonkeyPatch):
    lives = open_private("b", base)
    monkeypatch.setattr("data.private.MAKING", 0.0)
    clear_private(base)
    assert lives.folder.exists()
    with base.draft(5) as draft:
        clear_private(base)
        assert draft.path.exists()


def test_only_a_private_warehouse_can_be_closed(base: Warehouse):
    close_private(base.folder)
    assert base.current() is not None
