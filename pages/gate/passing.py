"""How the gate tells the pages who asks: a header of its own, signed with a key that lives as long as the process."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets

from analytics.asking.principal import Principal

HEADER = "x-gridscope-principal"
USER_KEY = "gridscope"  # under which Streamlit keeps it for the session, see [server.trustedUserHeaders]
_KEY = secrets.token_bytes(32)


def written(principal: Principal) -> str:
    """The same for the same rights, so that a broken line is taken up again by the session that it belongs to."""
    told = json.dumps([principal.name, principal.role, principal.areas]).encode()
    return f"{base64.urlsafe_b64encode(told).decode()}.{_signed(told)}"


def read(text: object) -> Principal | None:
    """Who it names, if the gate of this process wrote it."""
    if not isinstance(text, str):
        return None
    told, _dot, signature = text.partition(".")
    try:
        raw = base64.urlsafe_b64decode(told)
        if not hmac.compare_digest(_signed(raw), signature):
            return None
    except (ValueError, TypeError):
        return None
    name, role, areas = json.loads(raw)
    return Principal(name, role, None if areas is None else tuple(areas))


def _signed(told: bytes) -> str:
    return hmac.new(_KEY, told, hashlib.sha256).hexdigest()
