"""The raw text of lines that stay outside: read again from the file, without what is personal in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path

from data.intake.hiding.lines import Hider
from data.intake.reading.decode import Encoding, reread
from data.intake.reading.staging import Staged

BATCH = 20_000

Lines = tuple[list[int], list[str], list[list[str]]]


def raw_lines(path: Path, encoding: Encoding, staged: Staged, reasons: Mapping[int, list[str]], hider: Hider) -> Iterator[Lines]:
    """Lines, their texts without personal data, and their reasons, in the order of the file and a batch at a time."""
    remaining = _texts(path, encoding, staged, reasons)
    while batch := list(islice(remaining, BATCH)):
        lines = [line for line, _ in batch]
        why = [reasons[line] for line in lines]
        yield lines, hider.hide([text for _, text in batch], why), why


def _texts(path: Path, encoding: Encoding, staged: Staged, reasons: Mapping[int, list[str]]) -> Iterator[tuple[int, str]]:
    firsts = [first_line for _, _, first_line in staged.chunks]
    for at, lines in groupby(sorted(reasons), key=lambda line: bisect_right(firsts, line) - 1):
        texts = reread(path, encoding, staged.chunks[at]).text.split(b"\n")
        for line in lines:
            yield line, texts[line - firsts[at]].decode("utf-8").rstrip("\r").replace("\x00", "")
