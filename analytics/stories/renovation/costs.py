"""What projects cost per square metre and household, area by area, one kind of work at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.asking.rows import rows
from analytics.catalogue import Clock
from analytics.shapes.changes import CostRow, Costs
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.statistics.medians import median_interval
from analytics.stories.renovation.numbers import Numbers, label
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import number

FEWEST = 5
MOST = 14
MEASURES = ("investment_per_m2", "investment_per_household")


def costs(numbers: Numbers, otherwise: Table) -> Panel[Picture]:
    """The kind with most projects that state floor area; parts of the area, or the area among its peers.

    Where no project states its costs, its table is the other one.
    """
    return _costs(numbers) or Panel(
        "costs",
        _("No costs to compare"),
        otherwise,
        measures=MEASURES[:1],
        empty=_("Costs are compared where projects state their investment with floor area or households."),
    )


def _costs(numbers: Numbers) -> Panel[Picture] | None:
    known = numbers.areas
    level, focus, above = numbers.part_level, None, numbers.scope.area
    if level is None or numbers.projects["kind"].isin(_kinds(numbers.projects)).sum() < FEWEST:
        area = known.get(numbers.scope.area) if numbers.scope.area else None
        if area is None or area.parent is None:
            return None
        level, focus, above = area.level, area.code, area.parent
    listed = rows(
        "renovation_states",
        ("project_id", "kind", level, "floor_area_m2", "households", "planned_investment"),
        scope=numbers.scope.within(above),
        principal=numbers.principal,
        clock=Clock.STATE,
    ).frame.dropna(subset=[level, "planned_investment"])
    kinds = _kinds(listed)
    if not kinds:
        return None
    chosen = listed[listed["kind"] == kinds[0]]
    names = {code: known.get(code).short for code in chosen[level].unique() if code in known.by_code}
    per_m2 = _by_area(chosen, level, "floor_area_m2", names, focus)
    per_household = _by_area(chosen, level, "households", names, focus)
    if not (per_m2 or per_household):
        return None
    picture = Costs(per_m2, per_household, _median(chosen, "floor_area_m2"), _median(chosen, "households"))
    note = _note(kinds[0], [kind for kind in kinds[1:] if kind != kinds[0]], len(chosen))
    title = _title(per_m2, _(label("renovation_kind", kinds[0])))
    return Panel("costs", title, _table(picture), picture, _("Cost of projects by area"), MEASURES, note=note)


def _table(found: Costs) -> Table:
    lines = [(_("per m²"), row) for row in found.per_m2] + [(_("per household"), row) for row in found.per_household]
    return Table(
        (
            Column(_("Area"), tuple(row.name for _unit, row in lines)),
            Column(_("Cost"), tuple(unit for unit, _row in lines)),
            Column(_("Projects"), tuple(row.projects for _unit, row in lines), "count"),
            Column(_("Median, yuan"), tuple(row.median for _unit, row in lines), "tenth"),
            Column(_("95% low"), tuple(row.low for _unit, row in lines), "tenth"),
            Column(_("95% high"), tuple(row.high for _unit, row in lines), "tenth"),
        )
    )


def _kinds(frame: pd.DataFrame) -> list[str]:
    """Kinds whose projects state investment and floor area or households, the most frequent first."""
    stated = frame[(frame["planned_investment"] > 0) & ((frame["floor_area_m2"] > 0) | (frame["households"] > 0))]
    with_area = stated[stated["floor_area_m2"] > 0]["kind"].value_counts()
    return [*with_area.index, *(kind for kind in stated["kind"].unique() if kind not in with_area.index)]


def _by_area(frame: pd.DataFrame, level: str, size: str, names: dict[str, str], focus: str | None) -> tuple[CostRow, ...]:
    stated = frame[frame[size] > 0]
    ratios = (stated["planned_investment"] / stated[size]).astype(float)
    whole = float(ratios.median()) if len(ratios) else float("nan")
    found = []
    for code, values in ratios.groupby(stated[level]):
        low, high = median_interval(values.to_numpy())
        apart = low is not None and high is not None and (low > whole or high < whole)
        found.append(CostRow(names.get(str(code), str(code)), len(values), float(values.median()), low, high, code == focus, apart))
    kept = sorted(found, key=lambda row: (not row.focus, -row.projects))[:MOST]
    return tuple(sorted(kept, key=lambda row: row.median))


def _median(frame: pd.DataFrame, size: str) -> float | None:
    stated = frame[frame[size] > 0]
    return float(np.median(stated["planned_investment"] / stated[size])) if len(stated) else None


def _title(per_m2: tuple[CostRow, ...], kind: str) -> str:
    apart = [row.name for row in per_m2 if row.apart]
    if not per_m2:
        return _("{kind}: no cost per m² can be stated").format(kind=kind)
    if not apart:
        return _("{kind}: cost per m² alike everywhere").format(kind=kind)
    if len(apart) <= 2:
        return _("{kind}: {names} unlike in cost per m²").format(kind=kind, names=_(", ").join(apart))
    return _("{kind}: {count} areas unlike in cost per m²").format(kind=kind, count=len(apart))


def _note(kind: str, others: list[str], count: int) -> str:
    text = _("Median over {count} projects ({kind}), bars its 95% interval from the ranks; an area with fewer than six has none.").format(
        count=number(count), kind=_(label("renovation_kind", kind))
    )
    if others:
        names = _(", ").join(_(label("renovation_kind", other)) for other in others)
        text += ("" if language() == CHINESE else " ") + _("Work of other kinds ({names}) is not comparable and left out.").format(
            names=names
        )
    return text
