"""The map of units by class: a click chooses a unit, which the table beside it then selects too."""

from __future__ import annotations

from analytics.figures.layout import Size
from analytics.figures.shaded_map import MANY
from analytics.shapes.areas import AreaMap
from analytics.stories.workload import Workload
from pages.components import session
from pages.components.maps import shaded

SIZE = Size(462, 520)


def unit_map(picture: AreaMap, key: str) -> None:
    """Draw it; the chosen unit stands in the address."""
    shaded(picture, key, SIZE, lambda code: session.change_parameter("unit", code))


def around(view: Workload) -> tuple[str, ...]:
    """The areas around the units, to be named in their place where the units are too many to be named themselves."""
    return tuple(dict.fromkeys(unit.group for unit in view.units if unit.group)) if len(view.units) > MANY else ()
