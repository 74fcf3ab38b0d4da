"""What somebody whom another system knows may do here: by what it says of him, or by a file of ours."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

from analytics.asking.principal import ROLES, Principal
from data.contracts.model import N_
from pages.gate.settings import GateError, settings

ALL = "*"  # instead of codes: every area


def principal(name: str, role: str = "", areas: object = None) -> Principal | None:
    """Who comes in under a name; None where neither the file of rights nor the other system gives him a role and areas that there are.

    The file goes before the claims. Raises GateError when it cannot be read.
    """
    name = name.strip()
    if not name or len(name) > 200:
        return None
    told = _file().get(name)
    if told is not None:
        role, areas = str(told.get("role", "")), told.get("areas")
    codes = _codes(areas)
    if role not in ROLES or codes == ():
        return None
    return Principal(name, role, codes)


def _codes(areas: object) -> tuple[str, ...] | None:
    """Codes as a list or a text; None for all of them, and nothing where nothing is said."""
    if isinstance(areas, str):
        areas = re.split(r"[\s,，;；、]+", areas)
    if not isinstance(areas, Iterable):
        return ()
    found = tuple(dict.fromkeys(str(code).strip() for code in areas if str(code).strip()))
    return None if found == (ALL,) else found


def _file() -> dict[str, dict[str, object]]:
    """[name] role = "viewer", areas = ["211302001"] or "*"; read anew at each sign-in."""
    path = settings().rights
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GateError(N_("{path} cannot be read: {reason}"), path=path, reason=error) from error
    return {name: entry for name, entry in found.items() if isinstance(entry, dict)}
