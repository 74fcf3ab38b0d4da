"""What stands around a table and holds for all of its lines: the month of the report, the year, units, the district it belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from data.contracts.model import N_, Type
from data.intake.mapping.lines import last_day, months_of
from data.intake.mapping.preset import MappingError, Preset
from data.intake.mapping.units import UNITS, Quantity, Unit, of_title
from data.intake.reading.header import Layout
from data.intake.reading.survey import Written
from data.intake.remark import remark

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?=年|[^\d]|$)")
# In the order of trust: from January to a month, a year with a month, digits of a file name, a month by itself.
SPAN = re.compile(r"(?:(20\d\d)年)?\d{1,2}月?[-—–~至到]+(1[0-2]|0?[1-9])月")
MONTH = re.compile(r"(?<!\d)(20\d\d)(?:年|[-_./])(1[0-2]|0?[1-9])(?!\d)")
DIGITS = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?:[0-3]\d)?(?!\d)")
ALONE = re.compile(r"(?<![\d年.])(1[0-2]|0?[1-9])月")
PERCENT_FRACTION = Unit("1", Quantity.PERCENT, 100)
PERCENT_MIXED = Unit("%?", Quantity.PERCENT, 1)
PERCENTS = {
    Written.SHARES: N_("{column}: values up to 1 were read as shares of 100 %."),
    Written.MIXED: N_("{column} mixes percents such as 57 with shares such as 0.57: values up to 1 without a sign were left empty."),
}
PIECES = UNITS["个"]


@dataclass(frozen=True)
class Context:
    """`month` is the first day of the month of the report; None where nothing says it."""

    month: date | None
    year: int | None
    units: dict[Quantity, Unit]
    where: str

    @property
    def reported_until(self) -> date | None:
        return last_day(self.month) if self.month else None


def read_month(text: str) -> date:
    """The month of 2021-06, 2021-06-30 or 2021年6月. Raises MappingError for anything else."""
    found = MONTH.search(text.strip()) or DIGITS.search(text.strip())
    if not found:
        raise MappingError(N_("{text!r} is not a month. Write it as in 2021-06."), text=text)
    return date(int(found[1]), int(found[2]), 1)


def read_moment(text: str) -> datetime:
    """The last second of the day, or of the month, that --as-of names. Raises MappingError for anything else."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = last_day(read_month(text))
    return datetime.combine(day, time(23, 59, 59))


def context_of(layout: Layout, names: Collection[str], as_of: str | None) -> Context:
    """What the titles say of the table, else the names of its sheet and its file (`names`, nearest first); `as_of` wins."""
    texts = [unicodedata.normalize("NFKC", text) for text in (*layout.titles, *names)]
    header = unicodedata.normalize("NFKC", " ".join(layout.mapping.header))
    year = next((int(found[1]) for text in (*texts, header) for found in YEAR.finditer(text)), None)
    month = read_month(as_of) if as_of else next((found for text in texts if (found := _month(text, year))), None)
    return Context(
        month, month.year if as_of and month else year or (month.year if month else None), of_title(list(layout.titles)), "\n".join(texts)
    )


def _month(text: str, year: int | None) -> date | None:
    if found := SPAN.search(text):
        known = int(found[1]) if found[1] else year
        return date(known, int(found[2]), 1) if known else None
    if found := MONTH.search(text) or DIGITS.search(text):
        return date(int(found[1]), int(found[2]), 1)
    found = ALONE.search(text)
    return date(year, int(found[1]), 1) if found and year else None


def settle(layout: Layout, context: Context, percents: Mapping[str, Written]) -> tuple[Layout, list[str]]:
    """The layout with month, year and units filled in, and what is worth saying about them.

    `percents` are the columns of percents that are written as 0.85, wholly or in part. Raises MappingError when lines need a month or a
    year that nothing states.
    """
    mapping = layout.mapping
    preset = mapping.preset
    constants = {**_times(layout, context), **preset.constants}
    notes: list[str] = []
    if "month" in constants and context.month and constants["month"] == context.month.isoformat():
        notes.append(remark(N_("Read as the report of {month}."), month=f"{context.month:%Y-%m}"))
    units = {column.name: PIECES for column in mapping.contract.columns if column.type is Type.INTEGER}
    for name, assumed in preset.units.items():
        unit = UNITS[assumed]
        # Months that stand side by side count in what the column beside or above them states.
        stated = mapping.units.get(name) or context.units.get(unit.quantity)
        targets = [name, *(month for month, _, _ in months_of(preset, mapping.indexes) if name == preset.monthly)]
        targets = [target for target in targets if target in mapping.indexes]
        units |= {target: mapping.units.get(target) or stated or unit for target in targets}
        silent = [mapping.header[mapping.indexes[target]] for target in targets if target not in mapping.units]
        if silent and not stated and unit.quantity is Quantity.MONEY:
            text = N_("No unit is stated for {columns}: amounts without one were read as {unit}.")
            notes.append(remark(text, columns=silent, unit=assumed))
    units |= mapping.units | {name: PERCENT_FRACTION if written is Written.SHARES else PERCENT_MIXED for name, written in percents.items()}
    notes += [remark(PERCENTS[written], column=mapping.header[mapping.indexes[name]]) for name, written in sorted(percents.items())]
    settled = replace(mapping, preset=preset.model_copy(update={"constants": constants}), units=units)
    return replace(layout, mapping=settled), notes


def _times(layout: Layout, context: Context) -> dict[str, str]:
    mapping = layout.mapping
    preset, columns = mapping.preset, {column.name: column for column in mapping.contract.columns}
    months = list(months_of(preset, mapping.indexes))
    found: dict[str, str] = {}
    side_by_side = any(year is None for _, year, _ in months)
    if "year" in columns and "year" not in mapping.indexes and (side_by_side or preset.dataset == "investment_targets"):
        if not context.year:
            raise MappingError(
                N_(
                    "Nothing says which year the amounts belong to. Name a month of it, as in --as-of 2021-12 (read by the preset {preset})."
                ),
                preset=preset.name,
            )
        found["year"] = str(context.year)
    if "month" in mapping.indexes or "month" not in columns:
        return found
    if columns["month"].type is Type.INTEGER:
        return {**found, "month": "0"}
    if context.month and not months:
        found["month"] = context.month.isoformat()
    elif not months and _needs_month(preset, mapping.indexes):
        text = N_("Nothing says which month the table reports. Name it, as in --as-of 2021-06 (read by the preset {preset}).")
        raise MappingError(text, preset=preset.name)
    return found


def _needs_month(preset: Preset, mapped: Collection[str]) -> bool:
    progress = {"planned_percent", "actual_percent", "planned_spend", "actual_spend", "inflow", "cases", "mean_days"}
    return preset.dataset in ("renovation_progress", "renovation_plans", "investment_flows", "service_cases") or bool(
        progress & set(mapped)
    )
