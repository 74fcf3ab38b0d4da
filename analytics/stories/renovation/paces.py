"""Pace against plan by kind, class and area, each project counted by the weight that the reader chose."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.catalogue.renovation_progress import Weight
from analytics.readings.judged_pace import judged
from analytics.shapes.panel import Panel
from analytics.shapes.parts import Verdict
from analytics.shapes.table import Column, Table
from analytics.shapes.works import PaceBars, PaceRow
from analytics.stories.renovation.numbers import SIZES, Numbers, label, weight_of
from analytics.words.language import _
from analytics.words.wording import count, number

NAMED = 2
UNITS = {"investment": "yuan", "projects": "projects", "households": "households", "floor_area": "m2"}


def by_kind(numbers: Numbers, weight: str) -> Panel[PaceBars]:
    """Kinds, those with the most to do first."""
    return _panel(_rows(numbers.kinds, "renovation_kind", weight_of(weight), {}), _("Kind"), weight)


def by_class(numbers: Numbers, weight: str) -> Panel[PaceBars]:
    """Classes; projects of kinds that have none are left out."""
    classes = numbers.classes.dropna(subset=["renovation_class"])
    return _panel(_rows(classes, "renovation_class", weight_of(weight), {}), _("Class"), weight)


def by_area(numbers: Numbers, weight: str) -> Panel[PaceBars]:
    """Parts of the area, the one farthest behind first."""
    found: tuple[PaceRow, ...] = ()
    if numbers.part_level is not None:
        names = {area.code: area.short for area in numbers.areas.at_level(numbers.part_level, numbers.scope.area)}
        found = _rows(numbers.parts, numbers.part_level, weight_of(weight), names)
    ordered = sorted(found, key=lambda row: (row.verdict.state == "unknown", (row.value or 0) - (row.planned or 0)))
    return _panel(tuple(ordered), _("Area"), weight)


def _panel(rows: tuple[PaceRow, ...], head: str, weight: str) -> Panel[PaceBars]:
    ending = weight_of(weight).ending
    table = Table(
        (
            Column(head, tuple(row.name for row in rows)),
            Column(_("Done"), tuple(row.value for row in rows), "percent"),
            Column(_("Planned by now"), tuple(row.planned for row in rows), "percent"),
            Column(_("Judgement"), tuple(row.verdict.told for row in rows)),
            Column(_("Projects"), tuple(row.projects for row in rows), "count"),
            Column(_("Delayed projects"), tuple(row.delayed for row in rows), "count"),
            Column(_("Scale"), tuple(row.size for row in rows)),
        )
    )
    return Panel(
        "pace",
        _title(rows),
        table,
        PaceBars(rows) if rows else None,
        _("Progress against plan"),
        (f"progress{ending}", f"planned_progress{ending}", f"pace{ending}"),
        empty=_("No project here states what it is compared by."),
    )


def _title(rows: Sequence[PaceRow]) -> str:
    """Who is behind, by name while they are few."""
    behind = [row.name for row in rows if row.verdict.state == "behind"]
    if not any(row.verdict.state != "unknown" for row in rows):
        return _("No progress reported yet")
    if not behind:
        return _("None behind by more than the limit")
    if len(behind) <= NAMED:
        return _("{names} behind plan").format(names=_(", ").join(behind))
    return _("{count} of {all} behind plan").format(count=number(len(behind)), all=number(len(rows)))


def _rows(frame: pd.DataFrame, dimension: str, weight: Weight, names: dict[str, str]) -> tuple[PaceRow, ...]:
    size = SIZES[weight.id]
    frame = frame[frame["renovation_projects"] > 0]
    ordered = frame.sort_values([size, "renovation_projects"], ascending=False, na_position="last")
    return tuple(
        _row(row, str(row[dimension]), names.get(str(row[dimension])) or _(label(dimension, row[dimension])), weight)
        for _index, row in ordered.iterrows()
    )


def _row(row: pd.Series, key: str, name: str, weight: Weight) -> PaceRow:
    value, planned = row[f"progress{weight.ending}"], row[f"planned_progress{weight.ending}"]
    known = pd.notna(value) and pd.notna(planned)
    return PaceRow(
        key=key,
        name=name,
        value=float(value) if pd.notna(value) else None,
        planned=float(planned) if pd.notna(planned) else None,
        verdict=judged(float(value - planned)) if known else Verdict("unknown", _nothing(row, weight)),
        projects=int(row["renovation_projects"]),
        delayed=int(row["delayed"]),
        size=count(row[SIZES[weight.id]], UNITS[weight.id]),
    )


def _nothing(row: pd.Series, weight: Weight) -> str:
    size = row[SIZES[weight.id]]
    if pd.isna(size) or not size:
        return {
            "investment": _("investment not stated"),
            "households": _("households not stated"),
            "floor_area": _("floor area not stated"),
            "projects": _("no report yet"),
        }[weight.id]
    return _("no report yet")
