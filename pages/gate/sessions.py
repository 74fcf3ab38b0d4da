"""Who is in: sessions, failed attempts, sign-ins under way and links of walls, in one small database that all processes share."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.asking.principal import Principal
from data.contracts.model import N_
from data.store import StoreError, Warehouse

FOLDER, FILE = ".access", "gate.sqlite"
TOUCH = 20.0  # seconds between two notes that somebody is still there
PENDING = 10 * 60.0
ATTEMPTS, LOCKED = 5, 15 * 60.0
TABLES = """
CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, name TEXT, role TEXT, areas TEXT, way TEXT, began REAL, seen REAL, idle REAL, ends REAL);
CREATE TABLE IF NOT EXISTS attempts (name TEXT PRIMARY KEY, failed INTEGER, until REAL);
CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY, told TEXT, ends REAL);
CREATE TABLE IF NOT EXISTS links (id TEXT PRIMARY KEY, secret TEXT, title TEXT, area TEXT, query TEXT, ends REAL, made_by TEXT, made REAL);
"""


@dataclass(frozen=True)
class Session:
    """Who somebody is, by which way he came, and until when; `id` is the hash of what his browser holds."""

    id: str
    principal: Principal
    way: str
    began: float
    seen: float
    ends: float


@dataclass(frozen=True)
class Link:
    """What a wall may show until when; whoever has its secret opens it."""

    id: str
    title: str
    area: str | None
    query: dict[str, str]
    ends: float
    made_by: str


def begin(principal: Principal, way: str, *, longest: float, idle: float | None) -> str:
    """A new session; returns what the browser is to bring with every request. Without `idle` it lasts unless it is ended."""
    token, now = secrets.token_urlsafe(32), time.time()
    areas = None if principal.areas is None else json.dumps(principal.areas)
    with _open() as base:
        base.execute("DELETE FROM sessions WHERE ends < ? OR seen + idle < ?", (now, now))
        base.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (hashed(token), principal.name, principal.role, areas, way, now, now, idle or 1e12, now + longest),
        )
    return token


def find(identity: str) -> Session | None:
    """The session of an id, if it lasts."""
    now = time.time()
    with _open() as base:
        row = base.execute(
            "SELECT name, role, areas, way, began, seen, ends FROM sessions WHERE id = ? AND ends >= ? AND seen + idle >= ?",
            (identity, now, now),
        ).fetchone()
    if row is None:
        return None
    areas = None if row[2] is None else tuple(json.loads(row[2]))
    return Session(identity, Principal(row[0], row[1], areas), *row[3:])


def touch(session: Session) -> None:
    """Note that somebody is still there; not at every word."""
    now = time.time()
    if now - session.seen > TOUCH:
        with _open() as base:
            base.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, session.id))


def end(identity: str) -> None:
    """End one session, wherever it is open."""
    with _open() as base:
        base.execute("DELETE FROM sessions WHERE id = ?", (identity,))


def revoke(name: str, way: str | None = None) -> int:
    """End all sessions of a name, or those it has by one way; returns how many."""
    with _open() as base:
        return base.execute("DELETE FROM sessions WHERE name = ? AND way = coalesce(?, way)", (name, way)).rowcount


def sessions() -> list[Session]:
    """All that last, the newest first."""
    with _open() as base:
        found = [row[0] for row in base.execute("SELECT id FROM sessions ORDER BY began DESC")]
    return [session for session in map(find, found) if session]


def attempts_left(name: str) -> int:
    """How often the password of a name may still be wrong."""
    with _open() as base:
        row = base.execute("SELECT failed, until FROM attempts WHERE name = ?", (name,)).fetchone()
    return ATTEMPTS if row is None or row[1] < time.time() else max(0, ATTEMPTS - int(row[0]))


def failed(name: str) -> int:
    """Count a wrong password; returns how many are left before the name is locked for a while."""
    now = time.time()
    with _open() as base:
        base.execute("DELETE FROM attempts WHERE until < ?", (now,))
        base.execute(
            "INSERT INTO attempts VALUES (?, 1, ?) ON CONFLICT (name) DO UPDATE SET failed = failed + 1, until = excluded.until",
            (name, now + LOCKED),
        )
    return attempts_left(name)


def forgive(name: str) -> None:
    """Forget the failed attempts of a name."""
    with _open() as base:
        base.execute("DELETE FROM attempts WHERE name = ?", (name,))


def set_out(told: dict[str, str]) -> str:
    """Remember what a browser must bring back from somewhere else; returns what it holds meanwhile."""
    token, now = secrets.token_urlsafe(32), time.time()
    with _open() as base:
        base.execute("DELETE FROM pending WHERE ends < ?", (now,))
        base.execute("INSERT INTO pending VALUES (?, ?, ?)", (hashed(token), json.dumps(told), now + PENDING))
    return token


def come_back(token: str) -> dict[str, str] | None:
    """What was remembered, once only."""
    with _open() as base:
        row = base.execute("DELETE FROM pending WHERE id = ? AND ends >= ? RETURNING told", (hashed(token), time.time())).fetchone()
    return dict(json.loads(row[0])) if row else None


def make_link(title: str, area: str | None, query: dict[str, str], ends: float, made_by: str) -> str:
    """Register a link of a wall; returns its key, which is kept nowhere."""
    identity, secret = secrets.token_hex(4), secrets.token_urlsafe(24)
    with _open() as base:
        values = (identity, hashed(secret), title, area, json.dumps(query), ends, made_by, time.time())
        base.execute("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return f"{identity}.{secret}"


def open_link(key: str) -> Link | None:
    """The link of a key, if it is registered, lasts, and the secret is right."""
    identity, _dot, secret = key.partition(".")
    return next((link for link in links(identity, hashed(secret)) if link.ends > time.time()), None)


def links(identity: str | None = None, secret: str | None = None) -> list[Link]:
    """The links that are registered, newest first."""
    with _open() as base:
        rows: list[Any] = base.execute(
            "SELECT id, title, area, query, ends, made_by FROM links WHERE id = coalesce(?, id) AND secret = coalesce(?, secret) ORDER BY made DESC",
            (identity, secret),
        ).fetchall()
    return [Link(row[0], row[1], row[2], json.loads(row[3]), row[4], row[5]) for row in rows]


def take_back(identity: str) -> bool:
    """Remove a link and end what was opened with it; whether there was one."""
    with _open() as base:
        base.execute("DELETE FROM sessions WHERE way = ?", (f"link:{identity}",))
        return bool(base.execute("DELETE FROM links WHERE id = ?", (identity,)).rowcount)


def hashed(token: str) -> str:
    """What is kept of a token: whoever reads the database cannot come in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


@contextmanager
def _open() -> Iterator[sqlite3.Connection]:
    folder: Path = Warehouse().folder / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = not (folder / FILE).exists()
        with closing(sqlite3.connect(folder / FILE, timeout=10)) as base:
            if fresh:
                os.chmod(folder / FILE, 0o600)
            base.executescript(TABLES)
            with base:
                yield base
    except (OSError, sqlite3.Error) as error:
        raise StoreError(N_("The list of sessions in {path} cannot be used: {reason}"), path=folder, reason=error) from error
