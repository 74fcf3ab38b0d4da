"""Months that stand side by side: which column holds which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.intake.mapping import units
from data.intake.mapping.column_names import normalise
from data.intake.mapping.lines import monthly_name
from data.intake.mapping.preset import Preset

MONTH = re.compile(r"(?:(20\d\d)年?)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")
MONTH_NAMES = {name: number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), start=1)}


def month_columns(preset: Preset, cells: Sequence[str]) -> dict[str, int]:
    """The columns of single months: 1月, 一月份, 2021年1月, and the same with the column's name before or after."""
    assert preset.monthly
    words = ("", *(normalise(alias) for alias in preset.columns.get(preset.monthly, [])))
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = normalise(units.of_header(cell)[0])
        month = MONTH.search(name)
        if month and name[: month.start()] + name[month.end() :] in words:
            number = MONTH_NAMES.get(month[2]) or int(month[2])
            found.setdefault(monthly_name(preset.monthly, int(month[1]) if month[1] else None, number), index)
    return found
