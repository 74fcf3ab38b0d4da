"""A tiny warehouse, and real local servers that take mail and webhooks and answer as they are told."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

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
    body: bytes = b"taken"
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hooked() as state:
        yield state


@contextmanager
def hooked(context: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """A web server on a free port, by HTTPS where it has a context."""
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
            self.wfile.write(state.body)

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_arguments: object) -> None:
            """A client that does not trust the certificate hangs up; that is its right."""

    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    state.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@dataclass
class Post:
    """What a mail server got and who signed in, whom it does not know, and the first lines that it answers instead of taking a message."""

    port: int = 0
    refusals: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    got: list[Envelope] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        if address in self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.got.append(envelope)
        return self.refusals.pop(0) if self.refusals else "250 taken"


@pytest.fixture
def post() -> Iterator[Post]:
    with posted() as state:
        yield state


@contextmanager
def posted(
    users: dict[str, str] | None = None,
    ssl_context: ssl.SSLContext | None = None,
    tls_context: ssl.SSLContext | None = None,
    require_starttls: bool = False,
) -> Iterator[Post]:
    """A mail server on a free port: TLS from the first byte on with `ssl_context`, by STARTTLS with `tls_context`."""
    state = Post()

    def check(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        user, password = given.login.decode(), given.password.decode()
        if (users or {}).get(user) != password:
            return AuthResult(success=False, handled=False)
        state.signed_in.append(user)
        return AuthResult(success=True)

    with socket.socket() as free:  # the controller calls its own port to see that it is there
        free.bind(("127.0.0.1", 0))
        state.port = free.getsockname()[1]
    sign_in: dict[str, Any] = (
        {"authenticator": check, "auth_required": bool(tls_context), "auth_require_tls": bool(tls_context)} if users else {}
    )
    if not users:
        sign_in = {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    controller = Controller(
        state,
        hostname="127.0.0.1",
        port=state.port,
        ssl_context=ssl_context,
        tls_context=tls_context,
        require_starttls=require_starttls,
        **sign_in,
    )
    controller.start()
    yield state
    controller.stop()
