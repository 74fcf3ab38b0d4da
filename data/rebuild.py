"""Brings a generation that another version has built up to date: the same accepted rows, marts made anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.compared import hold_equal
from data.contracts.layout import layout
from data.contracts.policy import policy
from data.contracts.problem import Problem
from data.store import Draft, Generation, Warehouse, now, read_only


class RebuildError(Problem):
    """There is nothing that could be rebuilt."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-command to the data command."""
    command = commands.add_parser("rebuild", help="make the marts of the current generation anew, after an update or a changed policy")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--if-needed", action="store_true", help="only when another version has built it")
    how.add_argument(
        "--check", action="store_true", help="publish nothing: say whether the current generation is what building it whole gives"
    )
    command.set_defaults(run=_rebuild)


def rebuild(warehouse: Warehouse) -> Generation:
    """Publish the rows of the current generation as the next one. Raises RebuildError when there is none."""
    with _whole(warehouse) as draft:
        pass
    return Generation(draft.number, warehouse.path(draft.number))


class _Compared(Exception):
    """Leaves the draft without publishing it."""


def check(warehouse: Warehouse) -> int:
    """Build the current generation whole and hold it against itself, which may have grown import by import; returns its number.

    Publishes nothing. Raises CheckError when they differ, and RebuildError when there is none.
    """
    number = 0
    try:
        with _whole(warehouse) as draft:
            hold_equal(draft.connection)
            number = int(draft.connection.table("previous.generation").df()["number"].iloc[0])
            raise _Compared
    except _Compared:
        return number


@contextmanager
def _whole(warehouse: Warehouse) -> Iterator[Draft]:
    if warehouse.current() is None:
        raise RebuildError("There is no generation yet. Import a file, or build the demo with: python -m data demo.")
    with warehouse.draft(policy().generations_kept) as draft:
        for table in ORDER:
            carry(draft, table)
        ledger.carry(draft)
        before = draft.connection.table("previous.generation").df().iloc[0]
        seed = None if pd.isna(before["seed"]) else int(before["seed"])
        assemble(draft, policy(), About(now(), bool(before["demo"]), str(before["scale"]), seed, str(before["note"])))
        yield draft


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
    if arguments.check:
        print(f"Generation {check(warehouse)} holds what building it whole gives, row by row in every table.")
        return 0
    print(f"Generation {rebuild(warehouse).number} is published with the rows of the one before.")
    return 0
