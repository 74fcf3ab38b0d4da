"""The cards of the investment page that answer to a choice: map, composition, projects to help, the ledger."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from analytics.asking.scope import Scope
from analytics.figures.layout import Size
from analytics.readings.labels import label_of
from analytics.stories.investment import Investment, tables
from analytics.stories.investment.choices import COMPOSITIONS, Official, composition
from analytics.stories.investment.model import Concern
from analytics.stories.investment.parts import AMOUNT, RATE, parts_panel
from analytics.words.language import _, plural
from analytics.words.wording import number
from pages.components import session
from pages.components.cards import ROW, quiet
from pages.components.choice import choice, chosen
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import safe
from pages.components.markup import bold, gray, joined, lines, small, tinted
from pages.components.panel import panel

MAP, SPLIT, PROJECT, FIND = "map", "split", "investment", "find"
MOST = 6
SHOWN = 12
ARROW = ":material/chevron_right:"


def investment_map(view: Investment, size: Size) -> None:
    """The areas by funds or against their plan; a click makes one the scope."""
    labels = {AMOUNT: _("Funds"), RATE: _("Against plan")}
    panel(parts_panel(view.map_title, view.parts, chosen(MAP, labels)), size, control=lambda: choice(MAP, labels, _("Colour the map by")))


def composition_card(scope: Scope, size: Size) -> None:
    """The year's funds by industry, origin, kind or size."""
    labels = {name: _short(name) for name in COMPOSITIONS}
    found = composition(scope, session.principal(), chosen(SPLIT, labels))
    panel(found, size, control=lambda: choice(SPLIT, labels, _("Split by")))


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
        csv_button(frame, name, key="csv-projects")
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


def _short(dimension: str) -> str:
    names = {"investment_kind": _("Kind"), "project_size": _("Size"), "origin": _("Origin")}
    return names.get(dimension) or label_of(dimension)


@safe
def _open(project_id: str) -> None:
    session.change_parameter(PROJECT, project_id)


@safe
def _choose(ids: tuple[str, ...]) -> None:
    chosen = st.session_state["ledger"]["selection"]["rows"]
    if chosen:
        _open(ids[chosen[0]])
