"""The cards of the investment page that answer to a choice: map, composition, projects to help, the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from analytics.asking.scope import Scope
from analytics.figures.area_map import CONFIG
from analytics.figures.bars import bars
from analytics.figures.shaded_map import SHADES, shaded_map
from analytics.figures.tokens import AREA, HIGH, LOW
from analytics.stories.investment import Investment, tables
from analytics.stories.investment.choices import COMPOSITIONS, Official, composition
from analytics.stories.investment.model import Concern
from analytics.stories.investment.parts import AMOUNT, RATE, shades
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.cards import ROW, card, quiet
from pages.components.charts import show
from pages.components.choices import label_of
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import safe
from pages.components.markup import bold, gray, joined, lines, small, tinted

MAP, SPLIT, PROJECT, FIND = "map", "split", "investment", "find"
MOST = 6
SHOWN = 12
AMOUNTS = SHADES[1:5]
PACES = (LOW, AREA, HIGH)
ARROW = ":material/chevron_right:"


def investment_map(view: Investment, height: int) -> None:
    """The areas by funds or against their plan; a click makes one the scope."""
    choice = session.parameter(MAP, (AMOUNT, RATE))
    labels = {AMOUNT: _("Funds"), RATE: _("Against plan")}
    control = _segments(MAP, _("Colour the map by"), labels, choice)
    with card(view.map_title, "map", lambda: tables.parts_table(view.parts), ["inflow", "target_rate", "time_rate"], control):
        found = boundaries_of(tuple(part.code for part in view.parts))
        drawn = {code for code, _spot in found.spots} if found else set()
        areas, words = shades(tuple(part for part in view.parts if part.code in drawn), choice)
        if not found or not areas:
            quiet(_("No boundaries are known for these areas; the table has their values."))
            return
        remark = _("Schematic boundaries") if found.schematic else ""
        colors = AMOUNTS if choice == AMOUNT else PACES
        figure = shaded_map(
            areas, found.spots, found.url, height, colors=colors, words=words, empty=_("no funds or no target"), remark=remark
        )
        st.plotly_chart(figure, config=CONFIG, key="map", on_select=_drill, selection_mode="points", alt=_("Map of the areas"))


def composition_card(scope: Scope, height: int) -> None:
    """The year's funds by industry, origin, kind or size."""
    chosen = session.parameter(SPLIT, COMPOSITIONS)
    found = composition(scope, session.principal(), chosen)
    control = _segments(SPLIT, _("Split by"), {name: _short(name) for name in COMPOSITIONS}, chosen)
    with card(found.title, "composition", lambda: tables.composition_table(found), ["inflow"], control):
        if not found.shares:
            quiet(_("No funds were received in the months that are in."))
            return
        figure = bars(found.shares, head=found.head)
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "composition", found.title)


def concerns_list(concerns: tuple[Concern, ...], note: str) -> None:
    """The longest waits first; each leads to its project."""
    if not concerns:
        quiet(_("No project has waited longer than the rule allows."))
    with st.container(gap="small"):
        for concern in concerns[:MOST]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
                where = joined((concern.area, concern.official), " · ")
                why = small(joined((tinted("orange", concern.reason), gray(joined(("·", where))))))
                st.markdown(lines(bold(concern.name), why), width="stretch")
                key = f"help-{concern.project_id}"
                st.button(
                    _("Look"), key=key, type="tertiary", icon=ARROW, icon_position="right", on_click=_open, args=(concern.project_id,)
                )
    if len(concerns) > MOST:
        rest = len(concerns) - MOST
        quiet(plural("{count} more in the table", "{count} more in the table", rest).format(count=number(rest)))
    quiet(small(note))


def officials_list(officials: tuple[Official, ...], height: int) -> None:
    if not officials:
        quiet(_("The ledger names no official for these projects."))
        return
    frame = tables.officials_table(officials)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=ROW,
        height=min(height // ROW, len(frame) + 1) * ROW + 2,
        column_config=_columns(frame),
        placeholder="–",
    )


def ledger_table(frame: pd.DataFrame, name: str) -> None:
    """Projects as rows; a chosen row opens its project, the text narrows by number, name, area, industry or official."""
    with st.container(horizontal=True, vertical_alignment="center"):
        text = st.text_input(_("Search projects"), key=FIND, placeholder=_("Number, name, area or official"), label_visibility="collapsed")
        csv_button(frame, name, key="csv-ledger")
    words = text.strip().casefold()
    shown = frame[frame.astype(str).apply(lambda row: words in " ".join(row).casefold(), axis=1)] if words else frame
    shown = shown.reset_index(drop=True)
    if shown.empty:
        quiet(_("No project matches; search for less."))
        return
    rows = min(len(shown), SHOWN)
    st.dataframe(
        shown,
        hide_index=True,
        row_height=ROW,
        height=(rows + 1) * ROW + 2,
        column_config=_columns(shown),
        key="ledger",
        on_select=partial(_choose, tuple(shown[_("Number")])),
        selection_mode="single-row",
        placeholder="–",
    )
    quiet(_("Choose a row to see the project."))


def _columns(frame: pd.DataFrame) -> dict[str, Any]:
    numeric = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
    return {
        name: st.column_config.NumberColumn(format="%,d" if pd.api.types.is_integer_dtype(frame[name]) else "%,.0f") for name in numeric
    }


def _segments(key: str, label: str, labels: dict[str, str], chosen: str) -> Callable[[], None]:
    def control() -> None:
        st.session_state[f"choice-{key}"] = chosen
        st.segmented_control(
            label,
            list(labels),
            format_func=labels.__getitem__,
            key=f"choice-{key}",
            required=True,
            label_visibility="collapsed",
            on_change=_take,
            args=(key, next(iter(labels))),
        )

    return control


def _short(dimension: str) -> str:
    names = {"investment_kind": _("Kind"), "project_size": _("Size"), "origin": _("Origin")}
    return names.get(dimension) or label_of(dimension)


@safe
def _take(key: str, first: str) -> None:
    wanted = st.session_state[f"choice-{key}"]
    session.change_parameter(key, "" if wanted == first else wanted)


@safe
def _drill() -> None:
    points = st.session_state["map"]["selection"]["points"]
    if points and points[0].get("location"):
        session.change(session.scope().within(points[0]["location"]))


@safe
def _open(project_id: str) -> None:
    session.change_parameter(PROJECT, project_id)


@safe
def _choose(ids: tuple[str, ...]) -> None:
    chosen = st.session_state["ledger"]["selection"]["rows"]
    if chosen:
        _open(ids[chosen[0]])
