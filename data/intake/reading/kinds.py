"""What a file is by its content, and the refusal by name of everything that is not a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from data.contracts.model import N_
from data.contracts.problem import Message
from data.intake.reading.archive import inspect
from data.intake.reading.refused import Refused

HEAD = 4096
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# In such a container a workbook with a password keeps its content under this name.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PIECE = 1 << 20
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

SIGNATURES = (
    (b"%PDF-", N_("a PDF document"), N_("Export the table itself as CSV or XLSX.")),
    (b"\x89PNG", N_("a PNG image"), N_("Export the table itself as CSV or XLSX.")),
    (b"\xff\xd8\xff", N_("a JPEG image"), N_("Export the table itself as CSV or XLSX.")),
    (b"GIF8", N_("a GIF image"), N_("Export the table itself as CSV or XLSX.")),
    (b"BM", N_("a bitmap image"), N_("Export the table itself as CSV or XLSX.")),
    (b"II*\x00", N_("a TIFF image"), N_("Export the table itself as CSV or XLSX.")),
    (b"RIFF", N_("a RIFF media file"), N_("Export the table itself as CSV or XLSX.")),
    (OLD_WORKBOOK, N_("an old Excel workbook (.xls)"), N_("Open it and save it as .xlsx.")),
    (b"\x1f\x8b", N_("a gzip archive"), N_("Unpack it first.")),
    (b"Rar!", N_("a RAR archive"), N_("Unpack it first.")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive"), N_("Unpack it first.")),
    (b"SQLite format 3", N_("an SQLite database"), N_("Export the table itself as CSV or XLSX.")),
    (b"PAR1", N_("a Parquet file"), N_("Export it as CSV.")),
)


class Kind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"


def kind_of(path: Path) -> Kind:
    """Text or workbook, decided by the first bytes and never by the name.

    Raises Refused for anything else, saying what it is and what to do.
    """
    if not path.exists():
        raise Refused(N_("{path} does not exist. Check the name and the folder."), path=path)
    if path.is_dir():
        raise Refused(N_("{path} is a folder. Name the files in it."), path=path)
    if not path.is_file():
        raise Refused(N_("{path} is not a regular file but a pipe, a socket or a device. Save the table as a file first."), path=path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        if path.stat().st_size <= HEAD:
            raise Refused(N_("{file} is empty. Export it again."), file=path.name)
        raise Refused(N_("{file} begins with {count} empty bytes and is no table. Export it again."), file=path.name, count=HEAD)
    if head.startswith(ARCHIVES):
        inspect(path)
        return Kind.WORKBOOK
    if head.startswith(OLD_WORKBOOK) and _holds(path, ENCRYPTED):
        raise Refused(
            N_("{file} is an encrypted workbook. Open it with its password and save it without one, as .xlsx or CSV."), file=path.name
        )
    for signature, what, advice in SIGNATURES:
        if head.startswith(signature) and not _reads_as_text(signature, head):
            raise Refused(N_("{file} is {what}, not a table. {advice}"), file=path.name, what=Message(what), advice=Message(advice))
    _refuse_markup(path, head)
    return Kind.TEXT


def _holds(path: Path, wanted: bytes) -> bool:
    rest = b""
    with path.open("rb") as file:
        while block := file.read(PIECE):
            if wanted in rest + block:
                return True
            rest = block[-len(wanted) :]
    return False


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
