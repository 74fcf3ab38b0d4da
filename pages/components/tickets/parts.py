"""Each further part of the tickets page: its cards, drawn for a scope."""

from __future__ import annotations

from functools import partial

from analytics.asking.scope import Scope
from analytics.figures.age_bands import age_bands
from analytics.figures.bounds import bounds
from analytics.figures.control import control
from analytics.figures.levels_flow import levels_flow
from analytics.figures.limit_use import limit_use
from analytics.readings.labels import label_of, measure_label
from analytics.stories.tickets import ages, hotspots, integrity, levels, quality, speeds, stability
from analytics.stories.tickets import section_tables as tables
from analytics.stories.tickets.speed import DIMENSIONS
from analytics.words.language import _
from pages.components import session
from pages.components.beside import beside
from pages.components.cards import card, quiet, show_table
from pages.components.charts import show
from pages.components.choice import choice, chosen
from pages.components.method_note import method_button
from pages.components.tickets.hexagons import density_map
from pages.components.tickets.method import STABILITY

HEIGHT = 340
ROWS = 9
BY, RATE = "by", "charted"
CHARTED = ("resolution_rate", "on_time_rate", "satisfaction_rate")


def ages_part(scope: Scope) -> None:
    view = ages(scope, session.principal())
    table = partial(tables.ages_table, view)
    left, right = beside(2)
    with left, card(view.title, "ages", table, ["backlog"]):
        show(age_bands(view, HEIGHT), "ages", _("Open cases by age"))
    with right, card(view.by_department, "ages-departments", table, ["backlog"]):
        show_table(table(), ROWS)


def speed_part(scope: Scope) -> None:
    offered = {name: label_of(name) for name in DIMENSIONS}
    by = chosen(BY, offered)
    view = speeds(scope, session.principal(), by)
    left, right = beside(2)
    with left, card(view.title, "probabilities", lambda: tables.probability_table(view.whole), ["median_hours", "p90_hours"]):
        show_table(tables.probability_table(view.whole))
        quiet(
            _("Kaplan–Meier: an open case counts as waiting at least until as-of. Intervals by Greenwood's formula on the log–log scale.")
        )
    by_group = partial(tables.speeds_table, view, label_of(by))
    with right, card(view.by_group, "speeds", by_group, ["median_hours"], lambda: _draw(BY, offered)):
        show_table(by_group(), ROWS)


def stability_part(scope: Scope) -> None:
    offered = {name: measure_label(name) for name in CHARTED}
    view = stability(scope, session.principal(), chosen(RATE, offered))
    with card(view.title, "stability", lambda: tables.stability_table(view), [view.measure], lambda: _charted(offered)):
        if view.points:
            show(control(view, HEIGHT), "stability", _("Control chart by week"))
            quiet(view.remark)
        else:
            quiet(_("A longer window or a wider area has more weeks to judge."))


def _charted(offered: dict[str, str]) -> None:
    _draw(RATE, offered)
    method_button(STABILITY, "stability-method")


def _draw(key: str, offered: dict[str, str]) -> None:
    choice(key, offered, _("Compare by"))


def levels_part(scope: Scope) -> None:
    view = levels(scope, session.principal())
    with card(view.title, "levels", lambda: tables.levels_table(view), ["solved_locally_rate"]):
        if view.total:
            show(levels_flow(view, HEIGHT + 40), "levels", _("From channel to the level that resolved"))
        if view.unknown:
            quiet(_("{count} resolved tickets state no level and are left out.").format(count=f"{view.unknown:,}"))


def quality_part(scope: Scope) -> None:
    view = quality(scope, session.principal())
    left, right = beside(2)
    with (
        left,
        card(
            view.title,
            "satisfaction",
            lambda: tables.satisfaction_table(view),
            ["satisfaction_rate", "satisfaction_low", "satisfaction_high"],
        ),
    ):
        if view.channels:
            show(bounds(view.channels, HEIGHT), "satisfaction", _("Satisfaction by channel with its bounds"))
        else:
            quiet(_("Nothing is resolved yet."))
    with right, card(view.returns_title, "returns", lambda: tables.returns_table(view), ["reopened_rate", "repeat_rate"]):
        show_table(tables.returns_table(view), ROWS)


def integrity_part(scope: Scope) -> None:
    view = integrity(scope, session.principal())
    left, right = beside(2)
    with left, card(view.title, "limits", lambda: tables.limit_table(view), ["deadline_close_share", "instant_close_share"]):
        if any(view.counts):
            show(limit_use(view, HEIGHT - 60, beyond=view.is_beyond), "limits", _("Closes by the share of the limit used"))
        quiet(view.remark or _("Nothing is resolved yet."))
    with (
        right,
        card(view.departments_title, "closers", lambda: tables.closers_table(view), ["instant_close_share", "deadline_close_share"]),
    ):
        show_table(tables.closers_table(view), ROWS)


def places_part(scope: Scope) -> None:
    view = hotspots(scope, session.principal())
    left, right = beside(2)
    with left, card(view.title, "hexagons", lambda: tables.hexagons_table(view), ["received"]):
        if view.hexagons:
            density_map(view, scope.area, "hexagons", HEIGHT + 120)
        quiet(view.remark or _("Tickets of this scope have no coordinates."))
    with right, card(view.spots_title, "spots", lambda: tables.spots_table(view), ["received"]):
        if view.spots:
            show_table(tables.spots_table(view), ROWS + 3)
        quiet(_("The same subcategory at least three times within about 100 m."))
