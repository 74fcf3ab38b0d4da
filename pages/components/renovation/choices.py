"""What a reader chooses on the renovation page: the year of the plan, how projects are weighed, how they are grouped, which one is open."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.stories.renovation import plan_years
from analytics.stories.renovation.numbers import ALL
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.choice import choice, chosen
from pages.components.door import st

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
    return chosen(PLAN, _plans(scope))


def plan_choice(scope: Scope) -> None:
    """Years of the plan as buttons in one row."""
    choice(PLAN, _plans(scope), _("Year of the plan"))


def chosen_weight() -> str:
    return chosen(WEIGHT, WEIGHTS)


def weight_choice() -> None:
    choice(WEIGHT, {name: _(text) for name, text in WEIGHTS.items()}, _("Count projects by"))


def chosen_group() -> str:
    return chosen(GROUP, GROUPS)


def group_choice() -> None:
    choice(GROUP, {name: _(text) for name, text in GROUPS.items()}, _("Compare"))


def open_project(project_id: str) -> None:
    """Show one project, or the page of all with an empty id."""
    session.change_parameter(PROJECT, project_id)


def opened_project() -> str:
    return str(st.query_params.get(PROJECT, ""))


def _plans(scope: Scope) -> dict[str, str]:
    years = plan_years(scope, session.principal())
    return {year: _("Plan of {year}").format(year=year) if year != ALL else _("All years") for year in years}
