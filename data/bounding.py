"""The boundaries command: the national boundaries, or those of files, for the areas of the current generation."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.boundaries import BoundaryError, fill_boundaries, known_areas, publish
from data.boundary_fit import SERIOUS, Fault, Fit, fit
from data.contracts.areas import LEVELS
from data.contracts.model import N_
from data.faces import read_faces
from data.store import Generation, Warehouse

SHOWN = 10


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-command to the data command."""
    command = commands.add_parser(
        "boundaries", help="give areas their boundaries, as a new generation: from files, or without any the national ones"
    )
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="GeoJSON, Shapefile as ZIP, GeoPackage or KML")
    command.add_argument("--level", choices=LEVELS, help="of the faces; found from codes and names without it")
    command.add_argument("--code", metavar="COLUMN", help="column that holds the code of the area")
    command.add_argument("--name", metavar="COLUMN", help="column that holds its name")
    command.add_argument("--crs", help="coordinate system where the file does not say it, as in EPSG:4490")
    command.add_argument("--gcj02", action="store_true", help="the coordinates are shifted as on Chinese web maps")
    command.add_argument("--dry-run", action="store_true", help="say what fits, publish nothing")
    command.add_argument("--accept-losses", action="store_true", help="publish overlaps and gaps too")
    command.set_defaults(run=_run)


def publish_fit(warehouse: Warehouse, found: Fit, *, accept: bool) -> Generation:
    """Publish the boundaries of a file. Raises BoundaryError for overlaps and gaps that nobody has accepted."""
    if found.faults and not accept:
        raise BoundaryError(
            N_("{file} has {count} overlaps or gaps above {size} km²: cases in them would be placed wrongly. Mend the file, or publish it with --accept-losses."),
            file=found.file, count=len(found.faults), size=SERIOUS,
        )  # fmt: skip
    return publish(warehouse, found.shapes)


def _run(arguments: argparse.Namespace) -> int:
    warehouse = Warehouse()
    if not arguments.files:
        filled, generation = fill_boundaries(warehouse)
        if generation is None:
            print("Every province, city and district that has a known boundary has one already; nothing was published.")
        else:
            print(f"Generation {generation.number} is published; {filled} areas received their boundary.")
        return 0
    for path in arguments.files:
        faces = read_faces(path, crs=arguments.crs, gcj02=arguments.gcj02)
        found = fit(faces, known_areas(warehouse), level=arguments.level, code=arguments.code, name=arguments.name)
        print(_report(found))
        if not arguments.dry_run:
            number = publish_fit(warehouse, found, accept=arguments.accept_losses).number
            print(f"Generation {number} is published; {len(found.shapes)} areas received their boundary.")
    return 0


def _report(found: Fit) -> str:
    lines = [
        f"{found.file}: {found.faces} faces, {found.level} by the column {found.column}, {found.crs}",
        f"  matched {len(found.shapes)}, unmatched {len(found.unmatched)}{_listed(found.unmatched)}",
        f"  areas beside them without a face: {len(found.missing)}{_listed([found.names[code] for code in found.missing])}",
        f"  invalid faces repaired: {found.repaired}; points {found.points:,}, simplified for the web {found.simplified:,}",
    ]
    lines += [f"  overlap {_told(found, fault)}" for fault in found.overlaps[:SHOWN]]
    lines += [f"  gap {_told(found, fault)}" for fault in found.gaps[:SHOWN]]
    return "\n".join(lines)


def _told(found: Fit, fault: Fault) -> str:
    return f"{fault.square_km:.2f} km²: {', '.join(found.names[code] for code in fault.codes)}"


def _listed(names: list[str]) -> str:
    return f": {', '.join(names[:SHOWN])}{', …' if len(names) > SHOWN else ''}" if names else ""
