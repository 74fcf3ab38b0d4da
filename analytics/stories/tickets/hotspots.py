"""Where it happens: hexagons of located tickets, and the spots where the same matter returns."""

from __future__ import annotations

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.places import Density, density, spots
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Hexagons, Spot
from analytics.words.language import _, plural
from analytics.words.wording import count as in_units
from analytics.words.wording import number, percent

FEWEST = 3
LISTED = 50
NUMBERED = 8  # spots that can be told apart on the map
MOST_OUTLINES = 120  # areas whose borders the map can bear


@kept
def hotspots(scope: Scope, principal: Principal) -> tuple[Panel[Hexagons], Panel[Picture]]:
    """Density of the located tickets of the period, and at most LISTED spots."""
    found, known = density(scope, principal), areas()
    cells = tuple((str(row.cell), int(row.tickets)) for row in found.frame.itertuples())
    returning = spots(scope, principal, FEWEST, LISTED)
    names = [known.name(street) if isinstance(street, str) else _("not stated") for street in returning["street"]]
    returning = returning.assign(place=names, matter=[value_name("subcategory", matter) for matter in returning["subcategory"]])
    numbered = tuple(
        Spot(row.place, row.matter, int(row.tickets), float(row.longitude), float(row.latitude))
        for row in returning.head(NUMBERED).itertuples()
    )
    around = tuple(part.code for part in known.children(scope.area)) if scope.area else ()
    remark, measures = _remark(found), ("received",)
    density_map = Panel(
        "hexagons",
        _title(found),
        Table(
            (Column(_("Hexagon (h3)"), tuple(cell for cell, _n in cells)), Column(_("Received"), tuple(n for _cell, n in cells), "count"))
        ),
        Hexagons(cells, numbered, around if len(around) <= MOST_OUTLINES else ()) if cells else None,
        _("Density of the located tickets"),
        measures,
        remark,
        "" if remark else _("Tickets of this scope have no coordinates."),
    )
    note = _("The same subcategory at least three times within about 100 m.")
    return density_map, Panel("spots", _spots_title(len(returning)), _spots_table(returning), measures=measures, note=note)


def _spots_table(returning: pd.DataFrame) -> Table:
    return Table(
        (
            Column(_("No."), tuple(range(1, len(returning) + 1)), "count"),
            Column(_("Street"), tuple(returning["place"])),
            Column(_("Matter"), tuple(returning["matter"])),
            *(
                Column(head, tuple(None if pd.isna(value) else int(value) for value in returning[name]), "count")
                for name, head in (("tickets", _("Received")), ("days", _("On days")), ("open", _("Open")))
            ),
            Column(_("Last"), tuple(moment.date() for moment in returning["last"]), "day"),
        )
    )


def _title(found: Density) -> str:
    """How few hexagons hold half of the tickets."""
    if not found.located:
        return _("No ticket states its place")
    held = found.frame["tickets"].cumsum()
    half = int((held < held.iloc[-1] / 2).sum()) + 1
    if len(held) < 2:
        return _("All in one place")
    return plural("Half of it in {half} of {count} hexagons", "Half of it in {half} of {count} hexagons", half).format(
        half=half, count=len(held)
    )


def _spots_title(count: int) -> str:
    if not count:
        return _("No matter returns at the same spot")
    if count == LISTED:
        return _("At least {count} spots with the same matter").format(count=LISTED)
    return plural("{count} spot with the same matter", "{count} spots with the same matter", count).format(count=count)


def _remark(found: Density) -> str:
    if not found.located:
        return ""
    edge = _("{km} km").format(km=number(found.edge, 1)) if found.edge >= 1 else _("{m} m").format(m=number(found.edge * 1000))
    return _("{located} of {received} tickets state their place ({share}); the side of a hexagon is {edge}.").format(
        located=in_units(found.located), received=in_units(found.received), share=percent(found.located / found.received, 0), edge=edge
    )
