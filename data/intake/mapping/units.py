"""Units of amounts: those that a header, a title or a cell states, and what one of each is worth in the contract's own unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Quantity(StrEnum):
    MONEY = "money"
    AREA = "area"
    PERCENT = "percent"
    COUNT = "count"
    DAYS = "days"


@dataclass(frozen=True)
class Unit:
    """What an amount is counted in; `factor` brings it to yuan, square metres, percent, pieces or days."""

    name: str
    quantity: Quantity
    factor: int


# As NFKC writes them: ㎡ and m² become m2, full-width signs become narrow ones.
UNITS = {
    unit.name: unit
    for unit in (
        *(
            Unit(name, Quantity.MONEY, factor)
            for name, factor in {
                "元": 1,
                "千元": 1_000,
                "万元": 10_000,
                "百万元": 1_000_000,
                "千万元": 10_000_000,
                "亿元": 100_000_000,
            }.items()
        ),
        *(
            Unit(name, Quantity.AREA, factor)
            for name, factor in {
                "平方米": 1,
                "平米": 1,
                "m2": 1,
                "万平方米": 10_000,
                "万平米": 10_000,
                "万m2": 10_000,
                "公顷": 10_000,
            }.items()
        ),
        Unit("%", Quantity.PERCENT, 1),
        *(Unit(name, Quantity.COUNT, 1) for name in ("户", "栋", "幢", "人", "个", "件", "次", "处", "项", "名", "家", "条")),
        *(Unit(f"万{name}", Quantity.COUNT, 10_000) for name in ("户", "人", "件", "次")),
        *(Unit(name, Quantity.DAYS, 1) for name in ("天", "日", "工作日", "个工作日", "小时")),
    )
}
# In a cell the name of the quantity is often left out: 7.74亿.
SHORT = {"万": 10_000, "亿": 100_000_000}
_NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
_PLAIN = "|".join(
    sorted(
        (name for name, unit in UNITS.items() if unit.quantity in (Quantity.MONEY, Quantity.AREA) and len(name) > 1), key=len, reverse=True
    )
)
_BRACKETED = re.compile(rf"^(.+?)\s*[(\[【]\s*(?:单位\s*:?\s*)?({_NAMES})\s*[)\]】]$")
_TRAILING = re.compile(rf"^(.+?)[\s/,:]*({_PLAIN}|%)$")
_STATED = re.compile(r"单位\s*:\s*([^)\]】\s]+)")


def of_header(cell: str) -> tuple[str, Unit | None]:
    """The header's name without its unit, and the unit if it states one: 总投资（万元） is 总投资 in 万元."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _BRACKETED.match(text) or _TRAILING.match(text)
    return (found[1].strip(), UNITS[found[2]]) if found else (text, None)


def of_title(lines: list[str]) -> dict[Quantity, Unit]:
    """The units that a line above the table states for all of it: 单位：万元、平方米."""
    found: dict[Quantity, Unit] = {}
    for line in lines:
        for names in _STATED.findall(unicodedata.normalize("NFKC", line)):
            for name in re.split(r"[、,;/]", names):
                if name in UNITS:
                    found.setdefault(UNITS[name].quantity, UNITS[name])
    return found
