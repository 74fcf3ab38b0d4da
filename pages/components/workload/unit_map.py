"""The map of units by class: a click chooses a unit, which the table beside it then selects too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analytics.asking.geography import areas
from analytics.figures.area_map import CONFIG
from analytics.figures.shaded_map import MANY, SHADES, Borders, shaded_map
from analytics.shapes.areas import Shade
from analytics.stories.workload import Workload
from analytics.words.language import _
from analytics.words.wording import number
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.maps import of_one_province

HEIGHT = 462
WIDE = 520  # the map, in px, where the card is narrowest


def unit_map(
    shaded: Sequence[Shade],
    words: tuple[str, ...],
    key: str,
    *,
    colors: tuple[str, ...] = SHADES,
    empty: str = "",
    head: str = "",
    within: tuple[str, ...] = (),
) -> None:
    """Areas by class; `within` are the larger areas whose borders and names are drawn, see `around`."""
    near = of_one_province(shaded)
    found = boundaries_of(tuple(shade.code for shade in near))
    drawn = {code for code, _spot in found.spots} if found else set()
    shown = tuple(shade for shade in near if shade.code in drawn)
    if not found or not shown:
        quiet(_("No boundaries are known for these areas; the table beside shows them."))
        return
    notes = [head] if head else []
    if found.schematic:
        notes.append(_("Schematic boundaries"))
    if len(shown) < len(near):
        notes.append(_("{count} without a boundary").format(count=number(len(near) - len(shown))))
    if len(near) < len(shaded):
        notes.append(_("{count} in another province").format(count=number(len(shaded) - len(near))))
    spec = shaded_map(
        shown,
        found.spots,
        found.url,
        HEIGHT,
        colors=colors,
        words=words,
        empty=empty,
        width=WIDE,
        remark=" · ".join(notes),
        borders=_borders(within),
    )
    st.plotly_chart(spec, config=CONFIG, key=key, on_select=partial(_choose, key), selection_mode="points", alt=_("Map of the areas"))


def around(view: Workload) -> tuple[str, ...]:
    """The areas around the units, to be named in their place where the units are too many to be named themselves."""
    return tuple(dict.fromkeys(unit.group for unit in view.units if unit.group)) if len(view.units) > MANY else ()


def _borders(codes: tuple[str, ...]) -> Borders | None:
    found = boundaries_of(codes)
    return Borders(tuple((code, areas().get(code).short, spot) for code, spot in found.spots), found.url) if found else None


@safe
def _choose(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    session.change_parameter("unit", points[0].get("location", "") if points else "")
