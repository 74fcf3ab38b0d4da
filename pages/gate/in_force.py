"""Settings of Streamlit on which the gate relies: a server that does not have them does not start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from data import audit
from data.contracts.model import N_
from data.contracts.policy import version
from pages.gate.passing import HEADER, USER_KEY
from pages.gate.settings import GateError, settings

WANTED: dict[str, object] = {
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableAgentApi": False,
    "client.showErrorDetails": "none",
    "client.disableDataExport": True,
    "global.developmentMode": False,
}


def refuse_unless_in_force(option: Callable[[str], object]) -> None:
    """Raises GateError: under uvicorn only .streamlit/config.toml counts, and only where the server was started beside it."""
    for name, value in WANTED.items():
        if option(name) != value:
            raise GateError(
                N_("{name} must be {value} in .streamlit/config.toml, but {found} is in force. Start the server in the folder of asgi.py."),
                name=name,
                value=value,
                found=option(name),
            )
    users = option("server.trustedUserHeaders")
    if not isinstance(users, dict) or {str(name).lower(): key for name, key in users.items()} != {HEADER: USER_KEY}:
        raise GateError(
            N_("[server.trustedUserHeaders] in .streamlit/config.toml must be {header} = {key} and nothing else."),
            header=HEADER,
            key=USER_KEY,
        )


def note_in_force() -> None:
    """Note by which policy and rights this server works, where either has changed since the last one started. Raises StoreError."""
    wanted = settings()
    if not wanted.is_open:
        audit.record_state("in_force", sign_in=" ".join(wanted.sign_in), policy=_digest(Path(version()[0])), rights=_digest(wanted.rights))


def _digest(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path and path.exists() else ""
