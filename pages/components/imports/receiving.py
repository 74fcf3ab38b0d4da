"""Files that a browser sends: streamed to disk piece by piece, each session's in a folder of its own, removed when it has left."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from analytics.engines.duckdb import forget
from data.contracts.problem import Problem
from data.intake.hiding.privacy import file_name
from data.private import clear_private, close_private, open_folder
from data.store import Warehouse
from pages.gate import passing
from pages.gate.in_force import note_in_force

LOG = logging.getLogger(__name__)
PATH = "/upload"
LARGEST = 500 * 1024 * 1024
# What one session, and all together, may have here at a time, and what the disk keeps free for everything else.
SESSION, ALL, FREE = 2 * LARGEST, 8 * LARGEST, 2 * LARGEST
MOST_NAME = 255  # bytes, as file systems have it
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
SWEEP = 60.0  # seconds between two looks for sessions that have left
KEPT = 25 * 60.0  # seconds that a session may be away, such as a laptop that sleeps
NAME = "X-File-Name"
TABLES = ".csv", ".txt", ".tsv", ".xlsx", ".xls", ".zip"
NAMES = *TABLES, ".geojson", ".json", ".gpkg", ".kml", ".kmz"


@dataclass
class Slot:
    """Where one session's files go, for its owner alone; `private` is the warehouse that it explores."""

    token: str
    folder: Path
    session: str
    owner: str = ""
    private: Path | None = None
    seen: float = field(default_factory=time.monotonic)

    def file(self, name: str) -> Path:
        """Path of a file of that name inside the slot, never outside; from here on nobody sees the name as it was sent."""
        return self.folder / file_name(Path(name.replace("\\", "/")).name or "file")

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(os.path.getsize(path) for path in self.folder.rglob("*") if path.is_file())


_slots: dict[str, Slot] = {}
_lock = threading.Lock()


def slot_for(session: str, owner: str = "") -> Slot:
    """The slot of a session, made when it is first asked for."""
    with _lock:
        for slot in _slots.values():
            if slot.session == session:
                slot.seen = time.monotonic()
                return slot
        token = secrets.token_urlsafe(24)
        _slots[token] = Slot(token, open_folder(f"files-{token}", Warehouse()), session, owner)
        return _slots[token]


def let_go(slot: Slot) -> None:
    """Remove a slot with its files and its private warehouse."""
    with _lock:
        _slots.pop(slot.token, None)
    if slot.private is not None:
        forget(slot.private)
        close_private(slot.private)
    close_private(slot.folder)


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
    """One piece of a file: its `offset` must be where the pieces before it end, so that a broken line can be taken up again.

    The page sends the name in a header, for addresses are written into the logs of servers.
    """
    with _lock:
        slot = _slots.get(request.path_params["token"])
    sender = passing.read(request.headers.get(passing.HEADER))
    # The address of a slot is no right: who finds it must be the one that it was made for.
    if slot is None or slot.owner != (sender.name if sender else ""):
        return _refused("unknown", 404)
    name = unquote(request.headers.get(NAME, "")) or request.query_params.get("name", "")
    offset = request.query_params.get("offset", "0")
    if len(name.encode("utf-8", "replace")) > MOST_NAME or CONTROL.search(name):
        return _refused("name", 400)
    path = slot.file(name)
    if path.suffix.lower() not in NAMES:
        return _refused("kind", 415)
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return _refused("offset", 400)
    there = path.stat().st_size if path.exists() and int(offset) else 0
    if int(offset) != there:
        return _refused("offset", 409, size=there)
    try:
        return await _write(request, slot, path, there)
    except ClientDisconnect:
        return _refused("other", 400)
    except OSError as error:
        LOG.warning("An upload could not be written: %s", error.strerror)
        path.unlink(missing_ok=True)
        return _refused("disk", 507)


async def _write(request: Request, slot: Slot, path: Path, there: int) -> JSONResponse:
    size = there
    room = await run_in_threadpool(_room, slot, path, there)
    with path.open("ab" if there else "wb") as file:
        async for piece in request.stream():
            size += len(piece)
            if too := next((word for word, most in room.items() if size > most), None):
                break
            await run_in_threadpool(file.write, piece)
        else:
            return JSONResponse({"size": size})
    path.unlink()
    return _refused(too, 507 if too == "disk" else 413)


def _room(slot: Slot, path: Path, there: int) -> dict[str, int]:
    """To which size the file may grow, by the word of what would stop it."""
    before = path.stat().st_size if path.exists() else 0
    with _lock:
        slots = list(_slots.values())
    sizes = {one.token: one.size for one in slots}
    own, everybody = sizes.get(slot.token, 0) - before, sum(sizes.values()) - before
    free = shutil.disk_usage(slot.folder).free + before - there
    return {"large": LARGEST, "session": SESSION - own, "all": ALL - everybody, "disk": there + free - FREE}


def _refused(word: str, status: int, **more: int) -> JSONResponse:
    return JSONResponse({"error": word, **more}, status)


@asynccontextmanager
async def housekeeping(app: object) -> AsyncIterator[dict[str, object]]:
    """While the server runs: clear what an earlier one left, and look for sessions that have gone; a server that cannot note does not start."""
    await run_in_threadpool(note_in_force)
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
        await run_in_threadpool(_tidy)
        await asyncio.sleep(SWEEP)


def _tidy() -> None:
    """Whatever goes wrong is logged and tried again: raw data must not stay because one look failed."""
    for look in (lambda: sweep(_is_here), lambda: clear_private(Warehouse())):
        try:
            look()
        except (OSError, Problem):
            LOG.exception("Files of sessions that have gone could not be removed.")


def _is_here(session: str) -> bool:
    from streamlit.runtime import exists, get_instance

    return exists() and get_instance().is_active_session(session)


ROUTES = (Route(f"{PATH}/{{token}}", receive, methods=["POST"]),)
