"""A real server on a free port, a real Chromium, and a page that notes every request."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SECONDS = 60
expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong


@contextmanager
def serving(warehouse: Path) -> Iterator[tuple[str, int]]:
    """Address and process id of the app under uvicorn on a warehouse."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"GRIDSCOPE_WAREHOUSE": str(warehouse)})
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/_stcore/health", process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def server(demo_warehouse: Path) -> Iterator[str]:
    """Address of the app, serving the demo warehouse."""
    with serving(demo_warehouse) as (address, _process):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing. Install the package `chromium` (make test does where apt is at hand)."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh window; when the test is done, no request may have left the server's host."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1010}, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"]
    )
    window = context.new_page()
    window.set_default_timeout(15_000)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    window.on("request", note)
    yield window
    context.close()
    assert asked
    outside = [url for url in asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))]
    assert not outside, f"requests that left the host: {outside}"


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended at once; see its output above"
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {SECONDS} s")
