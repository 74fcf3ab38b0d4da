"""A tiny warehouse, and real local servers that take mail and webhooks and answer as they are told."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from data.contracts.policy import DEFAULT
from tests.support.warehouses import publish


@pytest.fixture(scope="session")
def one_ticket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough for an area and a newest moment."""
    folder = tmp_path_factory.mktemp("one-ticket")
    publish(folder, tickets=[{"ticket_id": "1", "source": "s", "street": "211302001", "received_at": datetime(2021, 6, 1)}])
    return folder


@pytest.fixture
def warehouse(one_ticket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with a journal of its own; the policy waits for answers half a second only and has no quiet hours."""
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
    shutil.copytree(one_ticket, folder)
    text = DEFAULT.read_text("utf-8")
    for old, new in (
        ('quiet_from = "21:30"', "# quiet_from"),
        ('quiet_until = "07:30"', "# quiet_until"),
        ("timeout_seconds = 15", "timeout_seconds = 0.5"),
        ('address = "" ', 'address = "https://g.example.cn/" '),
    ):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "policy.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))
    return folder


@dataclass
class Hook:
    """What a webhook got, and what it answers: a status each, the last one from then on; 0 keeps it waiting."""

    port: int = 0
    answers: list[int] = field(default_factory=lambda: [200])
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    state = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            if not answer:
                sleep(1)
                return
            state.headers.append(dict(self.headers))
            state.got.append(json.loads(body))
            self.send_response(answer)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@dataclass
class Post:
    """What a mail server got, and the first lines that it answers instead of taking a message."""

    port: int = 0
    refusals: list[str] = field(default_factory=list)
    got: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.got.append(envelope)
        return self.refusals.pop(0) if self.refusals else "250 taken"


@pytest.fixture
def post() -> Iterator[Post]:
    state = Post()
    with socket.socket() as free:  # the controller calls its own port to see that it is there
        free.bind(("127.0.0.1", 0))
        state.port = free.getsockname()[1]
    controller = Controller(state, hostname="127.0.0.1", port=state.port)
    controller.start()
    yield state
    controller.stop()
