"""What people say that a name of an export means: kept in the warehouse, and applied to all rows by a new generation."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.contracts.model import N_
from data.contracts.problem import Problem
from data.intake.placing.aliases import JOURNAL
from data.intake.placing.gazetteer import PROVISIONAL, Gazetteer, Place
from data.intake.placing.places import NAMED_IN_WARNING
from data.intake.rules.places import listed_areas, tickets_by_area
from data.rebuild import RebuildError, rebuild
from data.store import Generation, Warehouse, read_only

SAID = re.compile(r"(?P<name>.+?)(?: under (?P<parent>.+?))?(?:=(?P<code>[^=]+))?")


class NamingError(Problem):
    """A name cannot be given this meaning; the message says why."""


@dataclass(frozen=True)
class Unknown:
    """A name that no list of areas has: the made-up area, its tickets, and the listed areas that may be meant, likeliest first.

    `several` areas bear exactly this name.
    """

    place: Place
    around: tuple[Place, ...]
    tickets: int
    likely: tuple[Place, ...]
    several: bool


@dataclass(frozen=True)
class Meaning:
    """`name` below `parent` (a name or a code; None: anywhere) is the area `code`; without a code what was said is taken back."""

    name: str
    parent: str | None
    code: str | None


def unknown_names(warehouse: Warehouse) -> list[Unknown]:
    """The names of the current generation that no list of areas has, most tickets first."""
    current = warehouse.current()
    if current is None:
        return []
    with read_only(current.path) as connection:
        places = [Place(*row) for row in listed_areas(connection)]
        tickets = tickets_by_area(connection)
    known = Gazetteer.of(places)
    found = []
    for place in places:
        if place.kind == PROVISIONAL:
            same = known.candidates(place)
            around = tuple(known.places[code] for code in known.path(place.parent_code).values())[::-1]
            likely = same or known.near(place)
            found.append(Unknown(place, around, tickets.get(place.area_code, 0), tuple(likely[:NAMED_IN_WARNING]), len(same) > 1))
    return sorted(found, key=lambda one: (-one.tickets, one.place.area_code))


def say(warehouse: Warehouse, meanings: Iterable[Meaning], by: str = "") -> Generation:
    """Keep what names mean and publish a generation that reads every row so. Raises NamingError for a code that no list has."""
    current = warehouse.current()
    if current is None:
        raise RebuildError("There is no generation yet. Import a file, or build the demo with: python -m data demo.")
    with read_only(current.path) as connection:
        listed = {row[0] for row in listed_areas(connection) if row[4] != PROVISIONAL}
    meanings = list(meanings)
    for meaning in meanings:
        if meaning.code is not None and meaning.code not in listed:
            raise NamingError(
                N_("There is no area {code!r} in the lists of areas that {name} could mean."), code=meaning.code, name=meaning.name
            )
    for meaning in meanings:
        warehouse.note(JOURNAL, {"name": meaning.name, "parent": meaning.parent, "code": meaning.code, "by": by})
    return rebuild(warehouse)


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-command to the data command."""
    command = commands.add_parser("areas", help="list the names that no list of areas has, and say what they mean")
    command.add_argument(
        "--map", action="append", default=[], metavar="NAME[ under PARENT]=CODE", help="from now on the name means this area"
    )
    command.add_argument("--unmap", action="append", default=[], metavar="NAME[ under PARENT]", help="take back what was said")
    command.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    warehouse = Warehouse()
    meanings = [_read(text, mapped=True) for text in arguments.map] + [_read(text, mapped=False) for text in arguments.unmap]
    if meanings:
        print(f"Generation {say(warehouse, meanings).number} is published; all rows were read anew.")
        return 0
    names = unknown_names(warehouse)
    for one in names:
        under = " under " + " ".join(place.name for place in one.around) if one.around else ""
        likely = ", ".join(f"{place.name} {place.area_code}" for place in one.likely)
        print(f"{one.tickets:>9,}  {one.place.name}{under}" + (f"  (is {likely} meant?)" if likely else ""))
    print(f"{len(names):,} names are in no list of areas." if names else "Every name is in the lists of areas.")
    return 0


def _read(text: str, *, mapped: bool) -> Meaning:
    found = SAID.fullmatch(text.strip())
    if not found or (found["code"] is None) == mapped:
        raise NamingError("{text!r} says nothing about a name. Write it as in: 双塔街办 under 双塔区=211302001", text=text)
    return Meaning(found["name"], found["parent"], found["code"])
