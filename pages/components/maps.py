"""The map of a card: drawn from units and boundaries, a click drills into the area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from analytics.asking.geography import areas
from analytics.catalogue import CATALOGUE
from analytics.figures.area_map import CONFIG, area_map
from analytics.figures.layout import Size
from analytics.figures.placement import Unit as Spotted
from analytics.figures.project_map import project_map
from analytics.figures.shaded_map import Borders, Ground, shaded_map
from analytics.readings.labels import measure_label
from analytics.shapes.areas import AreaMap
from analytics.shapes.panel import Panel
from analytics.shapes.units import Unit
from analytics.shapes.works import ProjectMap
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.cards import quiet
from pages.components.charts import show_open
from pages.components.door import st
from pages.components.errors import safe

Placed = TypeVar("Placed", bound=Spotted)


def drill_map(units: Sequence[Unit], key: str, height: int, measure: str, *, peers: bool = False) -> None:
    """A map of these units by a rate; areas without a boundary are left out, and a click makes an area the scope."""
    near = of_one_province(units)
    found = boundaries_of(tuple(unit.code for unit in near))
    drawn = {code for code, _spot in found.spots} if found else set()
    shown = tuple(unit for unit in near if unit.code in drawn)
    if not found or not shown:
        quiet(_("No boundaries are known for these areas; the ranking beside shows them."))
        return
    count_head = measure_label(CATALOGUE.measure(measure).denominator)
    figure = area_map(
        shown, found.spots, found.url, height, count_head=count_head, peers=peers, remark=_remark(len(units) - len(shown), found.schematic)
    )
    st.plotly_chart(
        figure, config=CONFIG, key=key, on_select=partial(_selected, key, None), selection_mode="points", alt=_("Map of the areas")
    )


def shaded(picture: AreaMap, key: str, size: Size, choose: Callable[[str], None] | None = None) -> None:
    """A map of areas by class; what is left out is said on it. A click gives the area to `choose`, or makes it the scope."""
    near = of_one_province(picture.shades)
    found = boundaries_of(tuple(shade.code for shade in near))
    if not found or not found.spots:
        quiet(_("No boundaries are known for these areas; the table has their values."))
        return
    shown, remarks = len(found.spots), []
    if found.schematic:
        remarks.append(_("Schematic boundaries"))
    if shown < len(near):
        remarks.append(_("{count} without a boundary").format(count=number(len(near) - shown)))
    if len(near) < len(picture.shades):
        remarks.append(_("{count} in another province").format(count=number(len(picture.shades) - len(near))))
    figure = shaded_map(picture, Ground(found.spots, found.url, _borders(picture.around), tuple(remarks)), size)
    selected = partial(_selected, key, choose)
    st.plotly_chart(figure, config=CONFIG, key=key, on_select=selected, selection_mode="points", alt=_("Map of the areas"))


def projects_map(picture: ProjectMap, told: Panel[Any], size: Size, choose: Callable[[str], None] | None = None) -> None:
    """Projects on the outlines of areas; what is left out is said on it. A click gives the project to `choose`."""
    near = of_one_province(picture.areas)
    found = boundaries_of(tuple(area.code for area in near))
    if not found or not found.spots:
        quiet(told.empty)
        return
    far = {area.code for area in picture.areas} - {area.code for area in near}
    shown = tuple(site for site in picture.sites if site.part not in far)
    remarks = [_("Schematic boundaries")] if found.schematic else []
    if elsewhere := sum(site.count for site in picture.sites) - sum(site.count for site in shown):
        remarks.append(_("{count} in another province").format(count=number(elsewhere)))
    if picture.unplaced:
        remarks.append(_("{count} without a place").format(count=number(picture.unplaced)))
    drawn = replace(picture, sites=shown, areas=tuple(near))
    figure = project_map(drawn, Ground(found.spots, found.url, remarks=tuple(remarks)), size)
    if choose:
        show_open(figure, told.id, told.alt, choose, CONFIG)
    else:
        st.plotly_chart(figure, config=CONFIG, key=told.id, alt=told.alt)


def _borders(codes: tuple[str, ...]) -> Borders | None:
    found, known = boundaries_of(codes), areas()
    return Borders(tuple((code, known.get(code).short, spot) for code, spot in found.spots), found.url) if found else None


@safe
def _selected(key: str, choose: Callable[[str], None] | None) -> None:
    points = st.session_state[key]["selection"]["points"]
    code = points[0].get("location", "") if points else ""
    if choose:
        choose(code)
    elif code:
        session.change(session.scope().within(code))


def of_one_province(units: Sequence[Placed]) -> list[Placed]:
    """Those of the province that has most of them: provinces may lie so far apart that neither could be read."""
    largest = areas().common_province([unit.code for unit in units])
    return [unit for unit in units if unit.code in largest]


def has_map(units: Sequence[Placed]) -> bool:
    """Whether a boundary of any of them is known."""
    return boundaries_of(tuple(unit.code for unit in of_one_province(units))) is not None


def _remark(missing: int, schematic: bool) -> str:
    parts = [_("Schematic boundaries")] if schematic else []
    if missing:
        parts.append(plural("{count} more area is not on the map", "{count} more areas are not on the map", missing).format(count=missing))
    return " · ".join(parts)
