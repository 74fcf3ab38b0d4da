"""A proxy that has asked already: believed only with its secret, and only if each header stands there once."""

from __future__ import annotations

import secrets
from urllib.parse import unquote

from starlette.datastructures import Headers

from analytics.asking.principal import Principal
from pages.gate.rights import principal
from pages.gate.settings import Proxy


def named(headers: Headers, wanted: Proxy) -> tuple[str, Principal | None] | None:
    """The name that the proxy vouches for and who it is here; None where no proxy of ours speaks."""
    given = headers.getlist(wanted.secret_header)
    if len(given) != 1 or not secrets.compare_digest(given[0].encode(), wanted.secret.get_secret_value().encode()):
        return None
    name = _one(headers, wanted.name_header)
    if not name:
        return None
    areas = _one(headers, wanted.areas_header) if wanted.areas_header else None
    return name, principal(name, _one(headers, wanted.role_header) if wanted.role_header else "", areas)


def _one(headers: Headers, name: str) -> str:
    """A value that is there once; Chinese comes percent-encoded, for headers carry Latin only."""
    values = headers.getlist(name)
    return unquote(values[0]).strip() if len(values) == 1 else ""
