"""The work of one import on a draft: each table is read, judged, merged and accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data import ledger, reported
from data.assemble import ORDER, About, assemble, carry
from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.contracts.policy import policy
from data.intake import ledgers
from data.intake.hiding.lines import Hider
from data.intake.hiding.privacy import mask
from data.intake.losses import dropped_of, losses_of
from data.intake.mapping import context
from data.intake.mapping.preset import MappingError, Preset
from data.intake.placing import places
from data.intake.placing.settle import read_aliases
from data.intake.reading import quarantine
from data.intake.reading.accounting import account, emptied, ledger_entry
from data.intake.reading.header import Layout
from data.intake.reading.layout import layout_of
from data.intake.reading.notes import notes_of
from data.intake.reading.staging import Staged, stage
from data.intake.reading.survey import percents
from data.intake.reading.tables import Table, head, tables_of
from data.intake.remark import Remark, remark
from data.intake.remarks import remarks
from data.intake.report import TableReport
from data.intake.rules import merge as rules_merge
from data.intake.rules.deciding import ask_for_order, decide, must_be_read
from data.intake.rules.judging import Rules
from data.intake.rules.orders import orders_of
from data.intake.rules.queries import count_areas, previous_about, previous_recipe
from data.recipe import recipe
from data.store import Draft, now

MEMORY = "1400MB"

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Options:
    """What the user says about the files; None leaves it to their content. `sheets` are those of a workbook that are read, each by its preset."""

    dataset: str | None = None
    preset: str | Preset | None = None
    encoding: str | None = None
    source: str | None = None
    within: str | None = None
    gcj02: bool = False
    as_of: str | None = None
    sheets: Mapping[str, str | Preset | None] | None = None


@dataclass
class Run:
    """One import: begin, then each file, then finish."""

    draft: Draft
    options: Options
    candidates: list[Preset]
    key: bytes
    scratch: Path
    progress: Progress
    # Of the sheets that the user chose, the presets that may read each.
    sheets: Mapping[str, list[Preset]] | None = None

    def __post_init__(self) -> None:
        self.connection = self.draft.connection
        self.now = now()
        self.used = 0
        self._areas, self._fresh_files = 0, False
        self._aliases = read_aliases(self.draft.path.parent)

    def begin(self) -> None:
        self.connection.execute(f"SET memory_limit = '{MEMORY}'")
        for table in ORDER:
            carry(self.draft, table)
        if not self.draft.copied:
            ledger.carry(self.draft)
        if self.draft.has_previous and not self.draft.had("mapped"):
            reported.survey(self.connection)
            reported.speak_for(self.connection)
        self._areas = count_areas(self.connection)

    def changed_nothing(self, tables: Sequence[TableReport]) -> bool:
        """Whether the next generation would hold what the current one holds; lines of a new file in quarantine are worth keeping."""
        same = all(table.new == 0 and table.updated == 0 and not any(map(any, table.rows.values())) for table in tables)
        stopped = self._fresh_files and any(table.quarantined_lines for table in tables)
        if not self.draft.has_previous or not same or stopped or count_areas(self.connection) != self._areas:
            return False
        # A changed policy or a newer version of the marts reaches the old rows with the next import, whatever that brings.
        return previous_recipe(self.connection) == recipe(policy())

    def finish(self) -> list[Remark]:
        """Build the marts; returns what laying all rows on the areas known now is worth saying about."""
        about = previous_about(self.connection) if self.draft.has_previous else None
        notes = assemble(self.draft, policy(), About(self.now, *(about or (False, "import", None, ""))))
        ledger.warn(self.connection, notes)
        return notes

    def file(self, path: Path) -> list[TableReport]:
        with ThreadPoolExecutor(max_workers=1) as beside:
            return self._read(path, beside.submit(_digest, path))

    def _read(self, path: Path, digest: Future[str]) -> list[TableReport]:
        reports: list[TableReport] = []
        problem: MappingError | None = None
        seen = []
        for table in tables_of(path, self.scratch, self.options.encoding, hidden=self.sheets is not None):
            seen.append(table.sheet)
            if self.sheets is not None and table.sheet is not None and table.sheet not in self.sheets:
                continue
            try:
                reports.append(self._table(table, digest))
            except MappingError as error:
                if table.sheet is None or self.sheets is not None:
                    raise
                problem = problem or error
        if lacking := [name for name in self.sheets or () if name not in seen and seen != [None]]:
            raise MappingError(N_("{file} has no sheet {name}. It has {known}."), file=path.name, name=lacking[0], known=seen)
        if not reports and problem:
            raise problem
        if problem:
            reports[0].warnings.append(remark(N_("A sheet was left out: {reason}"), reason=problem))
        return reports

    def _table(self, table: Table, digest: Future[str]) -> TableReport:
        candidates = self.sheets[table.sheet] if self.sheets is not None and table.sheet else self.candidates
        lines = head(table)
        layout = layout_of(table, candidates)
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
        around = None
        if preset.is_ledger:
            names = [name for name in (table.sheet, table.file.stem) if name]
            around = context.context_of(layout, names, self.options.as_of)
            shares = percents(table.path, table.encoding, layout, workbook=table.sheet is not None)
            layout, notes = context.settle(layout, around, shares)
            report.warnings += notes
        orders, undecided = orders_of(table.path, table.encoding, layout)
        if vital := {name: example for name, example in undecided.items() if must_be_read(layout.mapping.contract[name])}:
            raise ask_for_order(layout, vital)
        rules = Rules(layout, source, self.key, self.now, "judged", orders)
        staged = stage(self.connection, table.path, table.encoding, layout, rules, self.scratch / "part.csv", read)
        report.warnings += decide(self.connection, staged.judged, layout, self.options.as_of)
        report.warnings += notes_of(table, layout, staged)
        self.progress(f"merging {report.where}", 0.0)
        number = report.number = ledger.next_import(self.connection, self.used)
        if around:
            ledgers.merge(self.connection, layout, around, report, staged.judged, self.options.within, self._aliases, number, self.now)
            report.warnings += remarks(self.connection, report, staged.judged)
        else:
            self._merge(layout, staged, report, number)
        report.dropped = dropped_of(self.connection, staged.judged, layout)
        report.head, report.delimiter = [mask(line) for line in lines[: layout.header_lines]], layout.delimiter
        self._account(layout, staged, report, digest.result(), table, number)
        return report

    def _merge(self, layout: Layout, staged: Staged, report: TableReport, number: int) -> None:
        contract = CONTRACTS[report.dataset]
        rules_merge.find_repeats(self.connection, staged.judged, contract)
        laid = places.lay(self.connection, staged.judged, within=self.options.within, gcj02=self.options.gcj02, aliases=self._aliases)
        report.losses += laid.doubts
        report.warnings += laid.warnings + remarks(self.connection, report, staged.judged, layout.mapping.preset)
        rules_merge.place(self.connection, staged.judged, contract)
        carried = {*layout.mapping.indexes, *layout.mapping.preset.constants}
        given = rules_merge.given_columns(contract, carried)
        merged = rules_merge.merge(self.connection, contract, given, number, self.now)
        if merged.other:
            text = N_(
                "{count} numbers are those of known cases of another day, which they would replace. Name another source, or import them as they are."
            )
            report.losses.append(remark(text, count=merged.other))
        if merged.stale:
            report.warnings.append(remark(N_("{count} rows are older than what is already known and changed nothing."), count=merged.stale))
        reported.note(
            self.connection, staged.judged, contract, given | ({"reporter_key"} if carried & {"reporter", "reporter_key"} else set())
        )
        report.accepted, report.updated, report.unchanged = merged.accepted, merged.updated, merged.unchanged

    def _account(self, layout: Layout, staged: Staged, report: TableReport, digest: str, table: Table, number: int) -> None:
        self._fresh_files = self._fresh_files or not ledger.knows(self.connection, digest)
        reasons = account(self.connection, staged, report)
        report.losses += losses_of(report, policy().losses)
        hider = Hider(self.connection, layout, self.key)
        batches = quarantine.raw_lines(table.path, table.encoding, staged, reasons, hider)
        ledger.quarantine(self.connection, number, report.file, report.sheet, batches)
        batches = quarantine.raw_lines(table.path, table.encoding, staged, emptied(self.connection, staged), hider)
        ledger.quarantine(self.connection, number, report.file, report.sheet, batches, "emptied")
        ledger.record(self.connection, ledger_entry(number, report, digest, self.now, self.draft.number))


def _opening(table: Table, layout: Layout, source: str) -> TableReport:
    mapping = layout.mapping
    named = {index: target for target, index in mapping.indexes.items()}
    columns = {cell: named.get(index) for index, cell in enumerate(mapping.header) if cell}
    return TableReport(
        table.name, table.sheet, mapping.preset.dataset, source, mapping.preset.name, mapping.score,
        "xlsx" if table.sheet else table.encoding.name, table.encoding.confidence, columns=columns, label=mapping.preset.label,
    )  # fmt: skip


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
