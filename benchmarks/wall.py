"""python -m benchmarks.wall: does the wall's memory grow? The browser's heap and the server's memory over thousands of refreshes."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.__main__ import RESULTS
from data.store import POINTER
from tests.browser.conftest import QUIET
from tests.support.wall_data import DISTRICT, publish_district
from tests.support.wall_server import WallServer

UNTIL = datetime(2022, 4, 30, 23, 40)
GENERATIONS = 24
REFRESH, BEAT = 0.4, 10.0  # seconds; a wall on a wall takes a minute and ten seconds
CHANGE = 8  # refreshes between two changes of the data
SAMPLE = 50  # refreshes between two measurements

Row = dict[str, float]


def main() -> int:
    """Open one wall, change its data again and again, print a curve of both memories and their growth after the first quarter."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wall", description=__doc__)
    parser.add_argument("--cycles", type=int, default=2000)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wall-"))
    try:
        numbers = [publish_district(folder, UNTIL, resolved=30 + 2 * i, keep=GENERATIONS).number for i in range(GENERATIONS)]
        server = WallServer(folder, folder)
        server.set_clock(UNTIL)
        server.start()
        try:
            curve = watch(server, numbers, folder / POINTER, chosen.cycles)
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "wall.json").write_text(json.dumps(curve, indent=1))
    print("growth after the first quarter:", json.dumps(growth(curve)))
    return 0


def watch(server: WallServer, numbers: list[int], pointer: Path, cycles: int) -> list[Row]:
    """One row every SAMPLE refreshes: cycle, changes of the picture, heap and nodes of the browser, memory of the server."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        sent = [0]
        page.on("websocket", lambda socket: socket.on("framesent", lambda _frame: sent.__setitem__(0, sent[0] + 1)))
        address = f"http://127.0.0.1:{server.port}/wall?area={DISTRICT}&window=this_month&refresh_seconds={REFRESH}&beat_seconds={BEAT}&turn_seconds=5"
        page.goto(address)
        page.wait_for_selector("html[data-scene]", state="attached")
        memory = _browser_memory(page)
        began, first = time.monotonic(), sent[0]
        curve: list[Row] = []
        cycle = changes = 0
        while cycle < cycles:
            page.wait_for_timeout(250)
            cycle = sent[0] - first - int((time.monotonic() - began) / BEAT)
            if cycle // CHANGE > changes:
                changes += 1
                _flip(pointer, numbers[changes % len(numbers)])
            if cycle // SAMPLE >= len(curve):
                curve.append({"cycle": cycle, "changes": changes, **memory(), "server_mb": round(server.memory(), 1)})
                print(json.dumps(curve[-1]), flush=True)
        browser.close()
        return curve


def growth(curve: list[Row]) -> Row:
    """Mean of the last quarter less mean of the second: what is still added when everything has been loaded and cached once."""
    quarter = max(1, len(curve) // 4)

    def mean(rows: list[Row], name: str) -> float:
        return sum(row[name] for row in rows) / len(rows)

    return {
        name: round(mean(curve[-quarter:], name) - mean(curve[quarter : 2 * quarter], name), 2)
        for name in ("heap_mb", "nodes", "server_mb")
    }


def _browser_memory(page: Page) -> Callable[[], Row]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def read() -> Row:
        session.send("HeapProfiler.collectGarbage")
        found = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
        return {"heap_mb": round(found["JSHeapUsedSize"] / 2**20, 2), "nodes": found["Nodes"]}

    return read


def _flip(pointer: Path, number: int) -> None:
    fresh = pointer.with_suffix(".new")
    fresh.write_text(str(number), "ascii")
    os.replace(fresh, pointer)


if __name__ == "__main__":
    sys.exit(main())
