"""What a reader chooses on the renovation page: the year of the plan, how projects are weighed, how they are grouped, which one is open."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.stories.renovation import plan_years
from analytics.stories.renovation.numbers import ALL
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st
from pages.components.errors import safe

WEIGHTS = {
    "investment": N_("Money"),
    "projects": N_("Compounds"),
    "households": N_("Households"),
    "floor_area": N_("Floor area"),
}
GROUPS = {"kind": N_("By kind"), "class": N_("By class"), "area": N_("By area")}
PLAN, WEIGHT, GROUP, PROJECT = "plan", "weight", "group", "open"


def chosen_plan(scope: Scope) -> str:
    """A year of the plan, or all of them."""
    return session.parameter(PLAN, plan_years(scope, session.principal()))


def chosen_weight() -> str:
    return session.parameter(WEIGHT, tuple(WEIGHTS))


def chosen_group() -> str:
    return session.parameter(GROUP, tuple(GROUPS))


def plan_choice(scope: Scope) -> None:
    """Years of the plan as buttons in one row."""
    offered = plan_years(scope, session.principal())
    labels = {year: _("Plan of {year}").format(year=year) if year != ALL else _("All years") for year in offered}
    _choice(PLAN, labels, offered[0], _("Year of the plan"))


def weight_choice() -> None:
    _choice(WEIGHT, {name: _(text) for name, text in WEIGHTS.items()}, "investment", _("Count projects by"))


def group_choice() -> None:
    _choice(GROUP, {name: _(text) for name, text in GROUPS.items()}, "kind", _("Compare"))


def open_project(project_id: str) -> None:
    """Show one project, or the page of all with an empty id."""
    session.change_parameter(PROJECT, project_id)


def opened_project() -> str:
    return str(st.query_params.get(PROJECT, ""))


def _choice(name: str, labels: dict[str, str], default: str, label: str) -> None:
    st.session_state[f"choose-{name}"] = session.parameter(name, (default, *(each for each in labels if each != default)))
    st.segmented_control(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=f"choose-{name}",
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(name, default),
    )


@safe
def _take(name: str, default: str) -> None:
    wanted = st.session_state[f"choose-{name}"]
    session.change_parameter(name, "" if wanted == default else wanted)
