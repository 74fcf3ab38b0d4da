"""The commands import, status and rollback of python -m data."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from data.intake.command_mapping import add_arguments, as_text, map_by_hand, sheets_of
from data.intake.importer import import_files
from data.intake.mend import mendable
from data.intake.report_text import text
from data.intake.state import ask_about_demo, state_of
from data.store import Warehouse

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

QUIET_SECONDS = 1.0


def register(commands: Commands) -> None:
    """Add the three commands to the data command."""
    into = commands.add_parser("import", help="merge CSV or XLSX exports into the next generation")
    into.add_argument("files", nargs="+", metavar="FILE")
    into.add_argument("--dataset", help="the table the files belong to, where the header does not say")
    into.add_argument("--preset", help="the export format, where the header does not say")
    into.add_argument("--encoding", help="the encoding of text files, where the content does not say")
    into.add_argument("--source", help="the system the export comes from; with the number it identifies a case")
    into.add_argument("--area", metavar="CODE", help="the area whose streets or communities the files name")
    into.add_argument("--as-of", metavar="MONTH", help="the month that a ledger reports, as in 2021-06, where its title does not say")
    into.add_argument("--gcj02", action="store_true", help="positions are in GCJ-02 and are moved to WGS84")
    add_arguments(into)
    into.add_argument("--dry-run", action="store_true", help="report everything and publish nothing")
    into.add_argument(
        "--accept-losses", action="store_true", help="publish although many lines or cells cannot be read; the report names them"
    )
    demo = into.add_mutually_exclusive_group()
    demo.add_argument("--join-demo", action="store_true", help="put the file among the synthetic cases of the demo")
    demo.add_argument("--leave-demo", action="store_true", help="begin anew with the file, without the synthetic cases of the demo")
    into.add_argument("--json", action="store_true", help="print the report as JSON")
    into.set_defaults(run=_import)
    mend = commands.add_parser("quarantine", help="write the lines of an import that stayed outside as a CSV to be mended")
    mend.add_argument("number", type=int, metavar="N", help="the number of the import")
    mend.add_argument(
        "--all", action="store_true", help="every line that stayed outside or lost a value: also tests, void cases, repeats, totals"
    )
    mend.add_argument("--output", metavar="FILE", help="where to write it; without it, under its own name in this folder")
    mend.set_defaults(run=_quarantine)
    status = commands.add_parser("status", help="the current generation, those on disk, and the last imports")
    status.add_argument("--json", action="store_true", help="print it as JSON")
    status.set_defaults(run=_status)
    rollback = commands.add_parser("rollback", help="point back to an older generation")
    rollback.add_argument("number", nargs="?", type=int, metavar="N", help="its number; without it the one before the current")
    rollback.set_defaults(run=_rollback)


class _Progress:
    """Says on stderr what is being done, once the work takes longer than a second."""

    def __init__(self) -> None:
        self._started = self._said = time.monotonic()

    def __call__(self, step: str, share: float) -> None:
        now = time.monotonic()
        if now - self._said < QUIET_SECONDS:
            return
        self._said = now
        percent = f" {min(share, 1):.0%}" if share else ""
        print(f"{step}{percent} ({now - self._started:.0f} s)", file=sys.stderr)


def _import(arguments: argparse.Namespace) -> int:
    mapped = map_by_hand(arguments)
    if arguments.preview:
        print(as_text(arguments, mapped))
        return 0
    if not (arguments.dry_run or arguments.join_demo or arguments.leave_demo):
        ask_about_demo(Warehouse(), somebody=sys.stdin.isatty())
    report = import_files(
        arguments.files,
        dataset=arguments.dataset,
        preset=mapped or arguments.preset,
        encoding=arguments.encoding,
        source=arguments.source,
        within=arguments.area,
        gcj02=arguments.gcj02,
        as_of=arguments.as_of,
        sheets=sheets_of(arguments.sheet),
        dry_run=arguments.dry_run,
        accept_losses=arguments.accept_losses,
        leave_demo=arguments.leave_demo,
        progress=_Progress(),
    )
    print(json.dumps(report.as_dict(), ensure_ascii=False, indent=2) if arguments.json else text(report))
    return int(report.refused and not report.dry_run)


def _quarantine(arguments: argparse.Namespace) -> int:
    name, content = mendable(Warehouse(), arguments.number, everything=arguments.all)
    path = Path(arguments.output or name)
    path.write_bytes(content)
    print(f"{path}: mend the lines and import the file again.")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    state = state_of(Warehouse())
    print(json.dumps(state.as_dict(), ensure_ascii=False, indent=2) if arguments.json else state.text())
    return 0


def _rollback(arguments: argparse.Namespace) -> int:
    generation = Warehouse().rollback(arguments.number)
    print(f"Generation {generation.number} is current again.")
    return 0
