"""Whether the server can answer: in a word for a watchdog, which brings no cookie, and check by check for whoever runs it."""

from __future__ import annotations

import resource
import shutil
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from analytics.engines.duckdb import About, engine, looking_into
from data import audit
from data.contracts.model import N_
from data.contracts.problem import Message, Problem
from data.store import home, now
from pages.gate import sessions

LEAST_FREE = 2**30
GIGABYTE = 2**30


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and what was found."""

    name: str
    good: bool
    told: Message | Problem


async def health(_request: Request) -> JSONResponse:
    """200 while numbers can be read; 503 says what is wrong in a word."""
    state = await run_in_threadpool(_state)
    return JSONResponse(state, 200 if state["status"] == "ok" else 503, {"cache-control": "no-store"})


def checks() -> list[Check]:
    """All that can be looked at without a query; it tells also where there are no data, or none that can be read."""
    return [_data(), _disk(), _memory(), _who_is_in(), _journal()]


def _data() -> Check:
    name = N_("Data")
    try:
        about = _about()
    except Problem as problem:
        return Check(name, False, problem)
    told = Message(
        N_("Generation {number}, published {built}, data until {until}"),
        number=about.number,
        built=f"{about.built_at:%Y-%m-%d %H:%M}",
        until=f"{about.data_until:%Y-%m-%d %H:%M}",
    )
    return Check(name, True, told)


def _disk() -> Check:
    name = N_("Disk")
    try:
        found = shutil.disk_usage(home())
    except OSError as error:
        return Check(name, False, Message(N_("{path} cannot be read: {reason}"), path=home(), reason=error.strerror))
    free, total = found.free / GIGABYTE, found.total / GIGABYTE
    return Check(name, found.free > LEAST_FREE, Message(N_("{free} GB free of {total}"), free=f"{free:.1f}", total=f"{total:.0f}"))


def _memory() -> Check:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return Check(N_("Memory"), True, Message(N_("This process, at most so far: {most} GB"), most=f"{most:.1f}"))


def _who_is_in() -> Check:
    name = N_("Sessions")
    try:
        found = sessions.sessions()
    except Problem as problem:
        return Check(name, False, problem)
    walls = sum(one.way.startswith("link:") for one in found)
    return Check(name, True, Message(N_("{people} signed in, {walls} walls"), people=len(found) - walls, walls=walls))


def _journal() -> Check:
    found = audit.verify()
    faults = len(found.faults)
    told = (
        Message(N_("{count} entries, none missing"), count=found.lines)
        if not faults
        else Message(N_("{count} places do not fit."), count=faults)
    )
    return Check(N_("Journal"), not faults, told)


def _about() -> About:
    """Of the deployment, whatever file the session looks into."""
    with looking_into(None), engine().reading() as reader:
        return reader.about


def _state() -> dict[str, object]:
    try:
        about = _about()
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
        "disk_free_gb": round(free / GIGABYTE, 1),
    }
