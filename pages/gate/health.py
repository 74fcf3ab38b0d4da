"""Whether the server can answer, for a watchdog: no cookie, and nothing that is nobody's business."""

from __future__ import annotations

import shutil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from analytics.engines.duckdb import engine
from data.contracts.problem import Problem
from data.store import home, now

LEAST_FREE = 2**30


async def health(_request: Request) -> JSONResponse:
    """200 while numbers can be read; 503 says what is wrong in a word."""
    state = await run_in_threadpool(_state)
    return JSONResponse(state, 200 if state["status"] == "ok" else 503, {"cache-control": "no-store"})


def _state() -> dict[str, object]:
    try:
        with engine().reading() as reader:
            about = reader.about
    except Problem:
        return {"status": "no data"}
    free = shutil.disk_usage(home()).free
    hours = round((now() - about.data_until).total_seconds() / 3600, 1)
    return {
        "status": "ok" if free > LEAST_FREE else "disk",
        "generation": about.number,
        "built_at": f"{about.built_at:%Y-%m-%d %H:%M:%S}",
        "data_until": f"{about.data_until:%Y-%m-%d %H:%M:%S}",
        "data_age_hours": hours,
        "disk_free_gb": round(free / 2**30, 1),
    }
