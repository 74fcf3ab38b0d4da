"""What a row says about where it lies: the texts of its area columns and the area its file belongs to, kept as written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from data.contracts.areas import LEVELS
from data.intake.hiding.privacy import mask
from data.intake.placing.gazetteer import Gazetteer
from data.intake.placing.locate import locate
from data.intake.placing.spelling import as_written, national

AREA_COLUMNS = LEVELS[2:]  # of a ticket; each names its own level
Codes = tuple[str | None, ...]


@dataclass(frozen=True)
class Statement:
    """`within` is the code of the area that the file was said to belong to."""

    within: str | None
    texts: tuple[str | None, ...]

    @classmethod
    def of(cls, kept: str) -> Statement:
        within, *texts = json.loads(kept)
        return cls(within, tuple(texts))

    @property
    def kept(self) -> str:
        return json.dumps([self.within, *self.texts], ensure_ascii=False)

    @property
    def rank(self) -> tuple[object, ...]:
        """Those without a gap between their levels first, then longer spellings: they name a provisional area best."""
        deepest = max(index for index, text in enumerate(self.texts) if text is not None)
        gaps = sum(text is None for text in self.texts[:deepest])
        return (gaps, [(-len(text or ""), text or "") for text in self.texts], self.within or "")


def masked(gazetteer: Gazetteer, texts: Iterable[str | None]) -> tuple[str | None, ...]:
    """The texts without personal data, which shifted columns bring; numbers of areas stay."""
    return tuple(
        text if text is None or _numbers_an_area(gazetteer, level, as_written(text)) else mask(text)
        for level, text in zip(AREA_COLUMNS, texts, strict=True)
    )


def code_of(gazetteer: Gazetteer, statement: Statement) -> str | None:
    """The deepest area that a statement names."""
    deepest, stated = statement.within, False
    for level, text in zip(AREA_COLUMNS, statement.texts, strict=True):
        if text is not None:
            deepest, stated = locate(gazetteer, level, text, deepest, stated=stated), True
    return deepest if stated else None


def columns_of(gazetteer: Gazetteer, code: str | None) -> Codes:
    """The codes of a ticket's area columns; where nothing deeper is known the first holds the city or province."""
    path = gazetteer.path(code)
    district = next((path[level] for level in ("district", "city", "province") if level in path), None)
    return (district, *(path.get(level) for level in AREA_COLUMNS[1:]))


def _numbers_an_area(gazetteer: Gazetteer, level: str, written: str) -> bool:
    if level != "grid":
        return national(level, written) is not None
    # The number of a person begins with the code of a district, that of a grid with the code of its community.
    around = gazetteer.around(level, written)
    return around is not None and gazetteer.places[around].level in ("street", "community")
