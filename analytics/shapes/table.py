"""A table as a value: columns with a head and a kind; the kind alone decides how values are rounded, shown and filed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analytics.words.language import _
from data.contracts.model import N_

Kind = Literal["text", "count", "tenth", "hundredth", "percent", "points", "wan", "day", "moment"]

Use = Literal["shown", "written", "filed"]


@dataclass(frozen=True)
class Form:
    """`scale` and `digits` lead from a value to what stands in a table or CSV, `unit` stands behind the head there.

    `shown` is the format of a grid on a page, `filed` that of a workbook, which holds the value itself.
    """

    shown: str = ""
    filed: str = ""
    unit: str = ""
    scale: float = 1
    digits: int | None = None


FORMS: dict[Kind, Form] = {
    "text": Form(),
    "count": Form("%,d", "count"),
    "tenth": Form("%,.1f", "tenth", digits=1),
    "hundredth": Form("%,.2f", "hundredth", digits=2),
    "percent": Form("%.1f", "percent", "%", 100, 2),
    "points": Form("%+.1f", "signed_tenth", "", 100, 2),
    "wan": Form("%,.0f", "count", N_("10,000 yuan"), 1e-4, 2),
    "day": Form("YYYY-MM-DD", "day"),
    "moment": Form("YYYY-MM-DD HH:mm", "moment"),
}


@dataclass(frozen=True)
class Column:
    """`values` as they were computed: a share is 0–1, a count a whole number, None where there is none."""

    head: str
    values: tuple[Any, ...]
    kind: Kind = "text"

    @property
    def told(self) -> str:
        """The head with the unit of its kind."""
        unit = FORMS[self.kind].unit
        return f"{self.head} {_(unit)}" if unit else self.head

    @property
    def filed(self) -> str:
        """The head in a workbook, whose cells show percents as such."""
        return self.head if self.kind == "percent" else self.told

    def series(self, to: Use = "shown") -> pd.Series:
        """The values as a page shows them, rounded only once, by its format; as a CSV has them written; as a workbook files them."""
        if self.kind == "text":
            return pd.Series(self.values, dtype="str")
        if self.kind == "day" and to == "written":  # a CSV has no type to tell a day from its midnight
            return pd.Series([f"{value:%Y-%m-%d}" if pd.notna(value) else None for value in self.values], dtype="str")
        if self.kind in ("day", "moment"):
            return pd.to_datetime(pd.Series(self.values, dtype=object))
        if self.kind == "count":
            return pd.Series(pd.array(self.values, dtype="Int64")) if None in self.values else pd.Series(self.values, dtype="int64")
        form, numbers = FORMS[self.kind], pd.Series(self.values, dtype="float64")
        if to == "filed" and self.kind == "percent":
            return numbers
        scaled = numbers * form.scale
        return scaled if to == "shown" or form.digits is None else scaled.round(form.digits)


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    def only(self, *heads: str) -> Table:
        """The columns with these heads, in their order."""
        found = {column.head: column for column in self.columns}
        return Table(tuple(found[head] for head in heads))

    def frame(self, to: Use = "shown") -> pd.DataFrame:
        """As a page shows it, or as a CSV has it written."""
        return pd.DataFrame({column.told: column.series(to) for column in self.columns})

    def filed(self) -> tuple[pd.DataFrame, dict[str, str]]:
        """As a workbook holds it, with the format of each column."""
        frame = pd.DataFrame({column.filed: column.series("filed") for column in self.columns})
        return frame, {column.filed: FORMS[column.kind].filed for column in self.columns if FORMS[column.kind].filed}

    def shown(self) -> dict[str, str]:
        """The format of each column that has one, on a page."""
        return {column.told: FORMS[column.kind].shown for column in self.columns if FORMS[column.kind].shown}
