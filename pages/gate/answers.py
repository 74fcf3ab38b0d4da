"""What the gate itself answers: sentences in both languages, cookies, and the way to where somebody wanted to go."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from analytics.words.language import CHINESE, ENGLISH, _, speaking
from data.contracts.model import N_
from data.contracts.problem import Message, Problem
from pages.gate.settings import Settings

SIGN_IN = "/sign-in"
ENDED = N_("You are not signed in, or your sign-in has ended. Reload this page to sign in.")
STRANGER = N_("This server does not answer under this name. Use the address that the administrator gave you.")
FOREIGN = N_("This was sent by a page of another site and is refused.")
MAY_NOT = N_("Your account may not do this. Ask the administrator for the right.")
LONGEST = 4000


def sentence(text: str | Problem | Message, status: int, path: str = "") -> Response:
    """Both languages: nobody knows yet who reads it. A page that has lost its server shows word for word what it is told as JSON."""
    told = []
    for code in (CHINESE, ENGLISH):
        with speaking(code):
            told.append(text.told(_) if isinstance(text, Problem | Message) else _(text))
    kind = JSONResponse if "_stcore/" in path else PlainTextResponse
    return kind("\n".join(told), status, {"cache-control": "no-store"})


def inside(address: str) -> str:
    """Where somebody wanted to go, if it is a page of this server; else the first page."""
    fits = re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]*", address) and len(address) <= LONGEST
    return address if fits and not address.startswith(SIGN_IN) else "/"


def to_sign_in(scope_path: str, query: bytes) -> Response:
    """Send a browser to the sign-in page, from where it comes back to what it asked for."""
    wanted = inside(quote(scope_path) + (f"?{query.decode('latin-1')}" if query else ""))
    return RedirectResponse(SIGN_IN + (f"?to={quote(wanted, safe='')}" if wanted != "/" else ""), 303, {"cache-control": "no-store"})


def go(address: str) -> Response:
    return RedirectResponse(address, 303, {"cache-control": "no-store"})


def cookie_name(wanted: Settings) -> str:
    # The prefix makes browsers refuse it from a neighbour of the same domain and over http.
    return "__Host-gridscope" if wanted.secure else "gridscope"


def pending_name(wanted: Settings) -> str:
    return f"{cookie_name(wanted)}-way"


def give(response: Response, name: str, value: str, wanted: Settings, longest: int | None = None) -> Response:
    response.set_cookie(name, value, max_age=longest, path="/", secure=wanted.secure, httponly=True, samesite="lax")
    return response


def take(response: Response, name: str, wanted: Settings) -> Response:
    response.delete_cookie(name, path="/", secure=wanted.secure, httponly=True, samesite="lax")
    return response


def spoken(request: Request) -> str:
    """The language of a page that nobody is signed in to yet."""
    return ENGLISH if request.query_params.get("lang") == ENGLISH else CHINESE
