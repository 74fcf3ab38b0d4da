"""The raw text of lines that stay outside: read again from the file, with personal data hidden."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from data.contracts import CONTRACTS
from data.contracts.model import Type
from data.intake.decode import Encoding, reread
from data.intake.header import Layout
from data.intake.masks import HIDDEN
from data.intake.privacy import looks_like_a_name, mask
from data.intake.records import split
from data.intake.staging import Staged


def raw_lines(
    path: Path, encoding: Encoding, layout: Layout, staged: Staged, reasons: Mapping[int, list[str]]
) -> Iterator[tuple[int, str, list[str]]]:
    """(line, masked text, reasons) for every line in `reasons`, in the order of the file."""
    firsts = [first_line for _, _, first_line in staged.chunks]
    for at, lines in groupby(sorted(reasons), key=lambda line: bisect_right(firsts, line) - 1):
        texts = reread(path, encoding, staged.chunks[at]).text.split(b"\n")
        for line in lines:
            text = texts[line - firsts[at]].decode("utf-8").rstrip("\r").replace("\x00", "")
            yield line, hide(text, layout, reasons[line]), reasons[line]


def hide(text: str, layout: Layout, reasons: list[str]) -> str:
    """The raw line without personal data; where columns may have shifted, the neighbours of personal ones go too."""
    fields = split(text, layout.delimiter)
    if not isinstance(fields, list):
        cells = text.split(layout.delimiter)
        return layout.delimiter.join(HIDDEN if looks_like_a_name(cell) else mask(cell) for cell in cells)
    drift = abs(len(fields) - layout.width) or int(any(reason.startswith("not_a") for reason in reasons))
    if any(reason.startswith("continues") for reason in reasons):
        drift = len(fields)
    verbatim = _verbatim(layout) if not drift else frozenset()
    hidden = [_cell(index, cell, layout.mapping.personal, drift, verbatim) for index, cell in enumerate(fields)]
    if '"' not in text:
        return layout.delimiter.join(hidden)
    target = io.StringIO()
    csv.writer(target, delimiter=layout.delimiter, lineterminator="").writerow(hidden)
    return target.getvalue()


def _cell(index: int, cell: str, personal: frozenset[int], drift: int, verbatim: frozenset[int]) -> str:
    if index in verbatim or not cell:
        return cell
    if index in personal or (
        any(abs(index - one) <= drift for one in personal) and (looks_like_a_name(cell) or any(letter.isdigit() for letter in cell))
    ):
        return HIDDEN
    return mask(cell)


def _verbatim(layout: Layout) -> frozenset[int]:
    """Keys and amounts: long numbers that are no phone numbers, needed to mend the line."""
    contract = CONTRACTS[layout.mapping.preset.dataset]
    kept = {column.name for column in contract.columns if column.name in contract.key or column.type is Type.NUMBER}
    return frozenset(index for name, index in layout.mapping.indexes.items() if name in kept)
