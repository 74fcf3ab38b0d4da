"""Where it happens: hexagons of located tickets, and the spots where the same matter returns."""

from __future__ import annotations

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.places import Density, density, spots
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.stories.tickets.sections import Hotspots, Spot
from analytics.words.language import _, plural
from analytics.words.wording import count, percent

FEWEST = 3
LISTED = 50


@kept
def hotspots(scope: Scope, principal: Principal) -> Hotspots:
    """Density of the located tickets of the period, and at most LISTED spots."""
    found, known = density(scope, principal), areas()
    returning = tuple(
        Spot(
            place=known.name(row.street) if isinstance(row.street, str) else _("not stated"),
            subject=value_name("subcategory", row.subcategory),
            tickets=int(row.tickets),
            days=int(row.days),
            open=None if pd.isna(row.open) else int(row.open),
            last=f"{row.last:%Y-%m-%d}",
            longitude=float(row.longitude),
            latitude=float(row.latitude),
        )
        for row in spots(scope, principal, FEWEST, LISTED).itertuples()
    )
    cells = tuple((str(row.cell), int(row.tickets)) for row in found.frame.itertuples())
    return Hotspots(cells, found.edge, returning, _title(found), _spots_title(returning), _remark(found))


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


def _spots_title(returning: tuple[Spot, ...]) -> str:
    if not returning:
        return _("No matter returns at the same spot")
    if len(returning) == LISTED:
        return _("At least {count} spots with the same matter").format(count=LISTED)
    return plural("{count} spot with the same matter", "{count} spots with the same matter", len(returning)).format(count=len(returning))


def _remark(found: Density) -> str:
    if not found.located:
        return ""
    edge = _("{km} km").format(km=f"{found.edge:.1f}") if found.edge >= 1 else _("{m} m").format(m=f"{found.edge * 1000:.0f}")
    return _("{located} of {received} tickets state their place ({share}); the side of a hexagon is {edge}.").format(
        located=count(found.located), received=count(found.received), share=percent(found.located / found.received, 0), edge=edge
    )
