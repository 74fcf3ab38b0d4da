"""Who carries how much: map and table that follow each other, Lorenz curve, load against resolution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analytics.asking.scope import Scope
from analytics.figures.lorenz import lorenz_curve
from analytics.figures.scatter import Dot, scatter
from analytics.shapes.areas import AreaMap
from analytics.stories.workload import LoadUnit, Workload
from analytics.stories.workload.evenness import busiest_sentence
from analytics.stories.workload.sentences import level_text, load_meaning, load_value, map_title, table_title
from analytics.stories.workload.shades import legend_head, shades
from analytics.stories.workload.tables import head, in_sight, loads_table, lorenz_table, ranking_table
from analytics.words.language import _
from analytics.words.wording import count, number, percent
from data.contracts.policy import policy
from pages.components import session
from pages.components.beside import beside
from pages.components.cards import ROW, card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import bold, faint, joined, small
from pages.components.workload.controls import chosen_load, chosen_unit, load_heading
from pages.components.workload.unit_map import around, unit_map

LOWER = 330
VISIBLE = 11  # rows of the table beside the map
TABLE = "units"


def spread(scope: Scope, view: Workload) -> None:
    """Two rows of cards."""
    load, chosen = chosen_load(view), chosen_unit(view)
    left, right = beside(2)
    title = map_title(view.units, load)
    measures = [load] if load != "load_index" else ["weighted_load_per_worker"]
    with left, card(title, "load-map", lambda: loads_table(view.units, load), measures, heading=partial(load_heading, view)):
        areas, words = shades(view.units, load, chosen)
        unit_map(AreaMap(areas, "load", words, _nobody(load), (legend_head(load),), around(view)), "load-map")
    with right, card(table_title(view.units, view.level, load), "loads", lambda: loads_table(view.units, load), measures):
        _table(view, load, chosen)
        if load == "load_index":
            quiet(small(load_meaning(load)))
        _chosen(scope, next((unit for unit in view.units if unit.code == chosen), None), load)
    if view.remarks:
        quiet(small(_("; ").join(view.remarks) + _(".")))
    if view.evenness:
        _second_row(view, chosen)


def _table(view: Workload, load: str, chosen: str) -> None:
    rows = in_sight(view.units, load, chosen, VISIBLE)
    frame = ranking_table(rows, load, level_text(view.level))
    largest = max((value for unit in rows if (value := unit.load(load)) is not None), default=0.0)
    here = [number for number, unit in enumerate(rows) if unit.code == chosen]
    st.session_state[TABLE] = {"selection": {"rows": here, "columns": [], "cells": []}}
    numbers = {name: st.column_config.NumberColumn(format="%,d") for name in frame.columns[3:7]}
    st.dataframe(
        frame,
        key=TABLE,
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), VISIBLE) + 1) * ROW + 2,
        on_select=partial(_choose_in_table, tuple(unit.code for unit in rows)),
        selection_mode="single-row",
        column_config=numbers
        | {
            head(load): st.column_config.ProgressColumn(format="%.1f", min_value=0.0, max_value=largest or 1.0),
        },
    )


def _chosen(scope: Scope, unit: LoadUnit | None, load: str) -> None:
    if unit is None:
        quiet(small(_("Choose a row or an area of the map to find it in the other.")))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.markdown(joined((bold(unit.name), faint(f"{unit.place} · {load_value(unit, load)}"))), width="stretch")
        st.button(
            _("Go there"),
            key="open-unit",
            type="tertiary",
            icon=":material/chevron_right:",
            icon_position="right",
            on_click=_open,
            args=(scope, unit.code),
        )


def _second_row(view: Workload, chosen: str) -> None:
    shared = view.evenness
    assert shared is not None
    left, right = beside(2)
    with left, card(busiest_sentence(shared.busiest), "lorenz", lambda: lorenz_table(shared), ["weighted_load", "grid_workers"]):
        show(lorenz_curve((shared.people, shared.work), shared.busiest, LOWER), "lorenz", _("Lorenz curve of the load among grid workers"))
        quiet(
            small(
                _(
                    "The further the curve sags below the straight line, the more unevenly the work is shared; the Gini coefficient is twice the area between them."
                )
            )
        )
    link = view.association
    title = link.title if link else _("Load and resolution rate: too few units")
    with (
        right,
        card(title, "link", lambda: loads_table(view.units, "weighted_load_per_worker"), ["weighted_load_per_worker", "resolution_rate"]),
    ):
        if link is None:
            quiet(_("At least eight units with twenty tickets each are needed; choose a longer window, or compare larger areas."))
            return
        show(
            scatter(
                _dots(view.units, chosen), LOWER, x_head=head("weighted_load_per_worker"), y_head=_("Resolution rate"), middle=_("median")
            ),
            "link",
            _("Load against resolution rate"),
        )
        left_out = _(" Units with too few tickets are left out: {count}.").format(count=number(link.left_out)) if link.left_out else ""
        quiet(small(f"{link.sentence}{left_out}"))


def _dots(units: Sequence[LoadUnit], chosen: str) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            unit.name,
            unit.weighted_load_per_worker or 0.0,
            unit.rate,
            f"{number(unit.weighted_load_per_worker, 1)} · {percent(unit.rate)} · {count(unit.received, 'cases')}",
            unit.code == chosen,
        )
        for unit in units
        if unit.workers and unit.rate is not None and unit.received >= policy().minimum_n
    )


def _nobody(load: str) -> str:
    return _("no households") if load == "received_per_1000_households" else _("no grid worker")


@safe
def _choose_in_table(codes: tuple[str, ...]) -> None:
    rows = st.session_state[TABLE]["selection"]["rows"]
    session.change_parameter("unit", codes[rows[0]] if rows else "")


@safe
def _open(scope: Scope, code: str) -> None:
    session.change_parameter("unit", "")
    session.change(scope.within(code))
