"""The cards of the renovation page: pace, curve, timeline, map, costs, tickets before and after, the list of projects."""

from __future__ import annotations

from functools import partial
from typing import Any

from analytics.asking.geography import areas
from analytics.asking.scope import Scope
from analytics.figures import project_map as mapped
from analytics.figures.cost_rows import cost_rows
from analytics.figures.gantt import gantt
from analytics.figures.layout import CONFIG
from analytics.figures.pace_bars import pace_bars
from analytics.figures.s_curve import s_curve
from analytics.figures.tags import written
from analytics.figures.two_changes import two_changes
from analytics.stories.renovation import Renovation, tables, titles
from analytics.stories.renovation.before_after import before_after
from analytics.words.language import _, plural
from pages.components import session
from pages.components.boundaries import boundaries_of
from pages.components.cards import ROW, card, quiet
from pages.components.charts import show
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import safe
from pages.components.renovation.choices import GROUPS, chosen_group, chosen_weight, group_choice, open_project, weight_choice

TIMELINE = 40  # projects on the timeline; the list has all
LISTED = 10  # rows of the list without scrolling


def pace_card(view: Renovation, height: int) -> None:
    """Pace by kind, class or area, as the reader chooses."""
    group = chosen_group()
    items = {"kind": view.kinds, "class": view.classes, "area": view.areas}[group]
    ending = "" if chosen_weight() == "investment" else f"_by_{chosen_weight()}"
    measures = [f"progress{ending}", f"planned_progress{ending}", f"pace{ending}"]
    with card(titles.pace_title(items), "pace", lambda: tables.paces_table(items, _(GROUPS[group])), measures, group_choice):
        if not items:
            quiet(_("No project here states what it is compared by."))
            return
        figure = pace_bars(items, height)
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "pace", _("Progress against plan"))


def curve_card(view: Renovation, height: int) -> None:
    """Progress month by month against the plan."""
    with card(titles.curve_title(view.curve), "curve", lambda: tables.curve_table(view.curve), ["progress"], weight_choice):
        if view.curve is None:
            quiet(_("Projects here state neither dates nor what they are counted by."))
            return
        show(s_curve(view.curve, view.today, height), "curve", _("Progress by month against the plan"))
        quiet(view.curve.note)


def timeline_card(view: Renovation, height: int) -> None:
    """Late projects first; a click opens one."""
    shown = view.projects[:TIMELINE]
    with card(titles.timeline_title(view.projects), "timeline", lambda: tables.projects_table(view.projects), ["delayed", "plans_moved"]):
        figure = gantt(shown, view.today)
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            st.plotly_chart(
                figure,
                config=CONFIG,
                key="timeline",
                on_select=partial(_open, "timeline"),
                selection_mode="points",
                alt=_("Timeline of projects"),
            )
        more = len(view.projects) - len(shown)
        text = _("pale: plan in force · bar: work · tick: finish planned first · ◇ forecast")
        if more:
            text += " · " + _("{count} more in the list below").format(count=more)
        quiet(text)


def map_card(view: Renovation, scope: Scope, height: int) -> None:
    """Where the projects lie; a click opens the worst at that place."""
    known = areas()
    level = known.part_level(scope.area)
    parts = known.at_level(level, scope.area) if level else [known.get(scope.area)] if scope.area else []
    with card(titles.map_title(view.places, view.projects), "places", lambda: tables.projects_table(view.projects), ["delayed"]):
        found = boundaries_of(tuple(area.code for area in parts))
        drawn = {code for code, _spot in found.spots} if found else set()
        names = tuple((area.code, area.short) for area in parts if area.code in drawn)
        if not found or not names or not view.places:
            quiet(_("No boundaries or no places of projects are known here; the list below has them all."))
            return
        remark = [_("Schematic boundaries")] if found.schematic else []
        if view.unplaced:
            remark.append(_("{count} without a place").format(count=view.unplaced))
        figure = mapped.project_map(view.places, names, found.spots, found.url, height, remark=" · ".join(remark))
        st.plotly_chart(
            figure,
            config=mapped.CONFIG,
            key="places",
            on_select=partial(_open, "places"),
            selection_mode="points",
            alt=_("Map of projects"),
        )


def costs_card(view: Renovation, height: int) -> None:
    """Cost per square metre and household by area."""
    costs = view.costs
    if costs is None or not (costs.per_m2 or costs.per_household):
        with card(_("No costs to compare"), "costs", lambda: tables.projects_table(view.projects), ["investment_per_m2"]):
            quiet(_("Costs are compared where projects state their investment with floor area or households."))
        return
    with card(costs.title, "costs", lambda: tables.costs_table(costs), ["investment_per_m2", "investment_per_household"]):
        figure = cost_rows(costs.per_m2, costs.per_household, costs.whole_m2, costs.whole_household, height)
        show(figure, "costs", _("Cost of projects by area"))
        quiet(costs.note)


def effect_card(scope: Scope, height: int) -> None:
    """Tickets before and after renovation against similar areas."""
    found = before_after(scope, session.principal())
    with card(found.title, "effect", lambda: tables.before_after_table(found), ["received_per_1000_households"]):
        if found.renovated is None or found.compared is None:
            quiet(found.refusal)
            return
        figure = two_changes(
            found.renovated,
            found.compared,
            height,
            names=(_("Renovated"), _("Similar, not renovated")),
            heads=(_("before renovation"), _("after renovation")),
            unit=_("per 100 households a year"),
        )
        show(figure, "effect", found.title)
        st.markdown(found.sentence)
        quiet(found.note)


def list_card(view: Renovation) -> None:
    """Every project; choosing a row opens it, the file has all columns."""
    frame = tables.projects_table(view.projects)
    count = len(frame)
    title = plural("{count} project", "{count} projects", count).format(count=count)
    with card(
        title,
        "projects",
        lambda: frame,
        ["renovation_projects", "delayed", "past_first_plan"],
        lambda: csv_button(frame, "projects", key="csv-list"),
    ):
        height = (min(count, LISTED) + 1) * ROW + 2
        st.dataframe(
            frame[tables.shown_columns()],
            hide_index=True,
            row_height=ROW,
            height=height,
            key="list",
            on_select=partial(_choose, tuple(project.id for project in view.projects)),
            selection_mode="single-row",
            column_config=_formats(),
            placeholder="–",
        )
        quiet(_("Choose a row to open the project."))


def _formats() -> dict[Any, Any]:
    one = st.column_config.NumberColumn(format="%.1f")
    return {
        _("Done %"): one,
        _("Planned by now %"): one,
        _("Households"): st.column_config.NumberColumn(format="%,d"),
        _("Planned investment, 10,000 yuan"): st.column_config.NumberColumn(format="%,.0f"),
        _("Paid, 10,000 yuan"): st.column_config.NumberColumn(format="%,.0f"),
    }


@safe
def _open(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    chosen = [point["customdata"] for point in points if point.get("customdata")]
    if chosen:
        first = chosen[0]
        open_project(written(first[0] if isinstance(first, list | tuple) else first.get("0", "")))


@safe
def _choose(ids: tuple[str, ...]) -> None:
    rows = st.session_state["list"]["selection"]["rows"]
    if rows:
        open_project(ids[rows[0]])
