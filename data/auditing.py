"""The journal on the command line: python -m data audit, and what of the other commands stands in it."""

from __future__ import annotations

import argparse
import sys

from data import audit
from data.contracts.model import N_
from data.contracts.problem import Message

CHANGES = ("import", "rollback", "rebuild", "demo", "boundaries")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-command to the data command."""
    command = commands.add_parser("audit", help="who did what; whether a line of it is missing")
    command.add_argument("--verify", action="store_true", help="only follow the chain; exit status 3 where it is broken")
    command.add_argument("--lines", type=int, default=50, help="how many of the newest lines")
    command.set_defaults(run=_run)


def note(chosen: argparse.Namespace, done: int) -> None:
    """Note a command that changed what readers see, or showed lines as they came. Raises StoreError."""
    told = vars(chosen)
    changed = chosen.command in CHANGES and not (told.get("dry_run") or told.get("preview") or told.get("if_needed"))
    if done == 0 and (changed or (chosen.command == "areas" and (chosen.map or chosen.unmap))):
        details = {name: value for name, value in told.items() if value and name not in ("run", "command")}
        audit.record(
            "command", audit.person(), command=chosen.command, arguments=" ".join(f"{name}={value}" for name, value in details.items())
        )
    elif done == 0 and chosen.command == "quarantine":
        audit.record("quarantine_seen", audit.person(), import_id=str(told.get("number", "")))


def _run(chosen: argparse.Namespace) -> int:
    found = audit.verify()
    if not chosen.verify:
        for entry in reversed(audit.entries(chosen.lines)):
            details = " ".join(f"{name}={value}" for name, value in entry.items() if name not in ("n", "at", "who", "what", "prev", "hash"))
            print(entry["n"], entry["at"], entry["who"], entry["what"], details, sep="\t")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    print(
        Message(N_("{count} entries, the last is number {last} with the mark {hash}."), count=found.lines, last=found.last, hash=found.hash)
    )
    return 3 if found.faults else 0
