"""Personal data: what is masked in free text and in raw lines, and the key of the reporter's hash."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from data.contracts.problem import Problem

KEY_FILE = "key"
SHORTEST_KEY = 16
HIDDEN = "***"
# Common family names: enough to guess that a short cell in a shifted line is a person.
FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向常"
)
# A first look that is cheap in SQL: only text with a run of digits, an at sign or a named person goes through the masks.
SUSPECT = r"[0-9０-９][0-9０-９ \-－]{5}|[@＠]|单元|[0-9０-９]室|姓名|联系人|来电人|先生|女士"
# RE2 has no look-around, so neighbours are captured and put back; two numbers that share a neighbour need a second pass.
MASKS: tuple[tuple[str, str], ...] = (
    (r"([A-Za-z0-9._%+\-]+)[@＠]([A-Za-z0-9\-]+\.[A-Za-z0-9.\-]+)", HIDDEN),
    (r"(^|[^0-9０-９])([0-9０-９]{6})[0-9０-９]{8}[0-9０-９]{3}[0-9０-９XxＸｘ]($|[^0-9０-９])", rf"\1{HIDDEN}\3"),
    (r"(^|[^0-9０-９])([0-9０-９]{4}[ \-－]?){4}[0-9０-９]{0,3}($|[^0-9０-９])", rf"\1{HIDDEN}\3"),
    (
        r"(^|[^0-9０-９])(\+?[8８][6６][ \-－]?)?[1１][3-9３-９][0-9０-９][ \-－]?[0-9０-９]{4}[ \-－]?[0-9０-９]{4}($|[^0-9０-９])",
        rf"\1{HIDDEN}\3",
    ),
    (r"(^|[^0-9０-９.])[0０][0-9０-９]{2,3}[ \-－][2-8２-８][0-9０-９]{6,7}($|[^0-9０-９])", rf"\1{HIDDEN}\2"),
    # A bare local number; what begins with 19 or 20 is more likely a date.
    (r"(^|[^0-9０-９.])(2[1-9]|[3-8][0-9])[0-9]{5,6}($|[^0-9０-９])", rf"\1{HIDDEN}\3"),
    (r"(^|[^0-9０-９])\(?[2-9][0-9]{2}\)?[ \-][0-9]{3}-[0-9]{4}($|[^0-9０-９])", rf"\1{HIDDEN}\2"),
    (r"([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})单元([0-9０-９]{1,5}(室|号)?)?", f"{HIDDEN}单元"),
    (r"[0-9０-９]{2,5}室", f"{HIDDEN}室"),
    (r"(姓名|联系人|来电人)[:： ]*[\p{Han}]{2,4}", rf"\1{HIDDEN}"),
    (r"[\p{Han}](先生|女士)", rf"{HIDDEN}\1"),
)
# Who signed a table below its last line; free text of a record is not searched for it.
SIGNED = re.compile(r"((?:填表|制表|填报|审核|负责|经办)人)[:： ]*[一-鿿]{2,4}")
_COMPILED = tuple((re.compile(pattern.replace(r"\p{Han}", "一-鿿")), replacement) for pattern, replacement in MASKS)


class KeyProblem(Problem):
    """The key of the reporter's hash cannot be used."""


def mask(text: str) -> str:
    """The text without phone numbers, ID numbers, bank cards, e-mail addresses, flats and named callers."""
    for _ in range(2):
        for pattern, replacement in _COMPILED:
            text = pattern.sub(replacement, text)
    return text


def mask_line(text: str) -> str:
    """The text of a raw line without what mask hides and without the name of who signed the table."""
    return SIGNED.sub(rf"\1{HIDDEN}", mask(text))


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
