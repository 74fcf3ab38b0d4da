"""The way in for files: any name, offset and size is taken or refused with a word, never with an error of the server."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request

from data.private import FOLDER
from data.store import Warehouse
from pages.components.imports import receiving
from pages.components.imports.receiving import NAME, Slot, let_go, receive, slot_for


@pytest.fixture
def slot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slot]:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    monkeypatch.setattr(receiving, "FREE", 0)
    made = slot_for("a session")
    yield made
    if made.folder.exists():
        let_go(made)


@dataclass
class Answer:
    status: int
    said: dict[str, object]


def send(slot: Slot, name: str, content: bytes = b"a,b\n", offset: str = "0", *, token: str | None = None) -> Answer:
    """What the route answers to one piece."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/upload",
        "path_params": {"token": token or slot.token},
        "query_string": urlencode({"offset": offset}).encode(),
        "headers": [(NAME.lower().encode(), quote(name).encode())],
    }

    async def pieces() -> dict[str, object]:
        return {"type": "http.request", "body": content, "more_body": False}

    answer = asyncio.run(receive(Request(scope, pieces)))
    return Answer(answer.status_code, json.loads(bytes(answer.body)))


def test_a_file_is_taken_in_pieces(slot: Slot):
    assert send(slot, "台账.csv", b"one").said == {"size": 3}
    assert send(slot, "台账.csv", b"two", "3").said == {"size": 6}
    assert slot.file("台账.csv").read_bytes() == b"onetwo"
    assert send(slot, "台账.csv", b"x", "3").status == 409


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("a\x00b.csv", 400),
        ("a\nb.csv", 400),
        ("长" * 90 + ".csv", 400),
        ("a" * 300 + ".csv", 400),
        ("", 415),
        (".csv", 415),
        ("..", 415),
        ("a.exe", 415),
        ("../../a.csv", 200),
        ("C:\\Users\\x\\台账　一.csv", 200),
    ],
)
def test_any_name_is_taken_or_refused(slot: Slot, name: str, status: int, tmp_path: Path):
    assert send(slot, name).status == status
    assert [path for path in tmp_path.rglob("*.csv") if path.parent != slot.folder] == []


def test_an_unknown_token_is_refused(slot: Slot):
    assert send(slot, "a.csv", token="guessed").status == 404


@pytest.mark.parametrize("offset", ["²", "-1", "1.5", "9" * 5_000, "", "abc", "٣"])
def test_any_offset_that_is_none_is_refused(slot: Slot, offset: str):
    assert send(slot, "a.csv", offset=offset).status == 400


@pytest.mark.parametrize(
    ("quota", "word", "status"), [("LARGEST", "large", 413), ("SESSION", "session", 413), ("ALL", "all", 413), ("FREE", "disk", 507)]
)
def test_what_is_too_much_is_refused_by_what_it_is_too_much_for(
    slot: Slot, quota: str, word: str, status: int, monkeypatch: pytest.MonkeyPatch
):
    assert send(slot, "first.csv", b"x" * 600).status == 200
    monkeypatch.setattr(receiving, quota, 1 << 60 if quota == "FREE" else 1_000)
    answer = send(slot, "second.csv", b"x" * 1_001)
    assert (answer.status, answer.said["error"]) == (status, word)
    assert not slot.file("second.csv").exists()


def test_a_file_sent_again_counts_once(slot: Slot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(receiving, "SESSION", 1_000)
    assert [send(slot, "a.csv", b"x" * 700).status for _ in range(3)] == [200, 200, 200]


def test_a_disk_that_fails_is_a_word_not_a_traceback(slot: Slot, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", fails)
    assert send(slot, "a.csv").status == 507


def test_the_name_of_a_person_is_taken_off_a_file_where_it_comes_in(slot: Slot, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    assert send(slot, "王建国13912345678.csv").status == 200
    assert [path.name for path in slot.folder.iterdir()] == ["___.csv"]
    assert slot.file("王建国13912345678.csv").exists()
    assert "13912345678" not in caplog.text


def test_a_session_that_has_left_takes_its_files_along(slot: Slot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (slot.folder / "raw.csv").write_text("13800000001")
    receiving.sweep(lambda session: False)
    assert slot.folder.exists()
    monkeypatch.setattr(receiving, "KEPT", -1.0)
    receiving.sweep(lambda session: False)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_nothing_raw_outlives_its_session_by_half_an_hour():
    assert receiving.KEPT + 2 * receiving.SWEEP < 30 * 60


def test_one_failed_look_does_not_end_the_sweeping(slot: Slot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    def fails(_: object):
        raise OSError("busy")

    looked: list[Warehouse] = []
    monkeypatch.setattr(receiving, "sweep", fails)
    monkeypatch.setattr(receiving, "clear_private", looked.append)
    receiving._tidy()
    assert looked and "could not be removed" in caplog.text
