"""The renovation page: whether the projects keep their plans, which do not, and what the rest of the page shows."""

from __future__ import annotations

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.judged_pace import judged
from analytics.readings.kept import kept
from analytics.shapes.panel import Panel
from analytics.shapes.works import PaceBars
from analytics.stories.renovation.costs import costs
from analytics.stories.renovation.curve import curve_panel
from analytics.stories.renovation.kpis import kpis
from analytics.stories.renovation.listing import project_map, projects_list, projects_table, timeline
from analytics.stories.renovation.model import Project, Renovation
from analytics.stories.renovation.numbers import Numbers, gather
from analytics.stories.renovation.paces import by_area, by_class, by_kind
from analytics.stories.renovation.projects import projects
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import number, percent

NAMED = 2


@kept
def renovation(scope: Scope, principal: Principal, plan: str, weight: str) -> Renovation:
    """Everything the page says of the projects of a plan year, counted by a weight, in the current language."""
    numbers = gather(scope, principal, plan)
    listed = projects(numbers)
    areas, table = by_area(numbers, weight), projects_table(listed)
    return Renovation(
        headline=headline(numbers),
        support=support(numbers, listed, areas),
        kpis=kpis(numbers),
        kinds=by_kind(numbers, weight),
        classes=by_class(numbers, weight),
        areas=areas,
        curve=curve_panel(numbers, weight),
        timeline=timeline(numbers, listed, table),
        map=project_map(numbers, listed, table),
        costs=costs(numbers, table),
        list=projects_list(listed, table),
        projects=listed,
    )


def headline(numbers: Numbers) -> str:
    """Progress against the plan, and how many projects are delayed."""
    total = numbers.total
    if not total["renovation_projects"]:
        return _("No renovation project here")
    if pd.isna(total["progress"]):
        return _("{count} renovation projects, none under report yet").format(count=number(total["renovation_projects"]))
    if pd.isna(total["planned_progress"]):
        return _("Renovation {progress} done").format(progress=percent(total["progress"]))
    standing = judged(float(total["progress"] - total["planned_progress"])).words
    if total["delayed"]:
        return _("Renovation {progress} done, {standing}; {delayed} projects delayed").format(
            progress=percent(total["progress"]), standing=standing, delayed=number(total["delayed"])
        )
    return _("Renovation {progress} done, {standing}; no project delayed").format(progress=percent(total["progress"]), standing=standing)


def support(numbers: Numbers, listed: tuple[Project, ...], areas: Panel[PaceBars]) -> str:
    """Where it is behind, which project is latest, and how plans have moved; names in bold."""
    if not listed:
        return _("Choose another year of the plan or a larger area.")
    if pd.isna(numbers.total["progress"]):
        return _("No progress has been reported up to {day}.").format(day=f"{numbers.today:%Y-%m-%d}")
    parts = []
    behind = [row for row in areas.picture.rows if row.verdict.state == "behind"] if areas.picture else []
    if behind:
        names = _(", ").join(bold(row.name) for row in behind[:NAMED])
        parts.append(_("Farthest behind: {names} ({words}).").format(names=names, words=behind[0].verdict.words))
    if listed[0].state == "delayed":
        parts.append(_("Latest: {name}, {words}.").format(name=bold(listed[0].name), words=listed[0].verdict.words))
    if numbers.total["plans_moved"]:
        parts.append(_moved(numbers.total["plans_moved"], numbers.total["past_first_plan"]))
    if not parts:
        parts.append(_("No area is behind by more than the limit of the policy."))
    return ("" if language() == CHINESE else " ").join(parts)


def _moved(moved: float, past: float) -> str:
    """How many plans were moved, and what that hides."""
    if not past:
        return plural("{moved} plan was moved.", "{moved} plans were moved.", moved).format(moved=number(moved))
    text = plural(
        "{moved} plan was moved; by the first plans {count} unfinished projects would be past their finish.",
        "{moved} plans were moved; by the first plans {count} unfinished projects would be past their finish.",
        moved,
    )
    return text.format(moved=number(moved), count=number(past))
