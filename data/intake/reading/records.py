"""One record of a CSV: cut into fields with strict quotes, trimmed, recognised as a footer, written out clean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from enum import Enum

# No line and no cell may be longer.
WINDOW = 1 << 20
FOOTERS = ("合计", "总计", "小计", "共计", "总数", "制表人", "制表单位", "填报人", "填表人", "审核人", "total", "grand total", "subtotal")

csv.field_size_limit(WINDOW)


class Quotes(Enum):
    OPEN = "open"
    BROKEN = "broken"


OPEN, BROKEN = Quotes.OPEN, Quotes.BROKEN


def split(text: str, delimiter: str) -> list[str] | Quotes:
    """The fields of one record, or what is wrong with its quotes."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return OPEN if "unexpected end" in str(error) else BROKEN
    return rows[0] if len(rows) == 1 else BROKEN


def trimmed(fields: list[str], width: int) -> list[str]:
    """The fields without the empty ones beyond the table's width."""
    # Spreadsheets add empty cells at the end of a line; they carry nothing.
    while len(fields) > width and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def written(fields: Iterable[str], delimiter: str) -> bytes:
    """The fields as one clean line of CSV."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerow([cell.replace("\n", " ") for cell in fields])
    return target.getvalue().encode("utf-8")


def is_footer(fields: list[str]) -> bool:
    """Whether a line begins with a word for a total or a signature."""
    first = next((cell.strip().lower() for cell in fields if cell.strip()), "")
    return first.replace(" ", "").replace("\u3000", "").startswith(FOOTERS)
