"""How areas are written: one area has many spellings, and a text may name a path, a number or an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from data.contracts.areas import LEVELS
from data.intake.reading.text import folded, unguarded

# Endings of names by level; those of one group mean the same, and the first of them stands for all.
ENDINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "province": (("省",), ("自治区",), ("特别行政区",), ("市",)),
    "city": (("市",), ("地区",), ("盟",), ("自治州",)),
    "district": (("自治县",), ("新区",), ("区",), ("县",), ("市",), ("旗",)),
    "street": (
        ("街道", "街道办事处", "街道办", "街办", "办事处"),
        ("地区", "地区办事处"),
        ("镇", "镇人民政府", "镇政府"),
        ("乡", "乡人民政府", "乡政府"),
    ),
    "community": (
        ("社区", "社区居委会", "社区居民委员会", "居委会", "居民委员会"),
        ("村", "村委会", "村民委员会", "村村委会", "村村民委员会"),
    ),
    "grid": (("网格", "单元网格"),),
}
_LONGEST_FIRST = {
    level: sorted(((ending, group[0]) for group in groups for ending in group), key=lambda pair: -len(pair[0]))
    for level, groups in ENDINGS.items()
}
# Where another ending may mean the same area if only one bears the name: 区 for 县; a 镇 and a 街道 of one name are two.
LOOSE = ("province", "city", "district", "grid")
NUMBERED = re.compile(
    r"(?:ward|district|councildistrict|communityboard|precinct|zone|grid|第|no)?0*(\d+)(?:号)?(?:街道|社区|网格|单元网格|号网格)?"
)
FLOAT = re.compile(r"(\d+)\.0+")
SEPARATORS = re.compile(r"[/\\>|·、,\s]+|(?<=\D)[-—–]+(?=\D)")
OF_A_CITY = re.compile(r"(.{2,}?(?:省|自治区))?(.{2,}?(?:市|地区|自治州|盟))(.{2,}(?:区|县|旗|市))")
ADDRESS = re.compile(r"\d|[路街巷弄号栋幢楼院]|小区|单元|胡同|附近|门口|对面")
# Digits of a national code by level.
DIGITS = {"province": 2, "city": 4, "district": 6, "street": 9, "community": 12}


@lru_cache(maxsize=1 << 16)
def as_written(text: str) -> str:
    """The text as it is compared letter by letter; a number that went through a spreadsheet's floats is whole again."""
    written = unicodedata.normalize("NFKC", unguarded(text)).strip()
    whole = FLOAT.fullmatch(written)
    return whole[1] if whole else written


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Letters and digits alone, as names are compared."""
    return "".join(letter for letter in folded(name) if letter.isalnum()) or name


@lru_cache(maxsize=1 << 16)
def parted(level: str, name: str) -> tuple[str, str]:
    """The stem of a name and the ending that stands for its own; no ending where it has none of its level."""
    letters = plain(name)
    for ending, stands_for in _LONGEST_FIRST[level]:
        if letters.endswith(ending) and len(letters) > len(ending):
            return letters.removesuffix(ending), stands_for
    return letters, ""


def number_of(name: str) -> str | None:
    """3 for Ward 3, 第3网格 or 03."""
    found = NUMBERED.fullmatch(plain(name))
    return found[1] if found else None


@lru_cache(maxsize=1 << 16)
def borne(level: str, name: str) -> tuple[str, ...]:
    """The keys under which an area is found: as written, by stem and kind of ending, by stem alone, by its number."""
    stem, ending = parted(level, name)
    number = number_of(name)
    return (plain(name), f"{stem}~{ending}", *([f"{stem}*"] if len(stem) > 1 else []), *([f"#{number}"] if number else []))


@lru_cache(maxsize=1 << 16)
def sought(level: str, name: str) -> tuple[str, ...]:
    """The keys by which a text looks for its area, most exact first."""
    stem, ending = parted(level, name)
    number = number_of(name)
    loose = [f"{stem}*"] if len(stem) > 1 and (not ending or level in LOOSE) else [f"{stem}~"] if len(stem) > 1 else []
    return (plain(name), f"{stem}~{ending}", *loose, *([f"#{number}"] if number else []))


def canonical(level: str, name: str) -> str:
    """One spelling for all that mean the same: what a provisional code is made of."""
    number = number_of(name)
    return f"#{number}" if number else "".join(parted(level, name))


def names_an_area(written: str) -> bool:
    """Whether a text ends as the names of areas below the city do."""
    return any(parted(level, written)[1] for level in LEVELS[2:])


def guess(written: str) -> str:
    """The level of an area that is named without one."""
    if written.isdigit():
        longer = "grid" if len(written) > DIGITS["community"] else "district"
        return next((level for level in LEVELS[:-1] if national(level, written)), longer)
    for level in ("grid", "community", "street"):
        if parted(level, written)[1]:
            return level
    return "district"


def national(level: str, written: str) -> str | None:
    """The significant digits of a number that may be a national code of the level: 2113 for the city 211300; None for any other.

    The code of a grid is longer than that of its community and stands as it is.
    """
    if not (written.isascii() and written.isdigit()):
        return None
    if level == "grid":
        return written if len(written) > DIGITS["community"] else None
    length = DIGITS[level]
    rest = written[length:]
    if len(written) < length or rest.strip("0") or len(written) not in (length, 6, 12):
        return None
    return written[:length]
