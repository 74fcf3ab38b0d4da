"""Accounts of a place without single sign-on: a file with what scrypt makes of each password."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analytics.asking.principal import ROLES, Principal
from data.contracts.model import N_
from data.store import StoreError, Warehouse
from pages.gate import sessions
from pages.gate.settings import GateError, settings

COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 2**20, "dklen": 32}
SHORTEST, LONG, LONGEST = 10, 16, 200
_NOBODY = {"salt": base64.b64encode(b"0" * 16).decode(), "hash": base64.b64encode(b"0" * 32).decode()}


def path() -> Path:
    """The file of accounts: as the settings name it, or beside the sessions."""
    return settings().accounts or Warehouse().folder / sessions.FOLDER / "accounts.json"


def accounts() -> dict[str, dict[str, Any]]:
    """By name: role, areas, and what proves the password. Raises GateError."""
    try:
        found = json.loads(path().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise GateError(N_("{path} cannot be read: {reason}"), path=path(), reason=error) from error
    return dict(found)


def check(name: str, password: str) -> tuple[Principal | None, int]:
    """Who has this name and password, if anybody, and how many attempts the name has left; an unknown name costs as much as a known one."""
    name = name.strip()
    if not sessions.attempts_left(name):
        return None, 0
    found = accounts().get(name)
    proof = found or _NOBODY
    same = hmac.compare_digest(_made_of(password, base64.b64decode(proof["salt"])), base64.b64decode(proof["hash"]))
    if found is None or not same:
        return None, sessions.failed(name)
    sessions.forgive(name)
    return principal_of(name, found), sessions.ATTEMPTS


def principal_of(name: str, account: dict[str, Any]) -> Principal:
    areas = account.get("areas")
    return Principal(name, str(account["role"]), None if areas is None else tuple(areas))


def put(name: str, role: str, areas: tuple[str, ...] | None, password: str | None) -> None:
    """Make an account, or change one; without a password it keeps the one it has. Who is in with it is put out. Raises GateError."""
    name = name.strip()
    if not name or len(name) > 64 or any(unicodedata.category(sign).startswith("C") for sign in name):
        raise GateError(N_("Give a name of at most 64 characters."))
    if role not in ROLES:
        raise GateError(N_("There is no role {role!r}. There are {roles}."), role=role, roles=list(ROLES))
    with _changing() as held:
        before = held.get(name, {})
        if password is None and not before:
            raise GateError(N_("A new account needs a password."))
        proof = _proof(password, name) if password is not None else {"salt": before["salt"], "hash": before["hash"]}
        held[name] = {"role": role, "areas": None if areas is None else list(areas), **proof}
    sessions.forgive(name)
    sessions.revoke(name, "accounts")


def remove(name: str) -> None:
    """Raises GateError when there is none of that name."""
    with _changing() as held:
        if held.pop(name, None) is None:
            raise GateError(N_("There is no account {name!r}."), name=name)
    sessions.revoke(name, "accounts")


def _proof(password: str, name: str) -> dict[str, str]:
    kinds = sum(any(test(sign) for sign in password) for test in (str.isdigit, str.islower, str.isupper, lambda sign: not sign.isalnum()))
    if not SHORTEST <= len(password) <= LONGEST or (len(password) < LONG and kinds < 3) or name.lower() in password.lower():
        raise GateError(
            N_("The password must have at least {shortest} characters of three kinds, or {long} of any, and not hold the name."),
            shortest=SHORTEST,
            long=LONG,
        )
    salt = secrets.token_bytes(16)
    return {"salt": base64.b64encode(salt).decode(), "hash": base64.b64encode(_made_of(password, salt)).decode()}


def _made_of(password: str, salt: bytes) -> bytes:
    told = unicodedata.normalize("NFKC", password[:LONGEST]).encode()
    return hashlib.scrypt(told, salt=salt, **COST)


@contextmanager
def _changing() -> Iterator[dict[str, dict[str, Any]]]:
    """The accounts, written back whole when the block ends well; nobody else changes them meanwhile."""
    where = path()
    try:
        where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with where.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            held = accounts()
            yield held
            fresh = where.with_suffix(".new")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(held, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, where)
    except OSError as error:
        raise StoreError(
            N_("{path} cannot be written: {reason}. Let the account that runs this write into the warehouse."),
            path=where,
            reason=error.strerror or str(error),
        ) from error
