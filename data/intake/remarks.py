"""What an import warns about: guesses, repairs, twins and unknown values; nothing here stops a row."""

from __future__ import annotations

import duckdb

from data.ahead import OF_TICKETS, far_ahead
from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.intake.mapping.preset import Preset
from data.intake.reading.detect import LOW_CONFIDENCE
from data.intake.remark import remark
from data.intake.report import TableReport
from data.intake.rules.merge import equal_but_for_the_key
from data.intake.rules.queries import repaired_counts, warn_about_channels

REPAIRS = {
    "zero_position": N_("{count} rows: the position 0/0 was read as missing."),
    "swapped_position": N_("{count} rows: longitude and latitude were swapped and put right."),
}
# The moments of each dataset that say how far its data reach.
MOMENTS = {"tickets": OF_TICKETS, "activities": ("held_at",)}


def remarks(connection: duckdb.DuckDBPyConnection, report: TableReport, judged: str, preset: Preset | None = None) -> list[str]:
    """The warnings of one judged table, as sentences."""
    found: list[str] = []
    if report.confidence < LOW_CONFIDENCE:
        sure = f"{report.confidence:.0%}"
        text = N_("The encoding {encoding} is a guess ({sure}); name another one if the text looks wrong.")
        found.append(remark(text, encoding=report.encoding, sure=sure))
    if (moments := MOMENTS.get(report.dataset)) and (ahead := far_ahead(connection, judged, moments, "reasons IS NULL")):
        text = N_(
            "{count} rows are dated {day} or later, while the rest ends on {before}; they do not move the newest data. Check the year."
        )
        found.append(remark(text, count=ahead.rows, day=ahead.day, before=ahead.before))
    if report.dataset != "tickets":
        return found
    found += [remark(REPAIRS[what], count=count) for what, count in repaired_counts(connection, judged)]
    if twins := equal_but_for_the_key(connection, judged, CONTRACTS[report.dataset]):
        found.append(remark(N_("{count} rows equal another row in everything but the number; check whether they are real."), count=twins))
    meant = [*preset.values.get("channel", {}).values(), *filter(None, [preset.constants.get("channel")])] if preset else []
    return found + warn_about_channels(connection, judged, meant)
