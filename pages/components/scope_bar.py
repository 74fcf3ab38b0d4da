"""The scope bar: popovers whose label is the state; every choice goes into the URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from analytics.asking.geography import Areas, areas
from analytics.asking.scope import WINDOWS, Scope
from analytics.words.language import CHINESE, ENGLISH, _, language
from analytics.words.titles import compared_days
from analytics.words.wording import date_range, moment
from data.contracts.model import N_
from pages.components import session
from pages.components.account import account_menu, account_state
from pages.components.door import st
from pages.components.errors import safe
from pages.components.imports.private_data import private_notice
from pages.components.markup import faint, joined
from pages.components.scope_filters import filters

WINDOW_LABELS = {
    "this_week": N_("This week"),
    "this_month": N_("This month"),
    "this_quarter": N_("This quarter"),
    "this_year": N_("This year"),
    "last_30_days": N_("Last 30 days"),
    "last_12_months": N_("Last 12 months"),
    "custom": N_("Custom"),
}
COMPARISON_LABELS = {"previous": N_("Previous period"), "year": N_("Year before"), "none": N_("No comparison")}
BASIS_LABELS = {"period_end": N_("At period end"), "latest": N_("Latest data")}
BASIS_HELP = N_(
    "Whether a case counts as resolved is judged at the end of the period, so that the figure never changes again; or by the latest data."
)


def scope_bar() -> Scope:
    """Draw the bar and return the scope of this run."""
    scope = session.scope()
    _explain_trouble()
    private_notice()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _area(scope)
        _window(scope)
        _comparison(scope)
        _basis(scope)
        filters(scope)
        _right_end()
    return scope


def plain_bar() -> None:
    """The bar of a page that no scope concerns: the state of the data and the language."""
    _explain_trouble()
    private_notice()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _right_end()


def _right_end() -> None:
    about = session.about()
    parts = [_("Data until {moment}").format(moment=moment(about.data_until))]
    if about.demo:
        parts.append(_("Demonstration data"))
    parts.append(account_state())
    st.space("stretch")
    other, name, tip = (ENGLISH, "EN", "Switch to English") if language() == CHINESE else (CHINESE, "中文", "切换到中文")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", wrap=False):
        st.markdown(faint(joined(parts, " · ")), width="content")
        st.button(name, key="language", type="tertiary", help=tip, on_click=session.change_language, args=(other,))
        account_menu()


def _explain_trouble() -> None:
    trouble = session.trouble()
    if trouble:
        st.warning(trouble.told(_), icon=":material/link_off:")
        st.space("xsmall")


def _area(scope: Scope) -> None:
    known = areas()
    path = known.path(scope.area)
    label = " › ".join(area.name for area in path) or _("All areas")
    with st.popover(label, icon=":material/location_on:", key="area"):
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            first = _first_areas(known)
            for code, name in [*first, *((area.code, area.name) for area in path if (area.code, area.name) not in first)]:
                st.button(name, key=f"up-{code}", type="tertiary", disabled=code == scope.area, on_click=_go, args=(code,))
        parts = known.children(scope.area)
        if parts:
            names = {part.code: part.name for part in parts}
            key = f"down-{scope.area}"
            st.selectbox(
                _("One level down"),
                list(names),
                None,
                names.__getitem__,
                key,
                placeholder=_("Choose an area"),
                on_change=_go_down,
                args=(key,),
            )
        text = st.text_input(_("Search by name or code"), key="find-area", placeholder=_("At least two characters"))
        for area in known.find(text.strip(), limit=8) if len(text.strip()) > 1 else []:
            where = " › ".join(step.name for step in known.path(area.code))
            st.button(where, key=f"to-{area.code}", type="tertiary", on_click=_go, args=(area.code,))


def _first_areas(known: Areas) -> list[tuple[str | None, str]]:
    """Where one begins: everything, or the areas that somebody may see."""
    return [(None, _("All areas"))] if session.principal().areas is None else [(area.code, area.name) for area in known.roots()]


def _window(scope: Scope) -> None:
    period = scope.period(session.about().data_until)
    first, last = period.start.date(), (period.end - timedelta(days=1)).date()
    dates = date_range(first, last)
    label = dates if scope.window == "custom" else f"{_(WINDOW_LABELS[scope.window])} · {dates}"
    with st.popover(label, icon=":material/calendar_month:", key="when"):
        st.session_state["window"] = scope.window
        st.pills(_("Window"), WINDOWS, format_func=_spoken(WINDOW_LABELS), key="window", on_change=_choose_window, args=(first, last))
        st.session_state["days"] = (scope.first or first, scope.last or last)
        st.date_input(_("First and last day"), key="days", format="YYYY-MM-DD", on_change=_choose_days)


def _comparison(scope: Scope) -> None:
    with st.popover(_(COMPARISON_LABELS[scope.compare]), icon=":material/compare_arrows:", key="against"):
        st.session_state["compare"] = scope.compare
        st.radio(
            _("Compare with"),
            list(COMPARISON_LABELS),
            format_func=_spoken(COMPARISON_LABELS),
            key="compare",
            on_change=_take,
            args=("compare",),
        )
        newest = session.about().data_until
        if compared := scope.comparison(newest):
            st.caption(compared_days(scope.period(newest), compared).told(_))


def _basis(scope: Scope) -> None:
    with st.popover(_(BASIS_LABELS[scope.basis]), icon=":material/event_available:", key="judged"):
        st.session_state["basis"] = scope.basis
        st.radio(
            _("Judged"),
            list(BASIS_LABELS),
            format_func=_spoken(BASIS_LABELS),
            key="basis",
            help=_(BASIS_HELP),
            on_change=_take,
            args=("basis",),
        )


def _spoken(labels: Mapping[str, str]) -> Callable[[str], str]:
    # Translated here and now: a widget may ask for a label again when this run is over.
    return {key: _(label) for key, label in labels.items()}.__getitem__


@safe
def _go(code: str | None) -> None:
    session.change(session.scope().within(code))


@safe
def _go_down(key: str) -> None:
    if st.session_state[key]:
        _go(st.session_state[key])


@safe
def _choose_window(first: date, last: date) -> None:
    window = st.session_state["window"]
    if window == "custom":
        session.change(replace(session.scope(), window=window, first=first, last=last))
    elif window:
        session.change(replace(session.scope(), window=window, first=None, last=None, as_of=None))


@safe
def _choose_days() -> None:
    days = st.session_state["days"]
    if isinstance(days, tuple) and len(days) == 2:
        session.change(replace(session.scope(), window="custom", first=days[0], last=days[1], as_of=None))


@safe
def _take(name: str) -> None:
    session.change(replace(session.scope(), **{name: st.session_state[name]}))
