"""One table of a file on its way in: decoded, judged line by line, typed by the rules, with every line accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from data.intake.reading.decode import Chunk, Encoding, chunks
from data.intake.reading.header import Layout
from data.intake.reading.part import Part
from data.intake.reading.rows import Judge
from data.intake.rules.judging import Rules

# A part is large enough to keep both cores of the database busy and small enough to be forgotten.
PART = 48 << 20
SPACE, LINE_FEED, QUOTE = 32, 10, 34
NO_BREAK, IDEOGRAPHIC = "\u00a0".encode(), "\u3000".encode()

Progress = Callable[[int], None]


@dataclass
class Staged:
    """What became of the lines of one table; `judged` is the name of the relation with its typed rows."""

    judged: str
    lines: int = 0
    header: int = 0
    blank: int = 0
    rows: int = 0
    rejected: dict[int, str] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    # What was met beside the rows, as rows.Part counts it.
    told: Counter[tuple[str, int]] = field(default_factory=Counter)
    # Row number in `judged` and physical line at which a run of consecutive lines begins.
    runs: list[tuple[int, int]] = field(default_factory=list)
    # Offset, size and first line of each chunk, to find the raw text of a line again.
    chunks: list[tuple[int, int, int]] = field(default_factory=list)

    def lines_of(self, rows: np.ndarray) -> np.ndarray:
        """The physical line at which each row of `judged` begins."""
        first_row, first_line = (np.array(ends, dtype=np.int64) for ends in zip(*self.runs, strict=True))
        at = np.searchsorted(first_row, rows, side="right") - 1
        return first_line[at] + rows - first_row[at]


@dataclass
class _Batch:
    text: list[bytes] = field(default_factory=list)
    size: int = 0
    tidy: bool = True
    read: int = 0


def stage(
    connection: duckdb.DuckDBPyConnection, path: Path, encoding: Encoding, layout: Layout, rules: Rules, scratch: Path, progress: Progress
) -> Staged:
    """Judge every line of the table at `path` into `rules.judged`; `scratch` is overwritten part by part."""
    staged = Staged(rules.judged)
    rules.prepare(connection)
    batches = _batches(path, encoding, layout, staged)
    with ThreadPoolExecutor(max_workers=1) as decoder:
        # The next part is decoded while the database types this one.
        upcoming = decoder.submit(next, batches, None)
        while (batch := upcoming.result()) is not None:
            with scratch.open("wb") as file:
                file.writelines(batch.text)
            upcoming = decoder.submit(next, batches, None)
            if batch.size:
                rules.judge(connection, str(scratch), tidy=batch.tidy)
            progress(batch.read)
    scratch.unlink(missing_ok=True)
    return staged


def _batches(path: Path, encoding: Encoding, layout: Layout, staged: Staged) -> Iterator[_Batch]:
    judge = Judge(layout)
    batch = _Batch()
    left = path.stat().st_size
    for chunk in chunks(path, encoding):
        _note(staged, chunk)
        _add(judge.judge(chunk), batch, staged, layout)
        batch.read += chunk.size
        left -= chunk.size
        # The rest joins the last part: a few rows after many make the database rewrite what it already holds.
        if batch.size >= PART <= left:
            yield batch
            batch = _Batch()
    _add(judge.finish(), batch, staged, layout)
    yield batch


def _note(staged: Staged, chunk: Chunk) -> None:
    staged.chunks.append((chunk.offset, chunk.size, chunk.first_line))
    staged.lines += chunk.lines


def _add(part: Part, batch: _Batch, staged: Staged, layout: Layout) -> None:
    staged.runs += [(staged.rows + row, line) for row, line in part.runs]
    staged.rows += part.rows
    staged.blank += part.blank
    staged.header += part.header
    staged.rejected |= part.rejected
    staged.spans |= part.spans
    staged.told.update(part.told)
    text = b"".join(part.text)
    if not _is_tidy(text, layout.delimiter):
        # The database strips plain spaces much faster than other blanks.
        for blank in (NO_BREAK, IDEOGRAPHIC, *([b"\t"] if layout.delimiter != "\t" else [])):
            text = text.replace(blank, b" ")
        batch.tidy = False
    batch.text.append(text)
    batch.size += len(text)


def _is_tidy(text: bytes, delimiter: str) -> bool:
    """Whether no cell begins or ends with a blank."""
    if (delimiter != "\t" and b"\t" in text) or (b"\xc2" in text and NO_BREAK in text):
        return False
    letters = np.frombuffer(text, np.uint8)
    wide = np.flatnonzero(letters == IDEOGRAPHIC[0])
    if len(wide) and ((letters[wide + 1] == IDEOGRAPHIC[1]) & (letters[wide + 2] == IDEOGRAPHIC[2])).any():
        return False
    spaces = np.flatnonzero(letters == SPACE)
    if not len(spaces):
        return True
    # The text ends in a line feed, so that index -1 of a leading space finds an end too.
    neighbours = (letters[spaces - 1], letters[spaces + 1])
    return not any(((near == ord(delimiter)) | (near == LINE_FEED) | (near == QUOTE)).any() for near in neighbours)
