"""Pace against plan by kind, class and area, each project counted by the weight that the reader chose."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue.renovation_progress import Weight
from analytics.readings.judged_pace import judged
from analytics.stories.renovation.model import PaceRow
from analytics.stories.renovation.numbers import SIZES, Numbers, label, weight_of
from analytics.words.language import _
from analytics.words.wording import count

UNITS = {"investment": "yuan", "projects": "projects", "households": "households", "floor_area": "m2"}


def by_kind(numbers: Numbers, weight: str) -> tuple[PaceRow, ...]:
    """Kinds, those with the most to do first."""
    return _rows(numbers.kinds, "renovation_kind", weight_of(weight), {})


def by_class(numbers: Numbers, weight: str) -> tuple[PaceRow, ...]:
    """Classes; projects of kinds that have none are left out."""
    return _rows(numbers.classes.dropna(subset=["renovation_class"]), "renovation_class", weight_of(weight), {})


def by_area(numbers: Numbers, weight: str) -> tuple[PaceRow, ...]:
    """Parts of the area, the one farthest behind first."""
    if numbers.part_level is None:
        return ()
    names = {area.code: area.short for area in numbers.areas.at_level(numbers.part_level, numbers.scope.area)}
    found = _rows(numbers.parts, numbers.part_level, weight_of(weight), names)
    return tuple(sorted(found, key=lambda row: (row.state == "unknown", (row.value or 0) - (row.planned or 0))))


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
    state, judgement = judged(float(value - planned)) if known else ("unknown", _nothing(row, weight))
    return PaceRow(
        key=key,
        name=name,
        value=float(value) if pd.notna(value) else None,
        planned=float(planned) if pd.notna(planned) else None,
        state=state,  # type: ignore[arg-type]
        judgement=judgement,
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
