"""The scope bar: popovers whose label is the state; every choice goes into the URL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from analytics.geography import areas
from analytics.language import CHINESE, ENGLISH, _, language
from analytics.scope import WINDOWS, Filter, Scope
from analytics.wording import date_range, moment
from data.contracts.model import N_
from pages.components import session
from pages.components.choices import label_of, values_of

FILTERED = ("channel", "category", "department")
WINDOW_LABELS = {
    "this_week": N_("This week"),
    "this_month": N_("This month"),
    "this_quarter": N_("This quarter"),
    "this_year": N_("This year"),
    "last_30_days": N_("Last 30 days"),
    "last_12_months": N_("Last 12 months"),
    "custom": N_("Custom"),
}
COMPARISON_LABELS = {"previous": N_("Against the period before"), "year": N_("Against the year before"), "none": N_("No comparison")}
BASIS_LABELS = {"period_end": N_("As at period end"), "latest": N_("As at latest data")}
BASIS_HELP = N_("Whether a case counts as resolved is judged at the end of the period, so that the figure never changes again; or by the latest data.")


def scope_bar() -> Scope:
    """Draw the bar and return the scope of this run."""
    scope = session.scope()
    _explain_trouble()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _area(scope)
        _window(scope)
        _comparison(scope)
        _basis(scope)
        _filters(scope)
        _right_end()
    return scope


def plain_bar() -> None:
    """The bar of a page that no scope concerns: the state of the data and the language."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _right_end()


def _right_end() -> None:
    about = session.about()
    parts = [_("Data until {moment}").format(moment=moment(about.data_until))]
    if about.demo:
        parts.append(_("Demonstration data"))
    st.space("stretch")
    st.markdown(f":small[:gray[{' · '.join(parts)}]]", width="content")
    other, name = (ENGLISH, "EN") if language() == CHINESE else (CHINESE, "中文")
    st.button(name, key="language", type="tertiary", help=_("Switch to English"), on_click=session.change_language, args=(other,))


def _explain_trouble() -> None:
    trouble = session.trouble()
    if trouble:
        st.warning(_("The address asks for something that does not exist; the default is shown instead. {detail}").format(detail=trouble), icon=":material/link_off:")
        st.space("xsmall")


def _area(scope: Scope) -> None:
    known = areas()
    path = known.path(scope.area)
    label = " › ".join(area.name for area in path) or _("All areas")
    with st.popover(label, icon=":material/location_on:", key="area"):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            for code, name in [(None, _("All areas")), *((area.code, area.name) for area in path)]:
                st.button(name, key=f"up-{code}", type="tertiary", disabled=code == scope.area, on_click=_go, args=(code,))
        parts = known.children(scope.area)
        if parts:
            names = {part.code: part.name for part in parts}
            key = f"down-{scope.area}"
            st.selectbox(
                _("One level down"), list(names), None, names.__getitem__, key, placeholder=_("Choose an area"), on_change=_go_down, args=(key,)
            )
        text = st.text_input(_("Search by name or code"), key="find-area", placeholder=_("At least two characters"))
        for area in known.find(text.strip(), limit=8) if len(text.strip()) > 1 else []:
            where = " › ".join(step.name for step in known.path(area.code))
            st.button(where, key=f"to-{area.code}", type="tertiary", on_click=_go, args=(area.code,))


def _window(scope: Scope) -> None:
    period = scope.period(session.about().data_until)
    first, last = period.start.date(), (period.end - timedelta(days=1)).date()
    dates = date_range(first, last)
    label = dates if scope.window == "custom" else f"{_(WINDOW_LABELS[scope.window])} · {dates}"
    with st.popover(label, icon=":material/calendar_month:", key="when"):
        st.session_state["window"] = scope.window
        st.pills(
            _("Window"), WINDOWS, format_func=lambda window: _(WINDOW_LABELS[window]), key="window", on_change=_choose_window, args=(first, last)
        )
        st.session_state["days"] = (first, last)
        st.date_input(_("First and last day"), key="days", format="YYYY-MM-DD", on_change=_choose_days)


def _comparison(scope: Scope) -> None:
    with st.popover(_(COMPARISON_LABELS[scope.compare]), icon=":material/compare_arrows:", key="against"):
        st.session_state["compare"] = scope.compare
        st.radio(
            _("Compare with"), list(COMPARISON_LABELS), format_func=lambda key: _(COMPARISON_LABELS[key]), key="compare", on_change=_take, args=("compare",)
        )


def _basis(scope: Scope) -> None:
    with st.popover(_(BASIS_LABELS[scope.basis]), icon=":material/event_available:", key="judged"):
        st.session_state["basis"] = scope.basis
        st.radio(
            _("Judged"), list(BASIS_LABELS), format_func=lambda key: _(BASIS_LABELS[key]), key="basis", help=_(BASIS_HELP), on_change=_take, args=("basis",)
        )


def _filters(scope: Scope) -> None:
    chosen = {item.dimension: item for item in scope.where}
    with st.popover(_filter_label(scope), icon=":material/filter_list:", key="filters", width="content"):
        for name in FILTERED:
            item = chosen.get(name, Filter(name, ()))
            values = list(dict.fromkeys((*values_of(name), *item.values)))
            st.session_state[f"filter-{name}"] = list(item.values)
            st.session_state[f"not-{name}"] = item.negated
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False, width=460):
                st.multiselect(
                    label_of(name),
                    values,
                    format_func=lambda value, name=name: label_of(name, value),
                    key=f"filter-{name}",
                    placeholder=_("All"),
                    on_change=_filter,
                    args=(name,),
                )
                st.toggle(_("Exclude"), key=f"not-{name}", width="content", on_change=_filter, args=(name,))
        others = [item for item in scope.where if item.dimension not in FILTERED]
        if others:
            st.markdown("  \n".join(_sentence(item) for item in others))
        if scope.where:
            st.button(_("Remove all filters"), key="clear", type="tertiary", icon=":material/filter_list_off:", on_click=_clear)


def _filter_label(scope: Scope) -> str:
    if not scope.where:
        return _("All channels, categories, departments")
    if len(scope.where) == 1 and len(scope.where[0].values) <= 2:
        return _sentence(scope.where[0])
    return _("{count} filters").format(count=len(scope.where)) if len(scope.where) > 1 else _short(scope.where[0])


def _sentence(item: Filter) -> str:
    values = _(", ").join(label_of(item.dimension, value) for value in item.values)
    text = _("{dimension}: not {values}") if item.negated else _("{dimension}: {values}")
    return text.format(dimension=label_of(item.dimension), values=values)


def _short(item: Filter) -> str:
    text = _("{dimension}: all but {count}") if item.negated else _("{dimension}: {count} chosen")
    return text.format(dimension=label_of(item.dimension), count=len(item.values))


def _go(code: str | None) -> None:
    session.change(session.scope().within(code))


def _go_down(key: str) -> None:
    if st.session_state[key]:
        _go(st.session_state[key])


def _choose_window(first: object, last: object) -> None:
    window = st.session_state["window"]
    if window == "custom":
        session.change(replace(session.scope(), window=window, first=first, last=last))
    elif window:
        session.change(replace(session.scope(), window=window, first=None, last=None, as_of=None))


def _choose_days() -> None:
    days = st.session_state["days"]
    if isinstance(days, tuple) and len(days) == 2:
        session.change(replace(session.scope(), window="custom", first=days[0], last=days[1], as_of=None))


def _take(name: str) -> None:
    session.change(replace(session.scope(), **{name: st.session_state[name]}))


def _filter(name: str) -> None:
    scope = session.scope()
    values = tuple(st.session_state[f"filter-{name}"])
    rest = tuple(item for item in scope.where if item.dimension != name)
    session.change(replace(scope, where=(*rest, Filter(name, values, st.session_state[f"not-{name}"])) if values else rest))


def _clear() -> None:
    session.change(replace(session.scope(), where=()))
