"""The app under uvicorn with a secrets file of its own, for tests of the gate; and requests as a browser would not send them."""

from __future__ import annotations

import http.client
import importlib
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urlencode

from pages.gate.settings import settings

ROOT = Path(__file__).parents[2]
SECONDS = 60
PASSWORD = "Ein-Passwort-2021"


@dataclass
class Answer:
    status: int
    headers: HTTPMessage
    body: str

    @property
    def cookies(self) -> dict[str, str]:
        told = [line.partition(";")[0] for line in self.headers.get_all("set-cookie") or []]
        return dict(line.split("=", 1) for line in told)


@dataclass
class Served:
    """A running server: its port, and the environment that its commands need."""

    port: int
    process: subprocess.Popen[bytes]
    environment: dict[str, str] = field(repr=False)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def ask(
        self, path: str, *, method: str = "GET", cookie: str = "", body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, never redirected; the address is sent as it stands."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        told = {"Host": self.host, "Accept": "text/html"} | ({"Cookie": cookie} if cookie else {}) | dict(headers or {})
        try:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                line.putheader(name, value)
            if body is not None:
                line.putheader("Content-Type", "application/x-www-form-urlencoded")
                line.putheader("Content-Length", str(len(body.encode())))
            line.endheaders(body.encode() if body is not None else None)
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read(200_000).decode("utf-8", "replace"))
        finally:
            line.close()

    def sign_in(self, name: str, password: str = PASSWORD, to: str = "/") -> Answer:
        return self.ask(
            "/sign-in", method="POST", body=urlencode({"name": name, "password": password, "to": to}), headers={"Origin": self.address}
        )

    def cookie_of(self, name: str) -> str:
        """The cookie that a browser has after signing in."""
        answer = self.sign_in(name)
        assert answer.status == 303, answer
        return f"gridscope={answer.cookies['gridscope']}"

    def command(self, *arguments: str, text: str = "") -> str:
        """`python -m …` on the server's warehouse and settings, in this process, for starting one takes seconds."""
        module, *rest = arguments
        told, before, typed = io.StringIO(), dict(os.environ), sys.stdin
        os.environ.update(self.environment)
        sys.stdin = io.StringIO(text)
        settings.cache_clear()
        try:
            with redirect_stdout(told):
                status = importlib.import_module(f"{module}.__main__").main(rest)
        finally:
            os.environ.clear()
            os.environ.update(before)
            sys.stdin = typed
            settings.cache_clear()
        assert status == 0, told.getvalue()
        return told.getvalue()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def gate_server(warehouse: Path, secrets: Path, port: int | None = None, log: Path | None = None) -> Iterator[Served]:
    """Served until the block ends; it answers from the moment the block begins, not before anybody asked it anything."""
    port = port or free_port()
    environment = os.environ | {"GRIDSCOPE_WAREHOUSE": str(warehouse), "GRIDSCOPE_SECRETS": str(secrets)}
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "asgi:app",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log.open("wb") if log else None)
    try:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert process.poll() is None, "the server ended at once; see its output above"
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Served(port, process, environment)
    finally:
        process.terminate()
        process.wait(15)
