"""The journal: whatever is changed in it or taken out of it shows, also at its end and after months were put away."""

import json
import multiprocessing
import os
from datetime import datetime
from pathlib import Path

import pytest

from data import audit
from data.__main__ import main
from data.store import StoreError


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    for number in range(6):
        audit.record("export", f"人{number}", name="cases.csv", rows=number)
    [path] = (tmp_path / "audit").glob("*.jsonl")
    return path


def test_what_was_done_stands_there_with_who_and_what(journal: Path):
    newest = audit.entries(2)
    assert [(one["n"], one["who"], one["what"], one["rows"]) for one in newest] == [(6, "人5", "export", 5), (5, "人4", "export", 4)]
    found = audit.verify()
    assert (found.lines, found.last, found.faults) == (6, 6, ())
    assert journal.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("gone", range(6))
def test_a_line_taken_out_shows(journal: Path, gone: int):
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(line for number, line in enumerate(lines) if number != gone), "utf-8")
    assert audit.verify().faults


def test_the_end_cut_off_shows_and_goes_on_showing(journal: Path):
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(lines[:3]), "utf-8")
    assert audit.verify().faults
    audit.record("sign_in", "li")
    assert audit.entries(1)[0]["n"] == 7
    assert audit.verify().faults


@pytest.mark.parametrize("what", ["who", "at", "rows", "n", "what"])
def test_a_changed_value_shows(journal: Path, what: str):
    lines = journal.read_text("utf-8").splitlines()
    entry = json.loads(lines[2])
    entry[what] = 9 if isinstance(entry[what], int) else "x"
    journal.write_text("\n".join([*lines[:2], json.dumps(entry, ensure_ascii=False), *lines[3:]]) + "\n", "utf-8")
    assert audit.verify().faults


def test_lines_changed_in_place_with_a_hash_of_their_own_show_at_the_next_one(journal: Path):
    lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    lines[2]["who"] = "x"
    lines[2]["hash"] = audit._hash(lines[2])
    journal.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    assert audit.verify().faults


def test_two_lines_that_have_changed_places_show(journal: Path):
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    journal.write_text("".join(lines), "utf-8")
    assert audit.verify().faults


def test_a_line_broken_off_by_a_power_cut_stays_alone_and_is_told(journal: Path):
    with journal.open("ab") as file:
        file.write(b'{"n": 7, "at"')
    audit.record("sign_in", "li")
    assert audit.entries(1)[0]["who"] == "li"
    assert len(audit.verify().faults) == 1


def test_an_entry_whose_writer_died_before_he_said_so_is_followed_by_the_next(journal: Path):
    head = journal.parent / audit.HEAD
    before = head.read_text("ascii")
    audit.record("sign_in", "li")
    head.write_text(before, "ascii")
    audit.record("sign_out", "li")
    assert [one["n"] for one in audit.entries(2)] == [8, 7]
    assert audit.verify().faults == ()


def test_months_are_put_away_by_the_journal_itself_and_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    for month in range(1, 11):
        monkeypatch.setattr(audit, "now", lambda month=month: datetime(2026, month, 3, 8))
        audit.record("sign_in", "li")
        audit.record("sign_out", "li")
    kept = sorted(path.stem for path in (tmp_path / "audit").glob("*.jsonl"))
    assert kept == ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
    assert audit.verify().faults == ()
    (tmp_path / "audit" / "2026-04.jsonl").unlink()
    assert audit.verify().faults


def _many(folder: str) -> None:
    os.environ["GRIDSCOPE_WAREHOUSE"] = folder
    for number in range(40):
        audit.record("export", "li", number=number)


def test_several_processes_write_one_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    with multiprocessing.get_context("fork").Pool(3) as pool:
        pool.map(_many, [str(tmp_path)] * 3)
    found = audit.verify()
    assert (found.lines, found.faults) == (120, ())


def test_what_cannot_be_noted_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "file"))
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be written"):
        audit.record("sign_in", "li")


def test_the_command_tells_and_verifies(journal: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["audit", "--lines", "2"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 3 and told[0].startswith("5\t") and "人4" in told[0]
    assert main(["audit", "--verify"]) == 0
    journal.write_text("", "utf-8")
    assert main(["audit", "--verify"]) == 3


def test_what_is_in_force_is_noted_when_it_changes_and_then_only(journal: Path):
    for policy in ("a", "a", "b", "b", "a"):
        audit.record_state("in_force", policy=policy)
    assert [one["policy"] for one in audit.entries(4) if one["what"] == "in_force"] == ["a", "b", "a"]
