"""Boundaries: those in use, or those of a file before they are published, and what stands in the way."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd
import shapely

from analytics.asking.geography import areas, boundaries
from analytics.asking.imports import publishing
from analytics.catalogue.areas import LEVEL_LABELS
from analytics.figures.faces import Named, faces_map
from analytics.stories.areas import Tree, missing
from analytics.words.language import _
from analytics.words.wording import number
from data.boundaries import fill_boundaries, known_areas
from data.boundary_fit import Fault, Fit, fit
from data.bounding import publish_fit
from data.contracts import LEVELS
from data.faces import KINDS, read_faces
from data.store import Warehouse
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.errors import reported
from pages.components.imports.upload_field import upload_field

FILE = "boundary-file"
HEIGHT = 420
NAMED = 60  # more names than this cover one another


def boundaries_card(known: Tree) -> Fit | None:
    """The map of the file that was given, else of what is in use; returns what the file means."""
    path = st.session_state.get(FILE)
    found = _fitted(Path(path)) if path and Path(path).exists() else None
    title = _new_title(found) if found else _used_title(known)
    with card(title, "boundaries", lambda: _frame(found, known)):
        if found:
            _preview(found)
        else:
            _used()
        arrived = upload_field("boundary-upload", KINDS, _("GeoJSON, Shapefile as ZIP, GeoPackage or KML, up to {limit}"))
        if arrived and str(arrived) != path:
            st.session_state[FILE] = str(arrived)
            st.rerun()
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            _how()
            if found:
                _endings(found)
            elif st.button(_("Fill in national boundaries"), key="national", help=_("Of provinces, cities and districts that have none")):
                _fill()
    return found


def checks_card(found: Fit | None, known: Tree) -> None:
    """What a file of boundaries would change, one line a check; without a file what is missing for maps and workload."""
    lines = _checks(found) if found else [("△", text) for text in missing(known)]
    bad = sum(sign == "✕" for sign, _text in lines)
    head = (
        _("{count} checks before publishing: {bad} to mend").format(count=len(lines), bad=bad)
        if found
        else _("What is missing for maps and workload")
    )
    with card(head, "checks", lambda: pd.DataFrame(lines, columns=["", _("Check")])):
        for sign, text in lines:
            st.markdown(f"{sign}　{text}")
        if not lines:
            quiet(_("Nothing: every listed area has its boundary and every grid its workers."))
        st.page_link("pages/manage/imports.py", label=_("Import a list of areas"), icon=":material/upload_file:")


def _fitted(path: Path) -> Fit | None:
    with reported():
        crs, level = st.session_state.get("boundary-crs") or None, st.session_state.get("boundary-level") or None
        current = Warehouse().current()
        number = current.number if current else 0
        return _fit(str(path), path.stat().st_mtime, number, crs, bool(st.session_state.get("boundary-gcj02")), level)
    return None


@lru_cache(maxsize=8)
def _fit(path: str, _saved: float, _generation: int, crs: str | None, gcj02: bool, level: str | None) -> Fit:
    """What the file means, kept as long as neither it nor the areas change."""
    return fit(read_faces(Path(path), crs=crs, gcj02=gcj02), known_areas(Warehouse()), level=level)


def _how() -> None:
    with st.popover(_("How the file is read"), icon=":material/tune:"):
        names = {"": _("As found"), **{level: _(LEVEL_LABELS[level]) for level in LEVELS}}
        st.selectbox(_("Level"), list(names), format_func=names.__getitem__, key="boundary-level")
        st.text_input(_("Coordinate system, where the file does not say it"), key="boundary-crs", placeholder="EPSG:4490")
        st.toggle(_("Shifted as on Chinese web maps (GCJ-02)"), key="boundary-gcj02")


def _endings(found: Fit) -> None:
    accepted = not found.faults or st.checkbox(
        _("Publish with {count} overlaps or gaps: cases there may be placed wrongly").format(count=len(found.faults)), key="accept-faults"
    )
    if st.button(_("Put away"), key="put-away", type="tertiary"):
        st.session_state.pop(FILE)
        st.rerun()
    if st.button(_("Publish boundaries"), key="publish-boundaries", type="primary", disabled=not accepted):
        with reported():
            with publishing("boundaries", session.account()):
                publish_fit(Warehouse(), found, accept=True)
            st.session_state.pop(FILE)
            st.rerun()


def _fill() -> None:
    with reported():
        with publishing("boundaries", session.account(), kind_of="national"):
            filled, generation = fill_boundaries(Warehouse())
        if generation is None:
            st.info(_("Every province, city and district that has a known boundary has one already."))
        else:
            st.toast(_("{count} areas received their boundary.").format(count=number(filled)), icon=":material/check:")
            st.rerun()


def _used_title(known: Tree) -> str:
    drawn = sum(node.boundary for node in known.nodes.values())
    return _("{count} areas have a boundary").format(count=number(drawn)) if drawn else _("No area has a boundary yet")


def _new_title(found: Fit) -> str:
    if found.faults:
        return _("New boundaries: {count} match, {faults} overlaps or gaps to mend").format(
            count=len(found.shapes), faults=len(found.faults)
        )
    return _("New boundaries: {count} match and fit together").format(count=len(found.shapes))


def _used() -> None:
    """The boundaries of the highest level that has several."""
    here = areas()
    level = here.part_level(None)
    shapes = boundaries(here.common_province([area.code for area in here.at_level(level, None)])) if level else None
    if shapes is None or shapes.empty:
        quiet(_("Tickets, rankings and tables work without boundaries. A file of boundaries adds maps and places cases by their position."))
        return
    named = tuple((here.get(code).short, shapely.to_wkb(shape)) for code, shape in zip(shapes["area_code"], shapes.geometry, strict=True))
    show(
        faces_map(named if len(named) <= NAMED else tuple(("", shape) for _name, shape in named), (), (), (), HEIGHT),
        "used-boundaries",
        _("Map of the areas"),
    )


def _preview(found: Fit) -> None:
    few = len(found.shapes) <= NAMED
    faces = tuple((found.names[code] if few else "", shapely.to_wkb(shape)) for code, shape in found.shapes.items())
    outlines = boundaries(found.missing)
    without = tuple(
        (found.names[code], shapely.to_wkb(shape)) for code, shape in zip(outlines["area_code"], outlines.geometry, strict=True)
    )
    show(faces_map(faces, without, _named(found.overlaps), _named(found.gaps), HEIGHT), "new-boundaries", _("Map of the new boundaries"))
    legend = _("grey: matched · filled: overlap · dotted: gap or no boundary")
    read = _("{file} · {faces} faces · {crs} · by the column {column}").format(
        file=found.file, faces=found.faces, crs=found.crs, column=found.column
    )
    quiet(f"{legend}　{read}")


def _named(faults: list[Fault]) -> tuple[Named, ...]:
    return tuple((f"{number(fault.square_km, 1)} km²" if fault.serious else "", shapely.to_wkb(fault.shape)) for fault in faults)


def _checks(found: Fit) -> list[tuple[str, str]]:
    lines = [
        (
            "✓",
            _("{faces} faces can be read, {repaired} of them were invalid and repaired").format(faces=found.faces, repaired=found.repaired),
        )
    ]
    lines.append(("✓", _("{count} areas match ({level})").format(count=len(found.shapes), level=_(LEVEL_LABELS[found.level]))))
    if found.unmatched:
        lines.append(("△", _("{count} faces match no area: {names}").format(count=len(found.unmatched), names=_few(found.unmatched))))
    if found.missing:
        names = _few([found.names[code] for code in found.missing])
        lines.append(("△", _("{count} areas beside them have no face: {names}").format(count=len(found.missing), names=names)))
    for faults, text in ((found.overlaps, _("Overlap {size} km²: {names}")), (found.gaps, _("Gap {size} km²: {names}"))):
        for fault in faults[:3]:
            told = text.format(size=number(fault.square_km, 2), names=_few([found.names[code] for code in fault.codes]))
            lines.append(("✕" if fault.serious else "△", told))
    if not found.overlaps and not found.gaps:
        lines.append(("✓", _("Neighbours neither overlap nor leave gaps")))
    return lines


def _few(names: list[str]) -> str:
    return _(", ").join(names[:5]) + (" …" if len(names) > 5 else "")


def _frame(found: Fit | None, known: Tree) -> pd.DataFrame:
    if found is None:
        drawn = [node for node in known.nodes.values() if node.boundary]
        return pd.DataFrame({_("Code"): [node.code for node in drawn], _("Area"): [node.name for node in drawn]})
    states = [(found.names[code], _("matched")) for code in found.shapes]
    states += [(found.names[code], _("no face")) for code in found.missing]
    states += [(name, _("matches no area")) for name in found.unmatched]
    return pd.DataFrame(states, columns=[_("Area"), _("Boundary")])
