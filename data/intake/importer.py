"""One import: files in, the next generation out, with every line accounted for; used by the command and by the page."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.intake import decode, places, quarantine, rules_merge
from data.intake.accounting import account, ledger_entry
from data.intake.detect import detect
from data.intake.header import MOST_HEADER_LINES, MOST_TITLE_LINES, Layout, find_layout
from data.intake.kinds import Kind, kind_of
from data.intake.mapping import MappingError, Preset, choose, presets
from data.intake.privacy import load_key
from data.intake.remarks import remarks
from data.intake.report import Report, TableReport
from data.intake.rules import Rules
from data.intake.rules_queries import previous_about
from data.intake.sheets import unfold
from data.intake.staging import Staged, stage
from data.store import Draft, Warehouse, now

MEMORY = "1400MB"
HEAD = 256 << 10

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Options:
    """What the user says about the files; None leaves it to their content."""

    dataset: str | None = None
    preset: str | Preset | None = None
    encoding: str | None = None
    source: str | None = None
    within: str | None = None
    gcj02: bool = False


@dataclass(frozen=True)
class _Table:
    file: Path
    sheet: str | None
    path: Path
    encoding: decode.Encoding


class _DryRun(Exception):
    """Leaves the draft without publishing it."""


def import_files(
    paths: Sequence[Path | str],
    *,
    dataset: str | None = None,
    preset: str | Preset | None = None,
    encoding: str | None = None,
    source: str | None = None,
    within: str | None = None,
    gcj02: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda step, share: None,
    warehouse: Warehouse | None = None,
) -> Report:
    """Merge the tables of the files into the next generation and say what became of every line.

    `within` is the code of the area that the files belong to; `progress` is called with a step and its done share.
    Raises a Problem, and publishes nothing, when a file is no table, no preset fits, or the lines do not add up.
    """
    warehouse = warehouse or Warehouse()
    if source is not None and not source.strip():
        raise MappingError("The source is empty. Name the system the file comes from, or leave --source out.")
    options = Options(dataset, preset, encoding, source, within, gcj02)
    report = Report(dry_run)
    for path in paths:
        kind_of(Path(path))
    candidates = _candidates(options, warehouse.folder)
    try:
        with (
            warehouse.draft(policy().generations_kept) as draft,
            tempfile.TemporaryDirectory(dir=warehouse.folder, prefix=".building-") as scratch,
        ):
            run = _Run(draft, options, candidates, load_key(warehouse.folder, create=not dry_run), Path(scratch), progress)
            run.begin()
            for path in paths:
                report.tables += run.file(Path(path))
            if dry_run:
                raise _DryRun
            progress("building the marts", 0.0)
            run.finish()
        report.generation = draft.number
    except _DryRun:
        pass
    return report


def _candidates(options: Options, folder: Path) -> list[Preset]:
    if isinstance(options.preset, Preset):
        return [options.preset]
    return choose(presets(folder / "presets"), options.preset, options.dataset)


@dataclass
class _Run:
    draft: Draft
    options: Options
    candidates: list[Preset]
    key: bytes
    scratch: Path
    progress: Progress

    def __post_init__(self) -> None:
        self.connection = self.draft.connection
        self.now = now()

    def begin(self) -> None:
        self.connection.execute(f"SET memory_limit = '{MEMORY}'")
        for table in ORDER:
            carry(self.draft, table)
        ledger.carry(self.draft)

    def finish(self) -> None:
        about = previous_about(self.connection) if self.draft.has_previous else None
        assemble(self.draft, policy(), About(self.now, *(about or (False, "import", None, ""))))

    def file(self, path: Path) -> list[TableReport]:
        with ThreadPoolExecutor(max_workers=1) as beside:
            return self._read(path, beside.submit(_digest, path))

    def _read(self, path: Path, digest: Future[str]) -> list[TableReport]:
        reports: list[TableReport] = []
        problem: MappingError | None = None
        for table in self._tables(path):
            try:
                reports.append(self._table(table, digest))
            except MappingError as error:
                if table.sheet is None:
                    raise
                problem = problem or error
        if not reports and problem:
            raise problem
        if problem:
            reports[0].warnings.append(f"A sheet was left out: {problem}")
        return reports

    def _tables(self, path: Path) -> Iterator[_Table]:
        if kind_of(path) is Kind.TEXT:
            yield _Table(path, None, path, detect(path, self.options.encoding))
            return
        for sheet in unfold(path, self.scratch):
            yield _Table(path, sheet.name, sheet.path, decode.Encoding("utf-8", 1.0))

    def _table(self, table: _Table, digest: Future[str]) -> TableReport:
        layout = find_layout(_head(table), self.candidates, f"{table.file.name}, sheet {table.sheet}" if table.sheet else table.file.name)
        preset = layout.mapping.preset
        source = self.options.source or preset.source or preset.name
        report = _opening(table, layout, source)
        size = max(table.path.stat().st_size, 1)
        done = 0

        def read(count: int) -> None:
            nonlocal done
            done += count
            self.progress(f"reading {report.where}", done / size)

        rules_merge.settle(self.connection)
        rules = Rules(layout, source, self.key, self.now, "judged")
        staged = stage(self.connection, table.path, table.encoding, layout, rules, self.scratch / "part.csv", read)
        self._merge(layout, staged, report, digest.result(), table)
        return report

    def _merge(self, layout: Layout, staged: Staged, report: TableReport, digest: str, table: _Table) -> None:
        contract = CONTRACTS[report.dataset]
        self.progress(f"merging {report.where}", 0.0)
        rules_merge.find_repeats(self.connection, staged.judged, contract)
        warnings, placed = places.lay(self.connection, staged.judged, report.dataset, within=self.options.within, gcj02=self.options.gcj02)
        report.warnings += warnings + remarks(self.connection, report, staged.judged)
        rules_merge.place(self.connection, staged.judged, contract)
        given = rules_merge.given_columns(report.dataset, {*layout.mapping.indexes, *layout.mapping.preset.constants}, placed=placed)
        number = ledger.next_import(self.connection)
        merged = rules_merge.merge(self.connection, contract, given, number, self.now)
        if merged.stale:
            report.warnings.append(f"{merged.stale} rows are older than what is already known and changed nothing.")
        report.accepted, report.updated, report.unchanged = merged.accepted, merged.updated, merged.unchanged
        reasons = account(self.connection, staged, report)
        lines = quarantine.raw_lines(table.path, table.encoding, layout, staged, reasons)
        ledger.quarantine(
            self.connection,
            (
                {"import_id": number, "file": report.file, "sheet": report.sheet, "line": line, "raw": raw, "reasons": why}
                for line, raw, why in lines
            ),
        )
        ledger.record(self.connection, ledger_entry(number, report, digest, self.now, self.draft.number))


def _opening(table: _Table, layout: Layout, source: str) -> TableReport:
    mapping = layout.mapping
    named = {index: target for target, index in mapping.indexes.items()}
    columns = {cell: named.get(index) for index, cell in enumerate(mapping.header) if cell}
    return TableReport(
        table.file.name, table.sheet, mapping.preset.dataset, source, mapping.preset.name, mapping.score,
        "xlsx" if table.sheet else table.encoding.name, table.encoding.confidence, columns=columns,
    )  # fmt: skip


def _head(table: _Table) -> list[str]:
    first = next(decode.chunks(table.path, table.encoding, HEAD), None)
    lines = first.text.decode("utf-8").split("\n")[:-1] if first else []
    return [line.rstrip("\r") for line in lines[: MOST_TITLE_LINES + MOST_HEADER_LINES]]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
