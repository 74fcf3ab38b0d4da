"""The headline of services and visits, and the line that supports it."""

from __future__ import annotations

from analytics.asking.geography import Areas
from analytics.asking.scope import Scope
from analytics.readings.model import Kpi
from analytics.shapes.panel import Panel
from analytics.shapes.rows import Ranking
from analytics.stories.services.model import Waits
from analytics.words.language import CHINESE, _, language
from analytics.words.marks import bold
from analytics.words.wording import number, percent
from data.contracts.policy import policy

NAMED = 2
OURS = ("department",)  # what a filter of the scope bar can mean here


def headline(kpis: dict[str, Kpi], waits: Waits) -> str:
    """What is simplified, and which grids have waited for long."""
    share = kpis["at_most_one_visit_share"].value
    parts = []
    if share is not None:
        parts.append(_("{share} of items need one visit at most").format(share=percent(share)))
    if waits.late:
        text = _("{count} grids without a visit for over {limit} days")
        parts.append(text.format(count=number(len(waits.late)), limit=policy().visits.long_without_days))
    elif waits.grids and not waits.unknown:
        parts.append(_("every grid visited within {limit} days").format(limit=policy().visits.long_without_days))
    elif kpis["coverage"].value is not None:
        parts.append(_("{share} of the planned visits done").format(share=percent(kpis["coverage"].value)))
    return _("; ").join(parts) if parts else _("No items and no visits are on record here")


def support(kpis: dict[str, Kpi], coverage: Panel[Ranking], waits: Waits, scope: Scope, offering: Scope, known: Areas) -> str:
    """Time limits, the plan, silent grids among the unvisited, and what the page cannot filter by."""
    parts = []
    compression, items = kpis["time_compression"], kpis["time_compression"].value
    if items is not None:
        parts.append(_("Time limits are {share} shorter than the law asks.").format(share=percent(compression.value)))
    if offering.area != scope.area and offering.area:
        parts.append(_("Items and cases are those of the whole {area}.").format(area=known.get(offering.area).name))
    parts.append(_plan(kpis["coverage"], coverage))
    parts.append(_silent(waits))
    if any(item.dimension not in OURS for item in scope.where):
        parts.append(_("The filters on tickets do not apply here."))
    return ("" if language() == CHINESE else " ").join(part for part in parts if part)


def _plan(kpi: Kpi, coverage: Panel[Ranking]) -> str:
    if kpi.value is None:
        return ""
    compared = coverage.picture.units if coverage.picture else ()
    low = sorted((unit for unit in compared if unit.cls == "low"), key=lambda unit: unit.rate or 0)
    text = _("Of the plan {share} is done").format(share=percent(kpi.value))
    if low:
        return text + _(", clearly less in {names}.").format(names=bold(_(", ").join(unit.short for unit in low[:NAMED])))
    return text + _(".")


def _silent(waits: Waits) -> str:
    both = [grid for grid in waits.late if grid.silent]
    if not both:
        return ""
    names = bold(_(", ").join(grid.name for grid in both[:NAMED]))
    return _("{names} wait for a visit and report next to nothing: go there first.").format(names=names)
