"""Workbooks: each sheet is written out as one CSV line per row, so that it takes the same way as a text file."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import fastexcel

from data.contracts.model import N_
from data.intake.kinds import Refused

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
WINDOW = 1 << 20


@dataclass(frozen=True)
class Sheet:
    """One sheet as a UTF-8 CSV file whose physical lines are the sheet's rows."""

    name: str
    path: Path


def unfold(path: Path, folder: Path) -> Iterator[Sheet]:
    """Write every sheet that holds anything into `folder`, in the workbook's order. Raises Refused for a damaged workbook."""
    try:
        book = fastexcel.read_excel(path)
        names = book.sheet_names
        for number, name in enumerate(names):
            sheet = book.load_sheet(number, header_row=None, dtypes="string")
            if not sheet.height:
                continue
            target = folder / f"sheet-{number}.csv"
            _write(sheet, target, _merged_below(path, name))
            yield Sheet(name, target)
    except fastexcel.FastExcelError as error:
        text = N_("{file} cannot be read as a workbook: {reason}. Save it again as XLSX.")
        raise Refused(text, file=path.name, reason=str(error).splitlines()[0]) from error


def _write(sheet: fastexcel.ExcelSheet, target: Path, merged: list[tuple[int, int, int]]) -> None:
    frame = sheet.to_pandas()
    for column, first, last in merged:
        # The library keeps a merged value in its first cell only; the cells below mean the same.
        if column < frame.shape[1] and first < len(frame):
            frame.iloc[first : last + 1, column] = frame.iat[first, column]
    frame = frame.fillna("").replace(r"[\r\n]+", " ", regex=True)
    # A workbook stores a date as its midnight; only the date was meant.
    frame = frame.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", regex=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(frame.itertuples(index=False, name=None))


def _merged_below(path: Path, name: str) -> list[tuple[int, int, int]]:
    """Merged regions of a sheet that reach over several rows, as (column, first row, last row) from 0."""
    found = []
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, name)
        if part is None:
            return []
        with archive.open(part) as stream:
            rest = b""
            while block := stream.read(WINDOW):
                block = rest + block
                for left, top, _, bottom in MERGED.findall(block):
                    if int(bottom) > int(top):
                        found.append((_column(left), int(top) - 1, int(bottom) - 1))
                # A reference may be cut by the end of the block; one that is found twice does no harm.
                rest = block[-200:]
    return found


def _part(archive: zipfile.ZipFile, name: str) -> str | None:
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in workbook.iter(f"{SPREADSHEET}sheet"):
        if sheet.get("name") == name:
            target = targets.get(sheet.get(RELATION), "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
