"""What a file is by its content, and the refusal by name of everything that is not a table."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from data.contracts.problem import Problem

HEAD = 4096
MOST_UNPACKED = 4 << 30
MOST_RATIO = 200
# Small workbooks of repeated values compress very well and cannot fill a memory.
HARMLESS_UNPACKED = 64 << 20

SIGNATURES = (
    (b"%PDF-", "a PDF document", "Export the table itself as CSV or XLSX."),
    (b"\x89PNG", "a PNG image", "Export the table itself as CSV or XLSX."),
    (b"\xff\xd8\xff", "a JPEG image", "Export the table itself as CSV or XLSX."),
    (b"GIF8", "a GIF image", "Export the table itself as CSV or XLSX."),
    (b"BM", "a bitmap image", "Export the table itself as CSV or XLSX."),
    (b"II*\x00", "a TIFF image", "Export the table itself as CSV or XLSX."),
    (b"RIFF", "a RIFF media file", "Export the table itself as CSV or XLSX."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "Open it and save it as .xlsx."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"SQLite format 3", "an SQLite database", "Export the table itself as CSV or XLSX."),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
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
        raise Refused(f"{path} does not exist. Check the name and the folder.")
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name the files in it.")
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        if path.stat().st_size <= HEAD:
            raise Refused(f"{path.name} is empty. Export it again.")
        raise Refused(f"{path.name} begins with {HEAD} empty bytes and is no table. Export it again.")
    if head.startswith(b"PK"):
        _inspect_archive(path)
        return Kind.WORKBOOK
    for signature, what, advice in SIGNATURES:
        if head.startswith(signature) and not _reads_as_text(signature, head):
            raise Refused(f"{path.name} is {what}, not a table. {advice}")
    _refuse_markup(path, head)
    return Kind.TEXT


def _reads_as_text(signature: bytes, head: bytes) -> bool:
    # "BM" and "RIFF" may also be the first letters of a header; real media hold zero bytes close by.
    return signature in (b"BM", b"RIFF") and b"\x00" not in head[:64]


def _refuse_markup(path: Path, head: bytes) -> None:
    text = _start_of(head)
    if text.startswith("<"):
        what = "an HTML page" if "<html" in text or "<!doctype html" in text or "<table" in text else "an XML document"
        raise Refused(f"{path.name} is {what}, not a table. Open it in a spreadsheet and save it as CSV or XLSX.")
    if text.startswith(("{", "[{", "[[", '["')) or (text.startswith("[") and text[1:].lstrip().startswith(("{", "["))):
        raise Refused(f"{path.name} is JSON, not a table. Export it as CSV or XLSX.")
    if text.startswith("{\\rtf"):
        raise Refused(f"{path.name} is an RTF document, not a table. Export it as CSV or XLSX.")


def _start_of(head: bytes) -> str:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return head.decode(encoding, errors="replace").lstrip().lower()


def _inspect_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Refused(f"{path.name} is a damaged archive. Copy or export it again.") from None
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        inside = ", ".join(sorted(names)[:3]) or "nothing"
        raise Refused(f"{path.name} is a ZIP archive (with {inside}), not an XLSX workbook. Unpack it first.")
    # The declared sizes are checked before anything is unpacked.
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > MOST_UNPACKED or (unpacked > HARMLESS_UNPACKED and unpacked / packed > MOST_RATIO):
        raise Refused(
            f"{path.name} would unpack from {packed:,} to {unpacked:,} bytes, like a zip bomb; it was not opened. "
            "Export the sheet as CSV if it is genuine."
        )
