"""One import: files in, the next generation out, with every line accounted for; used by the command and by the page."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from data import growing
from data.contracts.policy import policy
from data.intake import unpublished
from data.intake.hiding.privacy import load_key
from data.intake.mapping.context import read_month
from data.intake.mapping.preset import MappingError, Preset, choose, presets
from data.intake.placing.settle import settle
from data.intake.reading.kinds import kind_of
from data.intake.report import Report
from data.intake.run import Options, Progress, Run
from data.intake.state import holds_demo
from data.store import Warehouse


class _Unpublished(Exception):
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
    as_of: str | None = None,
    sheets: Mapping[str, str | Preset | None] | None = None,
    dry_run: bool = False,
    accept_losses: bool = False,
    leave_demo: bool = False,
    progress: Progress = lambda step, share: None,
    warehouse: Warehouse | None = None,
) -> Report:
    """Merge the tables of the files into the next generation and say what became of every line.

    `within` is the code of the area that the files belong to; `as_of` is the month (2021-06) that ledgers report;
    `sheets` are the sheets of a workbook that are read, each with its preset or None for `preset`; the others are left out;
    With `leave_demo` the synthetic cases of a demo are left behind; `progress` is called with a step and its done share. Losses beyond the
    policy's limits are published with `accept_losses` only, and a file of which nothing is accepted never; `refused` of the report says so.
    Raises a Problem, and publishes nothing, when a file is no table, no preset fits, or the lines do not add up.
    """
    warehouse = warehouse or Warehouse()
    if source is not None and not source.strip():
        raise MappingError("The source is empty. Name the system the file comes from, or leave --source out.")
    if as_of is not None:
        read_month(as_of)
    options = Options(dataset, preset, encoding, source, within, gcj02, as_of, sheets)
    report = Report(dry_run)
    for path in paths:
        kind_of(Path(path))
    candidates, by_sheet = _candidates(options, warehouse.folder)
    try:
        with (
            warehouse.draft(
                policy().generations_kept,
                carry=not (leave_demo and holds_demo(warehouse)),
                may_grow=growing.may_grow,
                copy=not dry_run,
            ) as draft,
            tempfile.TemporaryDirectory(dir=warehouse.folder, prefix=".building-") as scratch,
        ):
            key = load_key(warehouse.folder, create=not dry_run)
            run = Run(draft, options, candidates, key, Path(scratch), progress, by_sheet)
            run.begin()
            run.used = unpublished.last_number(warehouse.folder)
            for path in paths:
                report.tables += run.file(Path(path))
            report.nothing_changed = run.changed_nothing(report.tables)
            report.refused = bool(report.empty or (report.losses and not accept_losses)) and not report.nothing_changed
            if report.refused and not dry_run:
                unpublished.keep(
                    draft.connection,
                    warehouse.folder,
                    [table.number for table in report.tables if table.quarantined_lines or table.dropped],
                )
            if report.nothing_changed or (report.refused and not dry_run):
                raise _Unpublished
            if dry_run:
                report.tables[-1].warnings += settle(draft)
                raise _Unpublished
            progress("building the marts", 0.0)
            report.tables[-1].warnings += run.finish()
        report.generation = draft.number
    except _Unpublished:
        pass
    return report


def _candidates(options: Options, folder: Path) -> tuple[list[Preset], dict[str, list[Preset]] | None]:
    known = presets(folder / "presets")

    def chosen(preset: str | Preset | None) -> list[Preset]:
        return [preset] if isinstance(preset, Preset) else choose(known, preset, options.dataset)

    by_sheet = None if options.sheets is None else {name: chosen(preset or options.preset) for name, preset in options.sheets.items()}
    return chosen(options.preset), by_sheet
