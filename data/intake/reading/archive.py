"""Parts of a workbook as they really unpack: what an archive says of its sizes is held against the bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.contracts.model import N_
from data.contracts.problem import Message
from data.intake.reading.refused import Refused

WINDOW = 1 << 20
MOST_UNPACKED = 4 << 30
MOST_RATIO = 200
# Small workbooks of repeated values compress very well and cannot fill a memory.
HARMLESS_UNPACKED = 64 << 20
LOCAL_HEADER, NAMES_AT = 30, 26
ENCRYPTED = 1

# What an archive is, by a part that it holds.
CONTENTS = (
    ("xl/workbook.bin", N_("a binary Excel workbook (.xlsb)"), N_("Open it and save it as .xlsx.")),
    ("word/document.xml", N_("a Word document (.docx)"), N_("Export the table itself as CSV or XLSX.")),
    ("ppt/presentation.xml", N_("a presentation (.pptx)"), N_("Export the table itself as CSV or XLSX.")),
    ("Index/Document.iwa", N_("a Numbers or Pages document"), N_("Export the table itself as CSV or XLSX.")),
    ("content.xml", N_("an OpenDocument file (.ods)"), N_("Open it and save it as .xlsx.")),
)
WORKBOOK = "xl/workbook.xml"


def inspect(path: Path) -> None:
    """Raises Refused unless the archive is a workbook whose parts say that they unpack to no more than can be held."""
    with opened(path) as archive:
        entries = archive.infolist()
        _is_workbook(path, entries)
        _can_be_held(path, sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries))


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is wrong with it is told as Refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OverflowError, NotImplementedError, KeyError):
        raise Refused(N_("{file} is a damaged archive. Copy or export it again."), file=path.name) from None


def unpacked(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part in pieces. Raises Refused when there are more than the archive says."""
    entry = archive.getinfo(name)
    left = entry.file_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    if inflater is None and entry.compress_type != zipfile.ZIP_STORED:
        raise NotImplementedError(entry.compress_type)
    with path.open("rb") as file:
        file.seek(entry.header_offset)
        names, extra = struct.unpack_from("<HH", file.read(LOCAL_HEADER), NAMES_AT)
        file.seek(names + extra, 1)
        packed = entry.compress_size
        while packed > 0 and (block := file.read(min(WINDOW, packed))):
            packed -= len(block)
            while block:
                piece = inflater.decompress(block, WINDOW) if inflater else block
                block = inflater.unconsumed_tail if inflater else b""
                left -= len(piece)
                if left < 0:
                    raise Refused(N_("{file} unpacks to more bytes than it says, like a zip bomb; it was not opened."), file=path.name)
                yield piece
    if left:
        raise zipfile.BadZipFile(name)


def _is_workbook(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused(N_("{file} is an encrypted archive. Unpack it with its password first."), file=path.name)
    for name, what, advice in CONTENTS:
        if name in names:
            raise Refused(N_("{file} is {what}, not a table. {advice}"), file=path.name, what=Message(what), advice=Message(advice))
    if WORKBOOK not in names:
        inside = ", ".join(sorted(names)[:3]) or "nothing"
        raise Refused(N_("{file} is a ZIP archive (with {inside}), not an XLSX workbook. Unpack it first."), file=path.name, inside=inside)


def _can_be_held(path: Path, size: int, packed: int) -> None:
    """The declared sizes are checked before anything is unpacked."""
    if size > MOST_UNPACKED or (size > HARMLESS_UNPACKED and size / max(packed, 1) > MOST_RATIO):
        raise Refused(
            N_(
                "{file} would unpack from {packed} to {unpacked} bytes, like a zip bomb; it was not opened. Export the sheet as CSV if it is genuine."
            ),
            file=path.name,
            packed=f"{max(packed, 1):,}",
            unpacked=f"{size:,}",
        )
