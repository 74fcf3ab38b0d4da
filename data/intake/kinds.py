"""What a file is by its content, and the refusal by name of everything that is not a table."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from data.contracts.model import N_
from data.contracts.problem import Message, Problem

HEAD = 4096
MOST_UNPACKED = 4 << 30
MOST_RATIO = 200
# Small workbooks of repeated values compress very well and cannot fill a memory.
HARMLESS_UNPACKED = 64 << 20

SIGNATURES = (
    (b"%PDF-", N_("a PDF document"), N_("Export the table itself as CSV or XLSX.")),
    (b"\x89PNG", N_("a PNG image"), N_("Export the table itself as CSV or XLSX.")),
    (b"\xff\xd8\xff", N_("a JPEG image"), N_("Export the table itself as CSV or XLSX.")),
    (b"GIF8", N_("a GIF image"), N_("Export the table itself as CSV or XLSX.")),
    (b"BM", N_("a bitmap image"), N_("Export the table itself as CSV or XLSX.")),
    (b"II*\x00", N_("a TIFF image"), N_("Export the table itself as CSV or XLSX.")),
    (b"RIFF", N_("a RIFF media file"), N_("Export the table itself as CSV or XLSX.")),
    (b"\xd0\xcf\x11\xe0", N_("an old Excel workbook (.xls)"), N_("Open it and save it as .xlsx.")),
    (b"\x1f\x8b", N_("a gzip archive"), N_("Unpack it first.")),
    (b"Rar!", N_("a RAR archive"), N_("Unpack it first.")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive"), N_("Unpack it first.")),
    (b"SQLite format 3", N_("an SQLite database"), N_("Export the table itself as CSV or XLSX.")),
    (b"PAR1", N_("a Parquet file"), N_("Export it as CSV.")),
)


class Kind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


class Refused(Problem):
    """The file is not a table that can be imported; the message says what it is."""


def kind_of(path: Path) -> Kind:
    """Text or workbook, decided by the first bytes and never by the name.

    Raises Refused for anything else, saying what it is and what to do.
    """
    if not path.exists():
        raise Refused(N_("{path} does not exist. Check the name and the folder."), path=path)
    if path.is_dir():
        raise Refused(N_("{path} is a folder. Name the files in it."), path=path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        if path.stat().st_size <= HEAD:
            raise Refused(N_("{file} is empty. Export it again."), file=path.name)
        raise Refused(N_("{file} begins with {count} empty bytes and is no table. Export it again."), file=path.name, count=HEAD)
    if head.startswith(b"PK"):
        _inspect_archive(path)
        return Kind.WORKBOOK
    for signature, what, advice in SIGNATURES:
        if head.startswith(signature) and not _reads_as_text(signature, head):
            raise Refused(N_("{file} is {what}, not a table. {advice}"), file=path.name, what=Message(what), advice=Message(advice))
    _refuse_markup(path, head)
    return Kind.TEXT


def _reads_as_text(signature: bytes, head: bytes) -> bool:
    # "BM" and "RIFF" may also be the first letters of a header; real media hold zero bytes close by.
    return signature in (b"BM", b"RIFF") and b"\x00" not in head[:64]


def _refuse_markup(path: Path, head: bytes) -> None:
    text = _start_of(head)
    if text.startswith("<"):
        what = N_("an HTML page") if "<html" in text or "<!doctype html" in text or "<table" in text else N_("an XML document")
        advice = Message(N_("Open it in a spreadsheet and save it as CSV or XLSX."))
        raise Refused(N_("{file} is {what}, not a table. {advice}"), file=path.name, what=Message(what), advice=advice)
    if text.startswith(("{", "[{", "[[", '["')) or (text.startswith("[") and text[1:].lstrip().startswith(("{", "["))):
        raise Refused(N_("{file} is JSON, not a table. Export it as CSV or XLSX."), file=path.name)
    if text.startswith("{\\rtf"):
        raise Refused(N_("{file} is an RTF document, not a table. Export it as CSV or XLSX."), file=path.name)


def _start_of(head: bytes) -> str:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return head.decode(encoding, errors="replace").lstrip().lower()


def _inspect_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Refused(N_("{file} is a damaged archive. Copy or export it again."), file=path.name) from None
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        inside = ", ".join(sorted(names)[:3]) or "nothing"
        raise Refused(N_("{file} is a ZIP archive (with {inside}), not an XLSX workbook. Unpack it first."), file=path.name, inside=inside)
    # The declared sizes are checked before anything is unpacked.
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > MOST_UNPACKED or (unpacked > HARMLESS_UNPACKED and unpacked / packed > MOST_RATIO):
        raise Refused(
            N_(
                "{file} would unpack from {packed} to {unpacked} bytes, like a zip bomb; it was not opened. Export the sheet as CSV if it is genuine."
            ),
            file=path.name,
            packed=f"{packed:,}",
            unpacked=f"{unpacked:,}",
        )
