"""Personal data: what is masked in free text and in raw lines, and the key of the reporter's hash."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from data.contracts.problem import Problem
from data.intake.hiding.masks import (
    ACCOUNT,
    ACCOUNT_WORDS,
    ADDRESS_BEGINS,
    ADDRESSES,
    BESIDE_NAME,
    BETWEEN,
    HIDDEN,
    MAIL,
    NUMBERS,
    NUMBERS_WITH_A_WORD,
    PLATE,
    PLATE_BEGINS,
    SHIELD,
    THINGS,
    digit,
)
from data.intake.hiding.names import BESIDE_NUMBERS, FAMILY_NAMES, NAME_WORDS, NAMES, SHIELDS

KEY_FILE = "key"
SHORTEST_KEY = 16

# In this order: numbers, then addresses, then names; each kind with what no text lacks that holds one, which is looked for first.
# Two numbers that share a neighbour need a second pass.
KINDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (f"(?:{digit()}[{BETWEEN}]{{0,3}}){{5}}", (THINGS, *NUMBERS, *NUMBERS, *NUMBERS_WITH_A_WORD)),
    ("[@＠]", ((MAIL, HIDDEN),)),
    (ACCOUNT_WORDS, ((ACCOUNT, rf"\1{HIDDEN}"),)),
    (PLATE_BEGINS, ((PLATE, rf"{HIDDEN}\1"),)),
    (rf"\*\*\*|{NAME_WORDS}", (*SHIELDS, *BESIDE_NUMBERS)),
    (ADDRESS_BEGINS, ADDRESSES),
    (NAME_WORDS, NAMES),
    (r"\*\*\*", (BESIDE_NAME, (r"\*{6}", HIDDEN))),
)
MASKS = tuple(one for _, masks in KINDS for one in masks)
# What every text is read for first, in one go.
SUSPECT = "|".join(begins for begins, _ in KINDS)
_COMPILED = [(re.compile(begins), [(re.compile(pattern), instead) for pattern, instead in masks]) for begins, masks in KINDS]


class KeyProblem(Problem):
    """The key of the reporter's hash cannot be used."""


def mask(text: str) -> str:
    """The text without phone, ID, card and account numbers, plates, e-mail addresses, flats, and names that a word betrays.

    The macro `masked` of the database does the same to every text.
    """
    for begins, masks in _COMPILED:
        if begins.search(text):
            for pattern, instead in masks:
                text = pattern.sub(instead, text)
    return text.replace(SHIELD, "")


def file_name(name: str) -> str:
    """The name of a file as it may be kept, shown and given to a download: people put names and numbers into it too."""
    return mask(name).replace(HIDDEN, "___")


def load_key(folder: Path, *, create: bool) -> bytes:
    """The deployment's key, 32 bytes: of GRIDSCOPE_KEY, or of a file of mode 600 beside the generations, made on first use.

    With `create` false (a dry run) a missing key is replaced by a passing one and nothing is written.
    Raises KeyProblem when GRIDSCOPE_KEY is too short to keep a phone number secret.
    """
    given = os.environ.get("GRIDSCOPE_KEY")
    if given is not None:
        if len(given) < SHORTEST_KEY:
            raise KeyProblem(f"GRIDSCOPE_KEY has {len(given)} characters; use at least {SHORTEST_KEY}.")
        return hashlib.sha256(given.encode("utf-8")).digest()
    path = folder / KEY_FILE
    if path.exists():
        return hashlib.sha256(path.read_bytes()).digest()
    fresh = secrets.token_hex(32).encode("ascii")
    if create:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(fresh)
    return hashlib.sha256(fresh).digest()


def looks_like_a_name(cell: str) -> bool:
    """Two to four Chinese characters that begin with a common family name."""
    cell = cell.strip().strip('"')
    return 2 <= len(cell) <= 4 and cell[0] in FAMILY_NAMES and all("一" <= letter <= "鿿" for letter in cell)
