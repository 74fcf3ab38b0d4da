"""The open routes of the gate: signing in by each way, signing out, the link of a wall, and how the server is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from analytics.asking.principal import WALL, Principal
from analytics.words.language import speak
from data import audit
from data.contracts.model import N_
from data.contracts.problem import Message, Problem
from pages.gate import accounts, cas, oidc, sessions
from pages.gate.answers import SIGN_IN, cookie_name, give, go, inside, pending_name, sentence, spoken, take
from pages.gate.health import health
from pages.gate.page import sign_in_page
from pages.gate.settings import settings

Door = Callable[[Request], Awaitable[Response]]
BODY = 8192
# A password costs a tenth of a second on purpose: whoever sends many waits outside the threads that serve everybody else.
_HASHING, _waiting, MOST_WAITING = asyncio.Semaphore(2), list[str](), 30
RETURNS = {"oidc": oidc.come_back, "cas": cas.come_back}
LEAVES = {"oidc": oidc.set_out, "cas": cas.set_out}
NOT_NOW = N_("The unified sign-in could not be completed. Try again; if it stays, tell the administrator.")
NO_RIGHTS = N_("You are known, but have no rights here yet. Ask the administrator.")
GONE = N_("This link of a wall is not valid any more. Ask for a new one.")


async def sign_in(request: Request) -> Response:
    """The page, and what its form sends."""
    wanted = settings()
    speak(spoken(request))
    if wanted.is_open:
        return go("/")
    if request.method == "GET":
        return await run_in_threadpool(sign_in_page, wanted, inside(request.query_params.get("to", "/")))
    if request.method != "POST" or "accounts" not in wanted.sign_in:
        return sentence(N_("There is nothing here."), 405)
    told = await _form(request)
    if told is None:
        return sentence(N_("There is nothing here."), 413)
    to, name = inside(told.get("to", "/")), told.get("name", "").strip()[:64]
    if len(_waiting) >= MOST_WAITING:
        return sentence(N_("Too many are signing in at this moment. Try again in a minute."), 503)
    _waiting.append(name)
    try:
        async with _HASHING:
            principal, left = await run_in_threadpool(accounts.check, name, told.get("password", ""))
    finally:
        _waiting.remove(name)
    if principal is not None:
        return await enter(request, principal, "accounts", to)
    await run_in_threadpool(audit.record, "sign_in_refused", name or "?", way="accounts", left=left, **where(request))
    trouble = (
        Message(N_("Account or password is wrong; {left} more attempts."), left=left)
        if left
        else Message(N_("Too many attempts. The account is locked for {minutes} minutes."), minutes=int(sessions.LOCKED // 60))
    )
    return await run_in_threadpool(sign_in_page, wanted, to, trouble, name, 401 if left else 429)


async def set_out(request: Request) -> Response:
    """To the single sign-on, with what must come back kept here."""
    way, wanted = request.url.path.rpartition("/")[2], settings()
    if way not in wanted.sign_in:
        return sentence(N_("There is nothing here."), 404)
    kept = {"way": way, "to": inside(request.query_params.get("to", "/"))}
    try:
        address, more = await run_in_threadpool(LEAVES[way])
    except Problem as problem:
        return await _turned_away(request, way, problem)
    token = await run_in_threadpool(sessions.set_out, kept | more)
    return give(go(address), pending_name(wanted), token, wanted, int(sessions.PENDING))


async def come_back(request: Request) -> Response:
    """From the single sign-on: who it is, exchanged for a session of our own."""
    way, wanted = request.url.path.split("/")[2], settings()
    if way not in wanted.sign_in:
        return sentence(N_("There is nothing here."), 404)
    kept = await run_in_threadpool(sessions.come_back, request.cookies.get(pending_name(wanted), ""))
    if kept is None or kept.get("way") != way:
        return go(SIGN_IN)  # too late, or not from here: begin again
    try:
        name, principal = await run_in_threadpool(RETURNS[way], dict(request.query_params), kept)
    except Problem as problem:
        return await _turned_away(request, way, problem)
    if principal is None:
        await run_in_threadpool(audit.record, "sign_in_refused", name, way=way, reason="no rights", **where(request))
        return take(await run_in_threadpool(sign_in_page, wanted, kept["to"], Message(NO_RIGHTS), "", 403), pending_name(wanted), wanted)
    return take(await enter(request, principal, way, kept["to"]), pending_name(wanted), wanted)


async def enter(request: Request, principal: Principal, way: str, to: str) -> Response:
    """Begin a session, end the one that the browser had, and go on. Raises StoreError when it cannot be noted."""
    wanted = settings()
    if before := request.cookies.get(cookie_name(wanted)):
        await run_in_threadpool(sessions.end, sessions.hashed(before))
    areas = None if principal.areas is None else " ".join(principal.areas)
    await run_in_threadpool(audit.record, "sign_in", principal.name, way=way, role=principal.role, areas=areas, **where(request))
    token = await run_in_threadpool(
        lambda: sessions.begin(principal, way, longest=wanted.longest_hours * 3600, idle=wanted.idle_minutes * 60)
    )
    return give(go(to), cookie_name(wanted), token, wanted)


async def sign_out(request: Request) -> Response:
    """End the session of this browser, in all its windows; not when another site sends it here."""
    wanted = settings()
    if request.headers.get("sec-fetch-site") == "cross-site":
        return go("/")
    token = request.cookies.get(cookie_name(wanted), "")
    found = await run_in_threadpool(sessions.find, sessions.hashed(token)) if token else None
    if found:
        await run_in_threadpool(audit.record, "sign_out", found.principal.name, way=found.way, **where(request))
        await run_in_threadpool(sessions.end, found.id)
    return take(go("/" if wanted.is_open else SIGN_IN), cookie_name(wanted), wanted)


async def open_wall(request: Request) -> Response:
    """A machine at a wall comes in with the key of its link, for the wall and nothing else."""
    wanted = settings()
    link = await run_in_threadpool(sessions.open_link, request.query_params.get("key", ""))
    if link is None:
        await asyncio.sleep(0.3)
        return sentence(GONE, 403)
    address = f"/wall?{urlencode(link.query)}"
    if wanted.is_open:
        return go(address)
    principal = Principal(link.title, WALL, None if link.area is None else (link.area,))
    left = link.ends - time.time()
    token = await run_in_threadpool(lambda: sessions.begin(principal, f"link:{link.id}", longest=left, idle=None))
    await run_in_threadpool(audit.record, "wall_opened", link.title, link=link.id, **where(request))
    return give(go(address), cookie_name(wanted), token, wanted, int(left))


async def _turned_away(request: Request, way: str, problem: Problem) -> Response:
    await run_in_threadpool(audit.record, "sign_in_refused", "?", way=way, reason=str(problem), **where(request))
    return await run_in_threadpool(sign_in_page, settings(), "/", Message(NOT_NOW), "", 502)


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a small form; None when it is not small."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            return None
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}


def where(request: Request) -> dict[str, str]:
    """From which machine, as far as this server can know; behind a proxy it is the proxy's."""
    return {"from": request.client.host if request.client else ""}


# The whole list: every other path is closed to whoever is not in, also one that does not exist.
DOORS: dict[str, Door] = {
    SIGN_IN: sign_in,
    f"{SIGN_IN}/oidc": set_out,
    f"{SIGN_IN}/oidc/return": come_back,
    f"{SIGN_IN}/cas": set_out,
    f"{SIGN_IN}/cas/return": come_back,
    "/sign-out": sign_out,
    "/open-wall": open_wall,
    "/health": health,
}
