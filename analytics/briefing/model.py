"""What a briefing is made of: sections of sentences, tables and pictures that every format renders in the same order."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.exports.workbook import Chart


@dataclass(frozen=True)
class Number:
    """A cell that stays a number in a workbook; `unit` is one of the catalogue's, `signed` a difference."""

    value: float | None
    unit: str
    signed: bool = False


Cell = str | Number


@dataclass(frozen=True)
class Paragraph:
    """`lead` are the first words of the text where they are its title."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """`is_long` has the numbers of a picture: on paper it stands only where that cannot be drawn."""

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    chart: Chart | None = None
    is_long: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure `width` × `height` px large on paper; `alt` says in words what it shows."""

    name: str
    figure: go.Figure
    width: int
    height: int
    alt: str
    caption: str


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Section:
    """`level` 1 is 一、, 2 is （一）; a heading without blocks of its own has its parts behind it."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Briefing:
    """`notice` is there for demonstration data only."""

    title: str
    issue: str
    as_of: str
    notice: str
    file_name: str
    sections: tuple[Section, ...]
    annex: tuple[Table, ...]

    @property
    def text(self) -> str:
        """All sentences in their order."""
        return "\n".join(block.text for section in self.sections for block in section.blocks if isinstance(block, Paragraph))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Picture))
