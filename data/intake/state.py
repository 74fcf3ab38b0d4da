"""The state of a warehouse: the current generation, those on disk, and the last imports."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime

from data.contracts.model import N_
from data.contracts.problem import Problem
from data.intake.rules.state import counts, described, last_imports, loose
from data.store import Warehouse, read_only

LAST = 5


class AmongSynthetic(Problem):
    """Rows of an office would come to lie among synthetic ones, and nobody has said that they should."""


def holds_demo(warehouse: Warehouse) -> bool:
    """Whether the cases that are served are the synthetic ones."""
    generation = warehouse.current()
    if generation is None:
        return False
    with read_only(generation.path) as connection:
        return described(connection)[1]


def ask_about_demo(warehouse: Warehouse, *, somebody: bool) -> None:
    """Raises AmongSynthetic when the current generation is a demo and somebody is there to answer; a script is only told."""
    if not holds_demo(warehouse):
        return
    if somebody:
        raise AmongSynthetic(
            N_(
                "The data here are synthetic (the demo). Say --join-demo to put this file among them, --leave-demo to begin anew with it "
                "(`python -m data rollback` brings the demo back), or point GRIDSCOPE_WAREHOUSE at a folder of your own."
            )
        )
    print("The file joins the synthetic cases of the demo. --leave-demo begins anew with it instead.", file=sys.stderr)


@dataclass(frozen=True)
class State:
    folder: str
    current: int | None
    generations: list[int]
    built_at: datetime | None
    demo: bool
    data_until: datetime | None
    rows: dict[str, int]
    imports: list[dict[str, object]]
    loose: int = 0  # tickets that came since all were sorted

    def as_dict(self) -> dict[str, object]:
        moments = {
            name: moment.isoformat(sep=" ") if moment else None
            for name, moment in (("built_at", self.built_at), ("data_until", self.data_until))
        }
        return {**self.__dict__, **moments}

    def text(self) -> str:
        if self.current is None:
            return f"No generation in {self.folder} yet. Build the demo with `python -m data demo` or import a file."
        lines = [
            f"Generation {self.current}{' (demo, synthetic data)' if self.demo else ''}, built {self.built_at}, data until {self.data_until}",
            f"On disk: {', '.join(map(str, self.generations))} in {self.folder}",
            *(f"  {table}: {count:,} rows" for table, count in self.rows.items() if count),
        ]
        if self.loose:
            lines.append(
                f"  {self.loose:,} of the tickets lie behind the sorted ones; `python -m data rebuild` sorts all, as the next import does in time"
            )
        for entry in self.imports:
            where = f"{entry['file']}, sheet {entry['sheet']}" if entry["sheet"] else entry["file"]
            lines.append(
                f"  import {entry['import_id']} of {entry['imported_at']}: {where}, {entry['accepted']} accepted, {entry['quarantined']} quarantined"
            )
        return "\n".join(lines)


def state_of(warehouse: Warehouse) -> State:
    """Read the state; a warehouse without a generation has one too."""
    generation = warehouse.current()
    numbers = [one.number for one in warehouse.generations()]
    if generation is None:
        return State(str(warehouse.folder), None, numbers, None, False, None, {}, [])
    with read_only(generation.path) as connection:
        built_at, demo, data_until = described(connection)
        return State(
            str(warehouse.folder),
            generation.number,
            numbers,
            built_at,
            demo,
            data_until,
            counts(connection),
            last_imports(connection, LAST),
            loose(connection),
        )
