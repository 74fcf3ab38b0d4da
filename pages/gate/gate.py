"""One layer in front of pages, socket, media, static files, uploads and metrics: nobody is past it who has not come in."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.asking.principal import LOCAL, MANAGER, Principal, Right
from data import audit
from data.contracts.problem import Problem
from pages.gate import passing, proxy, sessions
from pages.gate.answers import ENDED, FOREIGN, MAY_NOT, STRANGER, cookie_name, sentence, to_sign_in
from pages.gate.doors import DOORS, enter
from pages.gate.headers import hardened
from pages.gate.hosts import is_known, is_own
from pages.gate.settings import Settings, settings

LOG = logging.getLogger("gridscope")
LOOK = 2.0  # seconds between two looks whether who holds a socket is still in
STREAMLIT_HEALTH = "/_stcore/health"  # sets the cookie without which the socket does not open
NOBODY = Principal("", "nobody", ())
METRICS = "/_stcore/metrics"
READS = ("GET", "HEAD", "OPTIONS")
# Routes that need a right beside being in; what a page needs is decided by the page.
NEEDS = {
    "/upload/": Right.OWN_FILES,
    "/_stcore/upload_file/": Right.OWN_FILES,
    "/_stcore/agent/": Right.LOOK,
    METRICS: Right.OPERATE,
}


def _is_collector(headers: Headers, wanted: Settings) -> bool:
    """Whether a collector of metrics, which signs in nowhere, brings its token."""
    given = headers.getlist("authorization")
    told = f"Bearer {wanted.metrics_token.get_secret_value()}" if wanted.metrics_token else ""
    return bool(told) and len(given) == 1 and secrets.compare_digest(given[0].encode(), told.encode())


@dataclass(frozen=True)
class Visitor:
    """Who asks, and the session in which; none where everything is open."""

    principal: Principal
    session: sessions.Session | None = None


class Gate:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        wanted, path, headers = settings(), scope["path"], Headers(scope=scope)
        if scope["type"] == "http":
            send = hardened(send, path, wanted)
        try:
            answer = await self._admit(scope, receive, send, wanted, path, headers)
        except Problem as problem:  # what cannot be looked up or noted is not let in
            LOG.error("The gate cannot do its work: %s", problem)
            answer = sentence(problem, 503)
        if answer is None:
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)

    async def _admit(self, scope: Scope, receive: Receive, send: Send, wanted: Settings, path: str, headers: Headers) -> Response | None:
        """Let the request through, or say with what it is answered instead."""
        if len(headers.getlist("host")) != 1 or not is_known(headers.get("host"), wanted):
            return sentence(STRANGER, 421)
        socket = scope["type"] == "websocket"
        if not is_own(headers) and (socket or scope["method"] not in READS):
            return sentence(FOREIGN, 403)
        if not socket and path in DOORS:
            return await DOORS[path](Request(scope, receive))
        visitor = await self._visitor(headers, wanted)
        if visitor is None and not socket and path == STREAMLIT_HEALTH:
            visitor = Visitor(NOBODY)
        if visitor is None and not socket and path == METRICS and _is_collector(headers, wanted):
            visitor = Visitor(Principal("metrics", MANAGER))
        if visitor is None:
            return await self._stranger(scope, receive, wanted, headers)
        need = next((right for start, right in NEEDS.items() if path.startswith(start)), None)
        if need and not visitor.principal.may(need):
            await run_in_threadpool(audit.record, "refused", visitor.principal.name, path=path, right=str(need))
            return sentence(MAY_NOT, 403)
        passed = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != passing.HEADER.encode()]}
        if not wanted.is_open:
            MutableHeaders(scope=passed)[passing.HEADER] = passing.written(visitor.principal)
        if socket:
            await self._socket(passed, receive, send, visitor)
        else:
            if visitor.session and "_stcore/" not in path:
                await run_in_threadpool(sessions.touch, visitor.session)
            await self._app(passed, receive, send)
        return None

    async def _visitor(self, headers: Headers, wanted: Settings) -> Visitor | None:
        if wanted.is_open:
            return Visitor(LOCAL)
        token = cookie_parser(headers.get("cookie", "")).get(cookie_name(wanted))
        session = await run_in_threadpool(sessions.find, sessions.hashed(token)) if token else None
        if session is None:
            return None
        if session.way == "header":
            # The proxy says anew with every request who it is; a cookie alone is worth nothing there.
            assert wanted.header is not None
            found = proxy.named(headers, wanted.header)
            if found is None or found[1] is None or found[1] != session.principal or found[0] != session.principal.name:
                return None
        return Visitor(session.principal, session)

    async def _stranger(self, scope: Scope, receive: Receive, wanted: Settings, headers: Headers) -> Response:
        """Who is not in: a browser that opens a page is sent to where one comes in, everything else gets a sentence."""
        opens_page = scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("accept", "")
        if not opens_page or "_stcore/" in scope["path"]:
            return sentence(ENDED, 401, scope["path"])
        if wanted.header is not None and "header" in wanted.sign_in and (found := proxy.named(headers, wanted.header)):
            request = Request(scope, receive)
            to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            if found[1] is not None:
                return await enter(request, found[1], "header", to)
            await run_in_threadpool(audit.record, "sign_in_refused", found[0], way="header", reason="no rights")
            return sentence(MAY_NOT, 403)
        return to_sign_in(scope["path"], scope["query_string"])

    async def _socket(self, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        """Carry a socket until it ends, or whoever holds it is out."""
        session = visitor.session
        if session is None:
            await self._app(scope, receive, send)
            return
        noted = time.monotonic()

        async def heard() -> Message:
            nonlocal noted
            message = await receive()
            if message["type"] == "websocket.receive" and time.monotonic() - noted > sessions.TOUCH:
                noted = time.monotonic()
                await run_in_threadpool(sessions.touch, session)
            return message

        task = asyncio.ensure_future(self._app(scope, heard, send))
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=LOOK)
                if not task.done() and not await self._lasts(session):
                    task.cancel()
                    await asyncio.gather(task, return_exceptions=True)
                    await send({"type": "websocket.close", "code": 1008})
                    return
            task.result()
        finally:
            task.cancel()

    @staticmethod
    async def _lasts(session: sessions.Session) -> bool:
        try:
            return await run_in_threadpool(sessions.find, session.id) is not None
        except Problem as problem:
            LOG.error("A socket is closed, for nobody can tell whose it is: %s", problem)
            return False
