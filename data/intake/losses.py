"""What a table lost on its way in: columns left empty in accepted rows, and when that, or the lines outside, needs an explicit yes."""

from __future__ import annotations

import duckdb

from data.contracts.model import N_
from data.contracts.policy import Losses
from data.contracts.reasons import group
from data.intake.reading.header import Layout
from data.intake.remark import remark
from data.intake.report import Dropped, TableReport
from data.intake.rules.columns import dropped_counts, filled

EXAMPLES = 3


def dropped_of(connection: duckdb.DuckDBPyConnection, judged: str, layout: Layout) -> list[Dropped]:
    """Which columns of accepted rows were left empty, why, how often and for which texts; most frequent first."""
    found: dict[str, Dropped] = {}
    for reason, count in dropped_counts(connection, judged):
        column = reason.split(":", 2)[1]
        index = layout.mapping.indexes.get(column)
        one = found.setdefault(group(reason), Dropped(column, layout.mapping.header[index] if index is not None else column, group(reason)))
        one.count += count
        if len(one.examples) < EXAMPLES and (example := ([*reason.split(":", 2), ""])[2]):
            one.examples.append(example)
    present = filled(connection, judged, list(dict.fromkeys(one.column for one in found.values())))
    for one in found.values():
        one.filled = present[one.column]
    return sorted(found.values(), key=lambda one: (one.harmless, -one.count))


def losses_of(report: TableReport, limits: Losses) -> list[str]:
    """The losses that publishing needs an explicit yes for; with nothing accepted there is nothing to publish."""
    records = report.lines - report.header - report.blank - report.joined
    losses: list[str] = []
    if report.lost_lines > limits.lines * records:
        text = N_("{lost} of {records} lines would stay outside ({share}).")
        losses.append(remark(text, lost=report.lost_lines, records=records, share=f"{report.lost_lines / records:.0%}"))
    by_column: dict[str, tuple[int, int]] = {}
    for one in report.dropped:
        if not one.harmless:
            lost, _ = by_column.get(one.name, (0, 0))
            by_column[one.name] = (lost + one.count, one.filled)
    for name, (lost, present) in by_column.items():
        if lost > limits.column * (lost + present):
            text = N_("{column} cannot be read in {lost} of {cells} filled cells ({share}) and would be left empty there.")
            losses.append(remark(text, column=name, lost=lost, cells=lost + present, share=f"{lost / (lost + present):.0%}"))
    return losses
