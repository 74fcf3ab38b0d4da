"""The bar of the comparison: its section, the rate, the level and the area in focus; each in the URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analytics.asking.geography import areas
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.figures.tags import written
from analytics.readings.labels import measure_label
from analytics.stories.districts import PEERS, Choice, comparable_rates, levels
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st
from pages.components.errors import safe

UNITS = "units"  # the level compared; `level` is a filter of tickets
COMPARE, SCORE, DUEL = "compare", "score", "duel"
SECTIONS = {COMPARE: N_("Comparison of areas"), SCORE: N_("Composite score"), DUEL: N_("Two areas")}
Units = tuple[tuple[str, str], ...]


def section() -> str:
    """The part of the page that the URL names."""
    return session.parameter("part", tuple(SECTIONS))


def chosen(scope: Scope) -> Choice:
    """Rate, level and focus of the URL; what is missing or impossible there is the usual."""
    possible = levels(scope, areas())
    return Choice(
        measure=session.parameter("measure", comparable_rates()),
        level=session.parameter(UNITS, possible) if possible else "",
        focus=st.query_params.get("focus", ""),
    )


def compare_bar(scope: Scope, choice: Choice, units: Units) -> None:
    """Sections on the left, what is compared on the right."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _sections()
        st.space("stretch")
        if section() != SCORE:
            _one_of("measure", comparable_rates(), choice.measure, _rate_names(), _("Rate"), ":material/percent:")
        possible = levels(scope, areas())
        if len(possible) > 1:
            _one_of(UNITS, possible, choice.level, _level_names(possible), _("Areas"), ":material/account_tree:")
        if section() != DUEL and units:
            _focus(choice, units)


def look_at(code: str) -> None:
    """Make an area the focus; the same area once more lets it go."""
    session.change_parameter("focus", "" if st.query_params.get("focus") == code else code)


def _sections() -> None:
    st.session_state["part"] = section()
    labels = {name: _(label) for name, label in SECTIONS.items()}
    st.segmented_control(
        _("Section"),
        list(SECTIONS),
        format_func=labels.__getitem__,
        key="part",
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=("part", COMPARE),
    )


def _rate_names() -> dict[str, str]:
    return {name: measure_label(name) for name in comparable_rates()}


def _level_names(possible: tuple[str, ...]) -> dict[str, str]:
    return {name: _("Its peers") if name == PEERS else _(CATALOGUE.dimension(name).label) for name in possible}


def _one_of(name: str, options: tuple[str, ...], value: str, labels: Mapping[str, str], title: str, icon: str) -> None:
    key = f"choose-{name}"
    with st.popover(labels[value], icon=icon, key=f"open-{name}"):
        st.session_state[key] = value
        st.radio(title, options, format_func=labels.__getitem__, key=key, on_change=_take, args=(name, options[0], key))


def _focus(choice: Choice, units: Units) -> None:
    names = dict(units)
    label = names.get(choice.focus, _("Focus: automatic"))
    with st.popover(label, icon=":material/center_focus_strong:", key="open-focus"):
        st.session_state["choose-focus"] = choice.focus if choice.focus in names else None
        st.selectbox(
            _("Area in focus"),
            list(names),
            format_func=names.__getitem__,
            key="choose-focus",
            placeholder=_("Choose an area"),
            on_change=_take,
            args=("focus", "", "choose-focus"),
        )


@safe
def _take(name: str, usual: str, key: str = "") -> None:
    wanted = st.session_state[key or name]
    session.change_parameter(name, "" if wanted == usual else wanted)
    if name == UNITS:
        session.change_parameter("focus", "")


def clicked(key: str, place: int) -> Callable[[], None]:
    """A callback that makes the area of a clicked point the focus; `place` is where its code stands in the point's data."""

    @safe
    def take() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points and points[0].get("customdata"):
            look_at(written(points[0]["customdata"][place]))

    return take
