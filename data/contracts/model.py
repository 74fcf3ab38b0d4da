"""What a contract is made of: columns with a type and a meaning, and rules between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def N_(message: str) -> str:
    """Mark a string for the translation catalogues without translating it here."""
    return message


class Type(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIMESTAMP = "timestamp"
    DATE = "date"
    GEOMETRY = "geometry"


class Personal(StrEnum):
    """What intake must do with a column before it reaches a generation."""

    NO = "no"
    FREE_TEXT = "free_text"  # phone numbers, ID numbers and the like inside are masked
    KEY = "key"  # only its keyed hash is kept


@dataclass(frozen=True)
class Column:
    name: str
    type: Type
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()  # a closed list; an open list stays empty
    personal: Personal = Personal.NO
    end_of_day: bool = False  # a date without a time of day means the last second of that day, not its first
    vital: bool = False  # a row in which it cannot be read stays outside: left empty, the row would tell another state


@dataclass(frozen=True)
class Between:
    """The value lies in [low, high]; either end may be open."""

    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class NotBefore:
    """`later` is not earlier than `earlier`; a time of midnight sharp counts as its whole day."""

    later: str
    earlier: str


@dataclass(frozen=True)
class Plausible:
    """The moment lies after `first` and not in the future of the import."""

    column: str
    first: str = "1990-01-01"


Rule = Between | NotBefore | Plausible


@dataclass(frozen=True)
class Contract:
    """One table as intake accepts it; the mart of the same name adds derived columns."""

    table: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.table} has no column {name}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def moments(self) -> tuple[str, ...]:
        """The columns that hold a moment."""
        return tuple(column.name for column in self.columns if column.type is Type.TIMESTAMP)


DUCKDB_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.BOOLEAN: "BOOLEAN",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.DATE: "DATE",
    Type.GEOMETRY: "BLOB",
}
