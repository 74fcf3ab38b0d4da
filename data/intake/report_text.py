"""The report of an import as people read it in a terminal: what a careful analyst wants to know, most important first, on one screen."""

from __future__ import annotations

from collections.abc import Mapping

from data.contracts.reasons import general
from data.intake.report import Dropped, Report, TableReport

MOST_LINES = 20
FEWEST_NOTES = 3
LONGEST = 400


def text(report: Report) -> str:
    """At most MOST_LINES lines for a report of one table; with many tables each keeps its first notes."""
    outcome = _outcome(report)
    heads = [_head(table) for table in report.tables]
    room = MOST_LINES - len(outcome) - sum(map(len, heads))
    each = max(room // max(len(heads), 1), FEWEST_NOTES)
    blocks = [[*head, *_shortened(_notes(table), each)] for head, table in zip(heads, report.tables, strict=True)]
    return "\n".join([*(line for block in blocks for line in block), *outcome])


def _outcome(report: Report) -> list[str]:
    waiting = [table.number for table in report.tables if table.lost_lines or any(not one.harmless for one in table.dropped)]
    mend = f" The lines to mend: python -m data quarantine {waiting[0]}" if waiting and not report.dry_run else ""
    if report.generation:
        return [f"Generation {report.generation} is published.{mend}"]
    if report.refused:
        if report.empty:
            return [f"Nothing of {report.empty[0].where} could be accepted, so nothing was published.{mend}"]
        return [f"Nothing was published. Mend the file or the mapping, or publish it all the same with --accept-losses.{mend}"]
    return ["Nothing changed: no generation was published." if report.nothing_changed else "Dry run: nothing was published."]


def _head(table: TableReport) -> list[str]:
    lines = [
        f"{table.where}: {table.dataset} by preset {table.preset} (header known to {table.score:.0%}), "
        f"{table.encoding} (confidence {table.confidence:.0%})",
        f"  {table.lines:,} lines = {table.header} header + {table.blank} blank + {table.joined} joined "
        f"+ {table.accepted:,} accepted + {table.quarantined_lines:,} quarantined",
        f"  accepted: {table.new:,} new, {table.updated:,} updated, {table.unchanged:,} unchanged",
    ]
    if len(table.rows) > 1 or any(new != table.new for new, _ in table.rows.values()):
        lines.append("  rows: " + "; ".join(f"{name} {new:,} new, {updated:,} updated" for name, (new, updated) in table.rows.items()))
    return lines


def _notes(table: TableReport) -> list[str]:
    names = {target: " ".join(cell.split()) for cell, target in table.columns.items() if target}
    said = [
        *(f"  loss: {loss}" for loss in table.losses),
        *(f"  quarantined {count:,} × {reason}: {_general(reason, names)}" for reason, count in table.quarantined.most_common()),
        *(f"  left empty {one.count:,} × {_general(one.reason, names)}{_examples(one)}" for one in table.dropped),
        *(f"  warning: {warning}" for warning in table.warnings),
    ]
    return [line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in said]


def _shortened(notes: list[str], most: int) -> list[str]:
    if len(notes) <= most:
        return notes
    return [*notes[: most - 1], f"  and {len(notes) - most + 1} more; --json tells all"]


def _examples(one: Dropped) -> str:
    return f" ({', '.join(one.examples)})" if one.examples and not one.reason.startswith("before:") else ""


def _general(reason: str, names: Mapping[str, str]) -> str:
    """The sentence of a counted reason, without the value of a single line, columns by what the file calls them."""
    return general(reason, lambda name: names.get(name, name))
