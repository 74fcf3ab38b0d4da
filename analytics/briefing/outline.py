"""The order in which every format sets a briefing: headings with their numbers, blocks with theirs, pictures drawn or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analytics.briefing.model import Briefing, Paragraph, Picture, Section, Table
from analytics.briefing.paper import numbered, without_pictures
from analytics.figures.printed import picture
from analytics.words.language import _


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Drawn:
    """A picture as PNG, with its caption and its words for those who cannot see it."""

    png: bytes
    name: str
    width: int
    height: int
    alt: str
    caption: str


Item = Heading | Paragraph | Table | Drawn


def sections(briefing: Briefing) -> Iterator[tuple[str, Section]]:
    """Each section with its numbered heading: 一、 to 五、, and （一） anew in each."""
    places = {1: 0, 2: 0}
    for section in briefing.sections:
        places[section.level] += 1
        if section.level == 1:
            places[2] = 0
        yield numbered(places[section.level], section.level, section.title), section


def body(briefing: Briefing) -> Iterator[Item]:
    """The sections; one sentence in place of all pictures where none can be drawn."""
    pictures, tables, missing = 0, 0, False
    for heading, section in sections(briefing):
        yield Heading(heading, section.level)
        for block in section.blocks:
            if isinstance(block, Picture):
                drawn = _drawn(block, pictures + 1)
                pictures += drawn is not None
                if drawn:
                    yield drawn
                elif not missing:
                    missing = True
                    yield Paragraph(without_pictures())
            elif isinstance(block, Table):
                tables += 1
                yield _titled(block, _("Table {number}  {caption}"), tables)
            else:
                yield block


def lacks_pictures(briefing: Briefing) -> bool:
    """Whether a picture of it could not be drawn."""
    return any(picture(block.figure, block.width, block.height) is None for block in briefing.pictures)


def annex_heading() -> Heading:
    """What stands above the tables behind the text."""
    return Heading(_("Annex"), 1)


def annex(briefing: Briefing, *, is_whole: bool = False) -> Iterator[Table]:
    """The tables behind the text; those with the numbers of the pictures are left to the workbook, unless `is_whole`."""
    for place, table in enumerate((table for table in briefing.annex if is_whole or not table.is_long), start=1):
        yield _titled(table, _("Annex {number}  {caption}"), place)


def _drawn(block: Picture, number: int) -> Drawn | None:
    png = picture(block.figure, block.width, block.height)
    caption = _("Figure {number}  {caption}").format(number=number, caption=block.caption)
    return Drawn(png, block.name, block.width, block.height, block.alt, caption) if png else None


def _titled(table: Table, text: str, number: int) -> Table:
    caption = text.format(number=number, caption=table.caption)
    return replace(table, caption=caption)
