"""Every physical line of a table in exactly one account: header, blank, joined, accepted or quarantined."""

from __future__ import annotations

from datetime import datetime

import duckdb

from data.contracts.reasons import SETTLED, code, group
from data.intake.reading.staging import Staged
from data.intake.report import TableReport
from data.intake.rules.lines import BLANK
from data.intake.rules.queries import emptied_rows, stopped_rows

# A column that is wrong throughout is mended in the mapping, not line by line.
MOST_EMPTIED = 20_000


def account(connection: duckdb.DuckDBPyConnection, staged: Staged, report: TableReport) -> dict[int, list[str]]:
    """Fill the counts of a report whose accepted rows are known; returns every quarantined line with its reasons.

    Raises NotConserved when the lines do not add up.
    """
    reasons = _stopped(connection, staged)
    report.lines, report.header, report.blank = staged.lines, staged.header, staged.blank
    joined = dict(staged.spans)
    for line in [line for line, why in reasons.items() if why == [BLANK]]:
        span = joined.pop(line, 1)
        report.blank += span
        for step in range(span):
            del reasons[line + step]
    report.joined = sum(span - 1 for line, span in joined.items() if line not in reasons)
    report.quarantined_lines = len(reasons)
    report.lost_lines = sum(not any(code(reason) in SETTLED or code(reason) == "continues" for reason in why) for why in reasons.values())
    for why in reasons.values():
        report.quarantined.update({group(reason) for reason in why})
    report.conserve()
    return reasons


def _stopped(connection: duckdb.DuckDBPyConnection, staged: Staged) -> dict[int, list[str]]:
    """Lines stopped before or by the rules, the continuation lines of a stopped record included."""
    found = {line: [reason] for line, reason in staged.rejected.items()}
    rows, why, keepers, same = stopped_rows(connection, staged.judged)
    lines = staged.lines_of(rows).tolist() if len(rows) else []
    kept = staged.lines_of(keepers).tolist() if len(keepers) else []
    for line, reasons, keeper, equal in zip(lines, why, kept, same, strict=True):
        found[line] = list(reasons) if reasons is not None else [f"duplicate:{keeper}" if equal else f"superseded:{keeper}"]
    for line in [line for line in found if line in staged.spans]:
        found |= {line + step: [f"continues:{line}"] for step in range(1, staged.spans[line])}
    return found


def emptied(connection: duckdb.DuckDBPyConnection, staged: Staged) -> dict[int, list[str]]:
    """Lines of accepted rows of which a column could not be read and was left empty, with the reasons; the first MOST_EMPTIED of them."""
    rows, why = emptied_rows(connection, staged.judged, MOST_EMPTIED)
    lines = staged.lines_of(rows).tolist() if len(rows) else []
    found = {line: list(reasons) for line, reasons in zip(lines, why, strict=True)}
    for line in [line for line in found if line in staged.spans]:
        found |= {line + step: [f"continues:{line}"] for step in range(1, staged.spans[line])}
    return found


def ledger_entry(number: int, report: TableReport, digest: str, now: datetime, generation: int) -> list[object]:
    """The row of `imports`, in the order of its columns."""
    return [
        number, report.file, report.sheet, digest, report.dataset, report.source, report.preset, report.encoding, report.confidence,
        report.lines, report.header, report.blank, report.joined, report.accepted, report.updated, report.unchanged,
        report.quarantined_lines, [*map(str, report.warnings)], now, generation, report.label["en"], report.label["zh_CN"], report.head,
        report.delimiter,
    ]  # fmt: skip
