"""The projects as cards: on a timeline, on the map, and as the list with every column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Kind, Table
from analytics.shapes.works import STAGES, Named, ProjectMap, Site, Timeline
from analytics.stories.renovation.model import Project
from analytics.stories.renovation.numbers import Numbers
from analytics.stories.renovation.projects import ORDER
from analytics.words.language import _, plural
from analytics.words.marks import BREAK, bold
from analytics.words.wording import number, percent

TIMELINE = 40  # projects on the timeline; the list has all
NAMED_AT_A_PLACE = 4


def projects_table(items: Sequence[Project]) -> Table:
    """Every project with its plan, its first plan, its course and the forecast."""

    def column(head: str, name: str, kind: Kind = "text") -> Column:
        return Column(head, tuple(getattr(item, name) for item in items), kind)

    def told(head: str, values: Sequence[Any]) -> Column:
        return Column(head, tuple(values))

    return Table(
        (
            column(_("Number"), "id"),
            column(_("Project"), "name"),
            told(_("State"), [_(STAGES[item.state]) for item in items]),
            told(_("Judgement"), [item.verdict.told for item in items]),
            column(_("Kind"), "kind_label"),
            column(_("Class"), "class_label"),
            column(_("Street"), "street"),
            column(_("Area"), "area"),
            column(_("Done"), "progress", "percent"),
            column(_("Planned by now"), "planned", "percent"),
            told(_("Planned progress by season"), [_("yes") if item.assumed else "" for item in items]),
            column(_("Planned finish"), "planned_finish", "day"),
            column(_("First planned finish"), "first_finish", "day"),
            column(_("Forecast of the finish"), "forecast", "day"),
            Column(_("Forecast, early"), tuple(item.foreseen and item.foreseen.early for item in items), "day"),
            Column(_("Forecast, late"), tuple(item.foreseen and item.foreseen.late for item in items), "day"),
            column(_("Actual start"), "started", "day"),
            column(_("Actual finish"), "finished", "day"),
            column(_("Buildings"), "buildings", "count"),
            column(_("Households"), "households", "count"),
            column(_("Floor area m²"), "floor_area", "tenth"),
            column(_("Planned investment"), "investment", "wan"),
            column(_("Paid"), "spent", "wan"),
            column(_("Body in charge"), "owner"),
            column(_("Contractor"), "contractor"),
        )
    )


def shown(table: Table) -> Table:
    """The columns that fit on the page; the file has all of them."""
    return table.only(
        _("Project"),
        _("Kind"),
        _("Street"),
        _("Judgement"),
        _("Done"),
        _("Planned by now"),
        _("Planned finish"),
        _("First planned finish"),
        _("Forecast of the finish"),
        _("Households"),
        _("Planned investment"),
        _("Paid"),
    )


def projects_list(items: Sequence[Project], table: Table) -> Panel[Picture]:
    """Every project."""
    title = plural("{count} project", "{count} projects", len(items)).format(count=number(len(items)))
    measures = ("renovation_projects", "delayed", "past_first_plan")
    return Panel("projects", title, table, measures=measures, note=_("Choose a row to open the project."))


def timeline(numbers: Numbers, items: tuple[Project, ...], table: Table) -> Panel[Timeline]:
    """Late projects first."""
    note = _("pale: plan in force · bar: work · tick: finish planned first · ◇ forecast")
    if (more := len(items) - TIMELINE) > 0:
        note += " · " + _("{count} more in the list below").format(count=number(more))
    picture = Timeline(items[:TIMELINE], numbers.today)
    return Panel("timeline", _timeline_title(items), table, picture, _("Timeline of projects"), ("delayed", "plans_moved"), note=note)


def _timeline_title(items: Sequence[Project]) -> str:
    late = sum(item.state == "delayed" for item in items)
    moved = sum(item.moved for item in items)
    if not late:
        text = plural("No project is delayed, {moved} plan moved", "No project is delayed, {moved} plans moved", moved)
        return text.format(moved=number(moved)) if moved else _("No project is delayed")
    text = plural("{late} project delayed, {moved} plans moved", "{late} projects delayed, {moved} plans moved", late)
    return text.format(late=number(late), moved=number(moved))


def project_map(numbers: Numbers, items: Sequence[Project], table: Table) -> Panel[ProjectMap]:
    """Projects by the point they lie at; late ones are drawn last, on top of the others."""
    known, scope = numbers.areas, numbers.scope
    level = known.part_level(scope.area)
    parts = known.at_level(level, scope.area) if level else [known.get(scope.area)] if scope.area else []
    codes = {area.code for area in parts}
    together: dict[tuple[float, float], list[Project]] = defaultdict(list)
    for item in items:
        if item.longitude is not None and item.latitude is not None:
            together[(item.longitude, item.latitude)].append(item)
    sites = [_site(numbers, place, members, codes) for place, members in together.items()]
    unplaced = len(items) - sum(site.count for site in sites)
    ordered = tuple(sorted(sites, key=lambda site: -ORDER[site.state]))
    picture = ProjectMap(ordered, tuple(Named(area.code, area.short) for area in parts), unplaced)
    return Panel(
        "places",
        _map_title(ordered, items),
        table,
        picture if sites else None,
        _("Map of projects"),
        ("delayed",),
        empty=_("No boundaries or no places of projects are known here; the list below has them all."),
    )


def _site(numbers: Numbers, place: tuple[float, float], members: Sequence[Project], parts: set[str]) -> Site:
    first, known = members[0], numbers.areas
    above = known.path(first.area_code) if first.area_code in known.by_code else []
    part = next((area.code for area in above if area.code in parts), "")
    return Site(*place, first.state, len(members), first.id, BREAK.join(_lines(members)), part)


def _lines(members: Sequence[Project]) -> list[str]:
    lines = []
    for item in members[:NAMED_AT_A_PLACE]:
        done = f"　{percent(item.progress)}" if item.progress is not None else ""
        lines.append(f"{bold(item.name)}{done}　{item.verdict.told}")
    if len(members) > NAMED_AT_A_PLACE:
        lines.append(_("and {count} more here").format(count=number(len(members) - NAMED_AT_A_PLACE)))
    return lines


def _map_title(sites: Sequence[Site], items: Sequence[Project]) -> str:
    """The street with most delayed projects."""
    # By code: streets of different districts bear the same name.
    late = Counter(item.street_code for item in items if item.state == "delayed" and item.street_code)
    if not sites:
        return _("No project has a place on the map")
    if not late:
        return _("Where the projects lie")
    (worst, count), *rest = late.most_common()
    if count == 1 or (rest and rest[0][1] == count):
        return _("Delayed projects lie scattered")
    found = next(item for item in items if item.street_code == worst)
    street = f"{found.district}{found.street}" if len({item.district for item in items if item.district}) > 1 else found.street
    return _("Most delayed projects in {street}: {count}").format(street=street, count=number(count))
