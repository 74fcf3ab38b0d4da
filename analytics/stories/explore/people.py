"""Values of dimensions and measures as people read them: names instead of codes, months, percents."""

from __future__ import annotations

from collections.abc import Sequence, Set

import pandas as pd

from analytics.asking.buckets import MARK
from analytics.asking.geography import Areas, areas
from analytics.catalogue import CATALOGUE, Kind
from analytics.query import OTHERS
from analytics.words.language import _
from analytics.words.wording import unit_word

FORMATS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def named(dimension: str, values: pd.Series, cut: Set[pd.Timestamp] = frozenset()) -> pd.Series:
    """What the values of a dimension are called; areas that share a name get that of the area above in front, times of `cut` a mark."""
    declared = CATALOGUE.dimension(dimension)
    if declared.kind == Kind.TIME:
        return values.map(lambda value: moment_name(dimension, value) + (MARK if value in cut else ""))
    if declared.kind == Kind.AREA:
        called = area_names(dimension, values.dropna().unique(), areas())
        return values.map(lambda value: _special(value) or called.get(str(value), str(value)))
    if declared.kind == Kind.FLAG:
        return values.map(lambda value: _special(value) or (_("yes") if str(value).lower() == "true" else _("no")))
    labels = {value: _(label) for value, label in declared.labels.items()}
    return values.map(lambda value: _special(value) or labels.get(str(value), str(value)))


def moment_name(dimension: str, value: object) -> str:
    """2021-03 · 2021 Q1 · the Monday of a week."""
    if value is None or value is pd.NaT or value != value:
        return _("not stated")
    moment = pd.Timestamp(str(value))
    if dimension == "quarter":
        return f"{moment.year} Q{moment.quarter}"
    return moment.strftime(FORMATS[dimension])


def area_names(dimension: str, codes: Sequence[object], known: Areas) -> dict[str, str]:
    """Name of each code; those that share one are told apart by the area above."""
    names = {str(code): known.name(code) for code in codes}
    counts = pd.Series(list(names.values()), dtype="str").value_counts()
    return {code: _with_parent(code, name, known) if counts.get(name, 0) > 1 else name for code, name in names.items()}


def heading(measure: str) -> str:
    """办结率 % · 受理量 件."""
    declared = CATALOGUE.measure(measure)
    label = _(declared.label).partition("（")[0]
    if declared.part_of:
        label = _("{part} of the {whole}").format(part=label, whole=_(CATALOGUE.measure(declared.part_of).label).partition("（")[0])
    return f"{label} {unit_word(declared.unit)}"


def shown(measure: str, values: pd.Series) -> pd.Series:
    """Numbers in the unit of the heading: percents instead of rates, days instead of hours."""
    unit = CATALOGUE.measure(measure).unit
    numbers = pd.to_numeric(values)
    if unit == "percent":
        return numbers * 100
    return numbers / 24 if unit == "hours" else numbers


def decimals(measure: str) -> int:
    """How many decimals a value of the measure is read with."""
    return {"percent": 1, "hours": 1, "per_person": 1, "times_per_person": 1, "per_1000": 1, "per_grid": 1, "ratio": 2}.get(
        CATALOGUE.measure(measure).unit, 0
    )


def _with_parent(code: str, name: str, known: Areas) -> str:
    path = known.path(code) if code in known.by_code else []
    return f"{path[-2].short} · {name}" if len(path) > 1 else name


def _special(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return _("not stated")
    return _("Others") if value == OTHERS else ""
