"""A picture of one measure by two dimensions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cells:
    """Rows from the top; `texts` stand in the cells, `classes` of evidence are empty for what is no share, `head` says what is measured."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    classes: tuple[tuple[str, ...], ...]
    head: str
