"""Files that a browser sends: streamed to disk piece by piece, each session's in a folder of its own, removed when it has left."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from analytics.engines.duckdb import forget
from data.private import FOLDER, clear_private, close_private
from data.store import Warehouse

PATH = "/upload"
LARGEST = 500 * 1024 * 1024
SWEEP = 60.0  # seconds between two looks for sessions that have left
LEFT_BEHIND = 12 * 3600.0  # another server on the same warehouse may still use what is younger
KEPT = 30 * 60.0  # seconds that a session may be away, such as a laptop that sleeps
TABLES = ".csv", ".txt", ".tsv", ".xlsx", ".xls", ".zip"
NAMES = *TABLES, ".geojson", ".json", ".gpkg", ".kml", ".kmz"


@dataclass
class Slot:
    """Where one session's files go; `private` is the warehouse that it explores."""

    token: str
    folder: Path
    session: str
    private: Path | None = None
    seen: float = field(default_factory=time.monotonic)

    def file(self, name: str) -> Path:
        """Path of a file of that name inside the slot, never outside."""
        return self.folder / (Path(name.replace("\\", "/")).name or "file")


_slots: dict[str, Slot] = {}
_lock = threading.Lock()


def slot_for(session: str) -> Slot:
    """The slot of a session, made when it is first asked for."""
    with _lock:
        for slot in _slots.values():
            if slot.session == session:
                slot.seen = time.monotonic()
                return slot
        token = secrets.token_urlsafe(24)
        folder = Warehouse().folder / FOLDER / f"files-{token}"
        folder.mkdir(parents=True, mode=0o700)
        _slots[token] = Slot(token, folder, session)
        return _slots[token]


def let_go(slot: Slot) -> None:
    """Remove a slot with its files and its private warehouse."""
    with _lock:
        _slots.pop(slot.token, None)
    if slot.private is not None:
        forget(slot.private)
        close_private(slot.private)
    shutil.rmtree(slot.folder)


def sweep(is_here: Callable[[str], bool]) -> None:
    """Let go of the slots whose session has been away too long."""
    with _lock:
        slots = list(_slots.values())
    for slot in slots:
        if is_here(slot.session):
            slot.seen = time.monotonic()
        elif time.monotonic() - slot.seen > KEPT:
            let_go(slot)


async def receive(request: Request) -> JSONResponse:
    """One piece of a file: its `offset` must be where the pieces before it end, so that a broken line can be taken up again."""
    with _lock:
        slot = _slots.get(request.path_params["token"])
    if slot is None:
        return JSONResponse({"error": "unknown"}, 404)
    name, offset = request.query_params.get("name", ""), request.query_params.get("offset", "0")
    path = slot.file(name)
    if path.suffix.lower() not in NAMES:
        return JSONResponse({"error": "kind"}, 415)
    if not offset.isdigit():
        return JSONResponse({"error": "offset"}, 400)
    there = path.stat().st_size if path.exists() and int(offset) else 0
    if int(offset) != there:
        return JSONResponse({"error": "offset", "size": there}, 409)
    size = there
    with path.open("ab" if there else "wb") as file:
        async for piece in request.stream():
            size += len(piece)
            if size > LARGEST:
                break
            await run_in_threadpool(file.write, piece)
    if size > LARGEST:
        path.unlink()
        return JSONResponse({"error": "large"}, 413)
    return JSONResponse({"size": size})


@asynccontextmanager
async def housekeeping(app: object) -> AsyncIterator[dict[str, object]]:
    """While the server runs: clear what an earlier one left, then look for sessions that have gone."""
    clear_private(Warehouse(), LEFT_BEHIND)
    task = asyncio.create_task(_keep_sweeping())
    try:
        yield {}
    finally:
        task.cancel()
        with _lock:
            slots = list(_slots.values())
        for slot in slots:
            let_go(slot)


async def _keep_sweeping() -> None:
    while True:
        await asyncio.sleep(SWEEP)
        await run_in_threadpool(sweep, _is_here)


def _is_here(session: str) -> bool:
    from streamlit.runtime import exists, get_instance

    return exists() and get_instance().is_active_session(session)


ROUTES = (Route(f"{PATH}/{{token}}", receive, methods=["POST"]),)
