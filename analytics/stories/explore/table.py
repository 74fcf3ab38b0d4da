"""An exploration as a table for people and for files: heads with units, names instead of codes, the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.catalogue import CATALOGUE, Kind
from analytics.stories.explore.answer import BEFORE, BEYOND, CHANGE, Explored
from analytics.stories.explore.people import decimals, heading, named, shown
from analytics.stories.explore.pivot import Pivot
from analytics.words.language import _
from analytics.words.wording import unit_word


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, the measure it comes from if any, and how a workbook formats it."""

    head: str
    measure: str = ""
    form: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Table:
    """`frame` has the heads as column names; percents are 94.8, in a workbook's frame 0.948."""

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    bold_rows: tuple[int, ...] = ()


def table(explored: Explored, *, codes: bool = False, total: bool = False, fractions: bool = False) -> Table:
    """The rows; with `codes` each area's code beside its name, with `total` the total as a last line, with `fractions` rates as 0.948."""
    frame = explored.frame
    made: list[tuple[Column, pd.Series]] = []
    for name in explored.exploration.dimensions:
        declared = CATALOGUE.dimension(name)
        if codes and declared.kind == Kind.AREA:
            made.append((Column(_("{dimension} code").format(dimension=_(declared.label))), frame[name].astype(object)))
        if codes and declared.kind == Kind.TIME:  # a file keeps the time as it is, and says beside it what is not complete
            made.append((Column(_(declared.label)), named(name, frame[name])))
            if explored.cut:
                made.append((Column(_("Complete")), frame[name].map(lambda value: _("no") if value in explored.cut else _("yes"))))
        else:
            made.append((Column(_(declared.label)), named(name, frame[name], explored.cut)))
    texts = len(made)
    for name in _measures(explored):
        made += _measured(frame, name, fractions)
    columns = _unlike([column for column, _values in made])
    built = pd.DataFrame({column.head: values for column, (_column, values) in zip(columns, made, strict=True)})
    if not total or not explored.exploration.dimensions:
        return Table(built, columns)
    whole = [values for name in _measures(explored) for _column, values in _measured(explored.total, name, fractions)]
    line = [_("Total"), *[None] * (texts - 1), *(values.iloc[0] for values in whole)]
    return Table(pd.concat([built.astype(object), pd.DataFrame([line], columns=built.columns, dtype=object)]), columns, (len(built),))


def pivot_table(found: Pivot, *, fractions: bool = False) -> Table:
    """A pivot with flat heads, such as 2021-06 · 受理量 件; of a single measure the head of the page names it."""
    dimensions = [name for name, measure in found.frame.columns if not measure]
    several = len({measure for _value, measure in found.frame.columns if measure}) > 1
    made: list[tuple[Column, pd.Series]] = []
    for place, (value, measure) in enumerate(found.frame.columns):
        numbers = found.frame.iloc[:, place]
        if measure:
            made.append(
                (
                    Column(f"{value} · {heading(measure)}" if several else str(value), measure, _form(measure), decimals(measure)),
                    _value(measure, numbers, fractions),
                )
            )
        else:
            made.append((Column(_(CATALOGUE.dimension(value).label) if value in dimensions and value else " "), numbers))
    columns = _unlike([column for column, _values in made])
    frame = pd.DataFrame({column.head: values for column, (_column, values) in zip(columns, made, strict=True)})
    return Table(frame, columns, tuple(place for place, kind in enumerate(found.kinds) if kind != "cell"))


def _measures(explored: Explored) -> list[str]:
    return [column for column in explored.frame.columns if CATALOGUE.has(column)]


def _measured(frame: pd.DataFrame, name: str, fractions: bool) -> list[tuple[Column, pd.Series]]:
    form, digits = _form(name), decimals(name)
    found = [(Column(heading(name), name, form, digits), _value(name, frame[name], fractions))]
    if name + CHANGE in frame:
        label, measure = _(CATALOGUE.measure(name).label).partition("（")[0], CATALOGUE.measure(name)
        unit = _("points") if measure.unit == "percent" else unit_word(measure.unit)
        found.append(
            (
                Column(_("{measure}, before").format(measure=heading(name)), name, form, digits),
                _value(name, frame[name + BEFORE], fractions),
            )
        )
        change = Column(_("{measure}, change {unit}").format(measure=label, unit=unit), name, "tenth" if digits else "count", digits)
        found.append((change, shown(name, frame[name + CHANGE])))
        found.append((Column(_("{measure}, judged").format(measure=label)), frame.apply(lambda row: _verdict(row, name), axis=1)))
    return found


def _verdict(row: pd.Series, name: str) -> str:
    beyond, change = row[name + BEYOND], row[name + CHANGE]
    if pd.isna(beyond) or pd.isna(change):
        return _("not judged")
    if not beyond:
        return _("within noise")
    return _("▲ beyond noise") if change > 0 else _("▼ beyond noise")


def _value(measure: str, values: pd.Series, fractions: bool) -> pd.Series:
    if fractions and CATALOGUE.measure(measure).unit == "percent":
        return pd.to_numeric(values)
    return shown(measure, values)


def _form(measure: str) -> str:
    if CATALOGUE.measure(measure).unit == "percent":
        return "percent"
    return {0: "count", 1: "tenth", 2: "hundredth"}[decimals(measure)]


def _unlike(columns: list[Column]) -> tuple[Column, ...]:
    """Heads that differ: a label that stands twice is numbered."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        seen[column.head] = seen.get(column.head, 0) + 1
        again = seen[column.head]
        found.append(column if again == 1 else Column(f"{column.head} ({again})", column.measure, column.form, column.decimals))
    return tuple(found)
