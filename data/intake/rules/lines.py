"""Lines of a table that are no records: empty ones, repeated headers, totals, signatures, what is marked void or a test; as SQL over the staging scan."""

from __future__ import annotations

from data.intake.reading.header import Layout
from data.intake.reading.records import FOOTERS
from data.intake.rules.literals import literal

# Not a reason of its own: a line of empty cells, which the caller counts among the blank ones.
BLANK = "blank"
TOTALS = ("合计", "总计", "小计", "共计")
VOID_WORDS = ("作废", "已作废", "撤销", "已撤销", "void", "cancel", "canceled", "cancelled")
VOID_MARK = r"^\s*[\[【(（]\s*(作废|void)\s*[\]】)）]"
TEST_MARK = r"^\s*[\[【(（]?\s*(测试|test)\s*([\]】)）\d\s_:：-]|数据|工单|案件|件|单|用|$)"
NAMING = ("name", "area_code", "district", "street", "community")


def instead(layout: Layout) -> str:
    """Lines that are no records at all get one reason instead of a long list: the beginning of a CASE."""
    names = {target: layout.mapping.header[index] for target, index in layout.mapping.indexes.items()}
    same = " AND ".join(f"trim(x_{target}) = {literal(name)}" for target, name in list(names.items())[:3])
    footers = " OR ".join(f"starts_with(lower(replace({_first(layout)}, ' ', '')), {literal(word)})" for word in FOOTERS)
    if layout.mapping.preset.is_ledger:
        footers += f" OR {total(layout)}"
    empty = f"coalesce({', '.join(f'c{index}' for index in range(layout.width))}, '') = ''"
    return f"CASE WHEN {empty} THEN ['{BLANK}'] WHEN {same} THEN ['repeated_header'] WHEN {footers} THEN ['footer'] ELSE"


def total(layout: Layout) -> str:
    """A total of a ledger: its word stands in the first cell that is filled, or ends a name (双塔区小计)."""
    words = "|".join(TOTALS)
    named = [f"regexp_matches(x_{name}, {literal(f'({words})$')})" for name in NAMING if name in layout.mapping.indexes]
    first = f"regexp_matches(replace({_first(layout)}, ' ', ''), {literal(f'^({words})|^.{{0,12}}({words})$')})"
    # Also where nothing else is wrong with the line: a total has a name, an area and amounts like any other.
    return " OR ".join(f"coalesce({one}, FALSE)" for one in (first, *named))


def _first(layout: Layout) -> str:
    """The first cell; of a ledger, whose first column is often a bare number of the line, the first that is filled."""
    if not layout.mapping.preset.is_ledger:
        return "c0"
    return f"coalesce({', '.join(f'c{index}' for index in range(layout.width))})"
