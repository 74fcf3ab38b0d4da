"""A server that is killed while somebody imports: what he sent is raw, and must not stay on its disk."""

from __future__ import annotations

import os
import re
import signal
import time
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving
from tests.support.warehouses import publish

KNOWN = [{"ticket_id": "T1", "source": "s", "channel": "wechat", "received_at": datetime(2021, 2, 1), "street": "211302001"}]
HEADER = "工单编号,受理时间,街道,渠道,诉求标题,联系人,联系电话\n"
SECRETS = (b"13912345678", "13912345678".encode("utf-16-le"), "王建国".encode())
PATIENCE = 150


def holding(folder: Path) -> list[Path]:
    """Files under a folder that hold a secret, or are named by one."""
    found = []
    for path in folder.rglob("*"):
        try:
            raw = os.fsencode(path.name) + (path.read_bytes() if path.is_file() else b"")
        except FileNotFoundError:
            continue
        found += [path] if any(secret in raw for secret in SECRETS) else []
    return found


def test_nothing_raw_stays_when_a_server_is_killed_in_the_middle_of_an_import(browser: Browser, tmp_path: Path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    publish(folder, tickets=KNOWN)
    file = tmp_path / "王建国13912345678.csv"
    file.write_text(
        HEADER + "".join(f"K{n},2021-03-04 08:00,S1,12345热线,王建国13912345678来电,王建国,13912345678\n" for n in range(200_000)), "utf-8"
    )
    with serving(folder) as (server, process):
        window = browser.new_page()
        window.goto(f"{server}/imports")
        window.locator("input[type=file]").set_input_files(file)
        expect(window.locator(".st-key-wizard-dry button")).to_be_visible(timeout=60_000)
        assert not window.get_by_text(re.compile("13912345678")).count()
        window.locator(".st-key-wizard-dry button").click()
        deadline = time.monotonic() + PATIENCE
        while not list(folder.glob(".building-*/part.csv")):
            assert time.monotonic() < deadline, "no import began"
            time.sleep(0.01)
        os.kill(process, signal.SIGKILL)
        window.close()
    assert holding(folder), "nothing raw was there, so that nothing is proved"
    with serving(folder):
        deadline = time.monotonic() + PATIENCE
        while holding(folder) or list(folder.glob(".building-*")):
            assert time.monotonic() < deadline, holding(folder)
            time.sleep(1)
    assert not list((folder / ".private").iterdir())
    assert [path.name for path in folder.glob("*.duckdb")] == ["000001.duckdb"]
