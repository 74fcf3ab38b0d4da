"""What an import warns about: guesses, repairs, twins and unknown values; nothing here stops a row."""

from __future__ import annotations

import duckdb

from data.contracts import CONTRACTS
from data.intake.detect import LOW_CONFIDENCE
from data.intake.report import TableReport
from data.intake.rules_merge import equal_but_for_the_key
from data.intake.rules_queries import far_ahead, repaired_counts, warn_about_channels

REPAIRS = {
    "zero_position": "the position 0/0 was read as missing.",
    "swapped_position": "longitude and latitude were swapped and put right.",
}
# The moment of each dataset that says how far its data reach.
MOMENTS = {"tickets": "received_at", "activities": "held_at"}


def remarks(connection: duckdb.DuckDBPyConnection, report: TableReport, judged: str) -> list[str]:
    """The warnings of one judged table, as sentences."""
    found = []
    if report.confidence < LOW_CONFIDENCE:
        sure = f"{report.confidence:.0%} sure"
        found.append(f"The encoding {report.encoding} is a guess ({sure}); name it with --encoding if the text looks wrong.")
    if (moment := MOMENTS.get(report.dataset)) and (ahead := far_ahead(connection, judged, moment)):
        day, before, rows = ahead
        found.append(f"{rows} rows are dated {day} or later, while the rest ends on {before}; they move the newest data. Check the year.")
    if report.dataset != "tickets":
        return found
    found += [f"{count} rows: {REPAIRS[what]}" for what, count in repaired_counts(connection, judged)]
    if twins := equal_but_for_the_key(connection, judged, CONTRACTS[report.dataset]):
        found.append(f"{twins} rows equal another row in everything but the number; check whether they are real.")
    return found + warn_about_channels(connection, judged)
