"""Workbooks: each sheet is written out as one CSV line per row, so that it takes the same way as a text file."""

from __future__ import annotations

import csv
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import fastexcel
import pandas as pd

from data.contracts.model import N_
from data.intake.reading.archive import WORKBOOK, opened, unpacked
from data.intake.reading.refused import Refused
from data.intake.reading.sheet_facts import Facts, facts_of

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "xl/_rels/workbook.xml.rels"
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
# A clock without a day, which the library puts on the day before a spreadsheet's first.
CLOCK = r"^1899-12-31 (\d\d:\d\d:\d\d)$"


@dataclass(frozen=True)
class Sheet:
    """One sheet as a UTF-8 CSV file whose physical lines are the sheet's rows; its columns begin with `facts.first`."""

    name: str
    path: Path
    hidden: bool
    facts: Facts


def unfold(path: Path, folder: Path) -> Iterator[Sheet]:
    """Write every sheet that holds anything into `folder`, in the workbook's order. Raises Refused for a damaged workbook."""
    facts = _facts(path)
    try:
        book = fastexcel.read_excel(path)
        for number, name in enumerate(book.sheet_names):
            sheet = book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
            if not sheet.height:
                continue
            target = folder / f"sheet-{number}.csv"
            known = facts.get(name, Facts())
            _write(sheet.to_pandas(), target, known)
            yield Sheet(name, target, sheet.visible != "visible", known)
    except fastexcel.FastExcelError as error:
        text = N_("{file} cannot be read as a workbook: {reason}. Save it again as XLSX.")
        raise Refused(text, file=path.name, reason=str(error).splitlines()[0]) from error


def _write(frame: pd.DataFrame, target: Path, facts: Facts) -> None:
    for column, first, last in facts.merged:
        # The library keeps a merged value in its first cell only; the cells below mean the same.
        if 0 <= column - facts.first < frame.shape[1] and first < len(frame):
            frame.iloc[first : last + 1, column - facts.first] = frame.iat[first, column - facts.first]
    for (row, column), number in facts.long.items():
        if row < len(frame) and 0 <= column - facts.first < frame.shape[1]:
            frame.iat[row, column - facts.first] = number
    frame = frame.fillna("").replace(r"[\r\n]+", " ", regex=True).replace(CLOCK, r"\1", regex=True)
    for name in frame.columns:
        # A workbook stores a date as its midnight; a column of nothing but midnights holds dates.
        moments = frame[name].str.fullmatch(MOMENT)
        if moments.any() and frame[name][moments].str.endswith(" 00:00:00").all():
            frame[name] = frame[name].where(~moments, frame[name].str[:10])
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(frame.itertuples(index=False, name=None))


def _facts(path: Path) -> dict[str, Facts]:
    """By the name of the sheet. Every part that the library will read is unpacked here first, against its declared size."""
    with opened(path) as archive:
        sheets = _sheet_parts(path, archive)
        found = {part: facts_of(unpacked(path, archive, part)) for part in set(sheets.values())}
        for name in archive.namelist():
            if name.startswith("xl/") and name.endswith((".xml", ".rels")) and name not in found:
                for _ in unpacked(path, archive, name):
                    pass
    return {sheet: found[part] for sheet, part in sheets.items()}


def _sheet_parts(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    workbook, relations = (_parsed(b"".join(unpacked(path, archive, part))) for part in (WORKBOOK, RELATIONS))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {
        sheet.get("name", ""): posixpath.normpath(posixpath.join("xl", targets.get(sheet.get(RELATION), ""))).lstrip("/")
        for sheet in workbook.iter(f"{SPREADSHEET}sheet")
    }
    return {name: part for name, part in parts.items() if part in archive.namelist()}


def _parsed(text: bytes) -> ElementTree.Element:
    # No workbook declares entities; an attack on the parser does.
    if b"<!" in text.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise zipfile.BadZipFile("declarations")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise zipfile.BadZipFile(str(error)) from error
