"""What an analyst puts together: popovers whose label is the state, every choice in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.asking.geography import areas
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Kind
from analytics.stories.explore import VIEWS, Exploration, possible_dimensions
from analytics.stories.explore.request import KEYS, MOST_DIMENSIONS, MOST_MEASURES
from analytics.words.glossary import dataset_title
from analytics.words.language import _
from data.contracts.model import N_
from data.contracts.problem import Problem
from pages.components import session
from pages.components.choice import choice
from pages.components.door import st
from pages.components.errors import safe

VIEW_LABELS = {
    "table": N_("Table"),
    "pivot": N_("Pivot"),
    "line": N_("Line chart"),
    "bar": N_("Bar chart"),
    "heat": N_("Heat map"),
    "map": N_("Map"),
}
MOST_TOP = 10_000


def explore_controls(scope: Scope) -> Exploration:
    """Draw the controls and return what is put together; an address that cannot be is told and answered by the default."""
    try:
        chosen = Exploration.from_query(session.own(KEYS), _default_rows(scope))
    except Problem as problem:
        st.warning(problem.told(_), icon=":material/link_off:")
        chosen = Exploration(rows=_default_rows(scope))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _measures(chosen)
        _rows(chosen)
        _across(chosen)
        _order(chosen)
        _options(chosen)
        st.space("stretch")
        choice("view", {view: _(VIEW_LABELS[view]) for view in VIEWS}, _("View"))
    return chosen


def _default_rows(scope: Scope) -> tuple[str, ...]:
    level = areas().part_level(scope.area)
    return (level,) if level else ("category",)


def _measures(chosen: Exploration) -> None:
    labels = {
        measure: f"{_(CATALOGUE.measure(measure).label)} · {dataset_title(CATALOGUE.model_of(measure).table)}"
        for measure in CATALOGUE.measures
    }
    with st.popover(_joined([_(CATALOGUE.measure(name).label) for name in chosen.measures]), icon=":material/functions:", key="measures"):
        st.session_state["show"] = list(chosen.measures)
        st.multiselect(
            _("Measures"),
            list(labels),
            format_func=labels.__getitem__,
            key="show",
            max_selections=MOST_MEASURES,
            on_change=_take_measures,
            width=460,
        )


def _rows(chosen: Exploration) -> None:
    labels = _dimension_labels(chosen)
    label = _("Rows: {names}").format(names=_joined([labels[name] for name in chosen.rows]) or _("none"))
    with st.popover(label, icon=":material/table_rows:", key="rows"):
        st.session_state["by"] = list(chosen.rows)
        st.multiselect(
            _("Rows, from the outermost to the innermost"),
            list(labels),
            format_func=labels.__getitem__,
            key="by",
            max_selections=MOST_DIMENSIONS - bool(chosen.across),
            on_change=_take_rows,
            width=420,
        )


def _across(chosen: Exploration) -> None:
    labels = _dimension_labels(chosen)
    label = _("Columns: {name}").format(name=labels[chosen.across] if chosen.across else _("none"))
    with st.popover(label, icon=":material/view_column:", key="columns"):
        st.session_state["across"] = chosen.across or None
        st.selectbox(
            _("Columns"),
            [name for name in labels if name not in chosen.rows],
            format_func=labels.__getitem__,
            key="across",
            placeholder=_("none"),
            on_change=_take_across,
            width=300,
        )


def _order(chosen: Exploration) -> None:
    name = chosen.sort.lstrip("-")
    names = [*chosen.rows, *chosen.measures]
    labels = {option: _called(option) for option in names}
    arrow = ("↓ " if chosen.sort.startswith("-") else "↑ ") if name in names else ""
    with st.popover(_("Order: {name}").format(name=arrow + labels.get(name, _("by name"))), icon=":material/sort:", key="order"):
        st.session_state["sort"] = name if name in names else None
        st.selectbox(
            _("Order by"), names, format_func=labels.__getitem__, key="sort", placeholder=_("by name"), on_change=_take_order, width=300
        )
        st.session_state["descending"] = chosen.sort.startswith("-")
        st.toggle(_("Largest first"), key="descending", on_change=_take_order)


def _options(chosen: Exploration) -> None:
    first = chosen.rows[0] if chosen.rows else ""
    timed = bool(first) and CATALOGUE.dimension(first).kind == Kind.TIME
    parts = [_("first {count}").format(count=chosen.top)] if chosen.top else [_("all rows")]
    if chosen.change:
        parts.append(_("with change"))
    with st.popover(_joined(parts), icon=":material/tune:", key="options"):
        st.session_state["top"] = chosen.top
        st.number_input(
            _("Only the first values of the outermost row"),
            min_value=1,
            max_value=MOST_TOP,
            key="top",
            placeholder=_("all rows"),
            disabled=not first or timed,
            on_change=_take_options,
        )
        st.session_state["others"] = chosen.others
        st.toggle(_("The rest as one row, computed anew"), key="others", disabled=not chosen.top, on_change=_take_options)
        st.session_state["change"] = chosen.change
        st.toggle(
            _("Change against the comparison"),
            key="change",
            help=_("Adds the value before, the change, and whether it is more than noise."),
            disabled=chosen.by_time and not chosen.change,
            on_change=_take_options,
        )


def _dimension_labels(chosen: Exploration) -> dict[str, str]:
    possible = possible_dimensions(chosen.measures)
    return {name: _called(name) for name in dict.fromkeys((*possible, *chosen.dimensions))}


def _called(name: str) -> str:
    return _(CATALOGUE.measure(name).label if name in CATALOGUE.measures else CATALOGUE.dimension(name).label)


def _joined(names: Sequence[str]) -> str:
    shown = _(", ").join(names[:3])
    return shown if len(names) <= 3 else _("{names} and {count} more").format(names=shown, count=len(names) - 3)


def _change(**changes: object) -> None:
    chosen = Exploration.from_query(session.own(KEYS), _default_rows(session.scope()))
    session.change_own(replace(chosen, **changes).to_query(), KEYS)  # type: ignore[arg-type]


@safe
def _take_measures() -> None:
    measures = tuple(st.session_state["show"])
    here = Exploration.from_query(session.own(KEYS), _default_rows(session.scope()))
    possible = possible_dimensions(measures)
    _change(
        measures=measures,
        rows=tuple(name for name in here.rows if name in possible),
        across=here.across if here.across in possible else "",
        sort=here.sort if here.sort.lstrip("-") in (*measures, *here.rows) else "",
    )


@safe
def _take_rows() -> None:
    rows = tuple(st.session_state["by"])
    _change(rows=rows, across="" if st.session_state.get("across") in rows else st.session_state.get("across") or "")


@safe
def _take_across() -> None:
    _change(across=st.session_state["across"] or "")


@safe
def _take_order() -> None:
    name = st.session_state["sort"]
    _change(sort=("-" if st.session_state["descending"] else "") + name if name else "")


@safe
def _take_options() -> None:
    _change(top=st.session_state["top"], others=st.session_state["others"], change=st.session_state["change"])
