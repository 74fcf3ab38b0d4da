"""Brings a generation that another version has built up to date: the same accepted rows, marts made anew."""

from __future__ import annotations

import argparse

import pandas as pd

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.contracts.layout import layout
from data.contracts.policy import policy
from data.contracts.problem import Problem
from data.store import Generation, Warehouse, now, read_only


class RebuildError(Problem):
    """There is nothing that could be rebuilt."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-command to the data command."""
    command = commands.add_parser("rebuild", help="make the marts of the current generation anew, after an update or a changed policy")
    command.add_argument("--if-needed", action="store_true", help="only when another version has built it")
    command.set_defaults(run=_rebuild)


def rebuild(warehouse: Warehouse) -> Generation:
    """Publish the rows of the current generation as the next one. Raises RebuildError when there is none."""
    if warehouse.current() is None:
        raise RebuildError("There is no generation yet. Import a file, or build the demo with: python -m data demo.")
    with warehouse.draft(policy().generations_kept) as draft:
        for table in ORDER:
            carry(draft, table)
        ledger.carry(draft)
        before = draft.connection.table("previous.generation").df().iloc[0]
        seed = None if pd.isna(before["seed"]) else int(before["seed"])
        assemble(draft, policy(), About(now(), bool(before["demo"]), str(before["scale"]), seed, str(before["note"])))
    return Generation(draft.number, warehouse.path(draft.number))


def is_current(warehouse: Warehouse) -> bool:
    """Whether the current generation has the layout of this version; True where there is none."""
    current = warehouse.current()
    if current is None:
        return True
    with read_only(current.path) as connection:
        generation = connection.table("generation").df().iloc[0]
    return generation.get("layout") == layout()


def _rebuild(arguments: argparse.Namespace) -> int:
    warehouse = Warehouse()
    if arguments.if_needed and is_current(warehouse):
        return 0
    print(f"Generation {rebuild(warehouse).number} is published with the rows of the one before.")
    return 0
