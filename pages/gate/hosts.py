"""Under which names this server answers, and which pages may talk to it."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from pages.gate.settings import Settings

ALWAYS = ("localhost",)


def is_known(host: str | None, wanted: Settings) -> bool:
    """Whether a Host header names this server.

    A name that is not listed could be anybody's, pointed at this address to read through a reader's browser; an address of numbers cannot be. Where
    `address` or `hosts` is set, only those count, and the machine itself.
    """
    name = _name(host)
    if name is None:
        return False
    if name in (*ALWAYS, *wanted.known_hosts):
        return True
    try:
        number = ipaddress.ip_address(name)
    except ValueError:
        return not wanted.known_hosts and name == socket.gethostname().lower()
    return number.is_loopback or not wanted.known_hosts


def is_own(headers: Headers) -> bool:
    """Whether the page that sends a request, if a page sends it, is one of ours: of the same host and port."""
    origins = headers.getlist("origin")
    if not origins:
        return True
    return len(origins) == 1 and urlsplit(origins[0]).netloc.lower() == headers.get("host", "").lower()


def _name(host: str | None) -> str | None:
    try:
        parts = urlsplit(f"//{host or ''}")
        if parts.port == 0 or parts.path or parts.query or parts.fragment or "@" in parts.netloc or not parts.hostname:
            return None
        return parts.hostname.rstrip(".")
    except ValueError:
        return None
