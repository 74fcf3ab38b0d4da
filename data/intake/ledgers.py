"""From the judged lines of a ledger to the rows of every table that they fill, merged with what is known."""

from __future__ import annotations

from datetime import date, datetime

import duckdb

from data.contracts import CONTRACTS
from data.contracts.investment import STAGES, WITHDRAWN
from data.contracts.model import N_
from data.intake.mapping.context import Context
from data.intake.mapping.lines import AREA_OF, NAMED, months_of
from data.intake.mapping.mapping import Mapping
from data.intake.placing import ledgers as ledger_places
from data.intake.placing.aliases import Aliases
from data.intake.reading.header import Layout
from data.intake.remark import remark
from data.intake.report import TableReport
from data.intake.rules import ledgers as sql
from data.intake.rules import merge as rules_merge
from data.intake.rules import snapshots as rules_snapshots
from data.intake.rules.places import take_listed
from data.intake.rules.queries import SHOWN, namesakes

# A blank cell does not take these back: a stage that was reached stays reached.
STAGE_DATES = tuple(f"{stage}_at" for stage in (*STAGES, WITHDRAWN))


def merge(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    context: Context,
    report: TableReport,
    judged: str,
    within: str | None,
    aliases: Aliases,
    import_id: int,
    now: datetime,
) -> None:
    """Find places and numbers, spread the lines over their tables, merge each, and count what became of the lines."""
    mapping = layout.mapping
    columns = mapping.contract.names
    stated = {*mapping.indexes, *mapping.preset.constants}
    lines = sql.number_lines(connection, judged)
    laid, area = ledger_places.lay(connection, lines, report.dataset, columns, within, context.where, aliases)
    report.losses += laid.doubts
    report.warnings += laid.warnings + _identify(connection, mapping, lines, area)
    if report.dataset == "areas":
        sql.refuse_orphans(connection, lines)
        take_listed(connection, lines)
    if "stage" in stated:
        sql.date_stages(connection, lines, context.reported_until or now.date())
    sql.put_back(connection, judged)
    rules_merge.find_repeats(connection, judged, mapping.contract)
    rules_snapshots.prepare(connection)
    if "renovation_plans" in mapping.preset.tables:
        rules_snapshots.keep_first_plans(connection, judged, stated)
    for table in mapping.preset.tables:
        contract = CONTRACTS[table]
        sql.spread(connection, judged, table, columns, _months(mapping, table), first=table == report.dataset)
        stale = rules_snapshots.leave_stale(connection, contract)
        lasting = {"name", area, *(STAGE_DATES if table == "investment_projects" else ())}
        given = ({name for name in contract.names if name in stated} - lasting) | set(contract.key)
        known = rules_snapshots.take_spread(connection, contract)
        merged = rules_merge.merge(connection, contract, given, import_id, now)
        rules_snapshots.note_outcomes(connection, contract, known=known, first=table == report.dataset)
        rules_merge.settle(connection)
        report.rows[table] = (merged.accepted - merged.updated - merged.unchanged, merged.updated)
        if stale + merged.stale and table == report.dataset:
            text = N_("{count} rows of {table} are older than what is already known and changed nothing.")
            report.warnings.append(remark(text, count=stale + merged.stale, table=table))
    report.accepted, report.updated, report.unchanged = rules_snapshots.line_outcomes(connection, judged)


def _identify(connection: duckdb.DuckDBPyConnection, mapping: Mapping, judged: str, area: str) -> list[str]:
    dataset, columns = mapping.preset.dataset, mapping.contract.names
    if dataset == "activities":
        content = [column.name for column in CONTRACTS[dataset].columns if column.name != "activity_id"]
        sql.refuse(connection, judged, "area_code IS NULL", "missing:area_code")
        sql.make_event_numbers(connection, judged, "activity_id", content)
        return []
    if dataset not in NAMED:
        if dataset in AREA_OF:
            sql.refuse(connection, judged, f"{area} IS NULL", f"missing:{area}")
        return []
    number, table = NAMED[dataset]
    register = sql.Register(table, number, AREA_OF[table])
    if "name" in columns:
        sql.find_numbers(connection, judged, register, area)
    if table in mapping.preset.tables:
        sql.make_numbers(connection, judged, number, area)
        sql.keep_deeper_areas(connection, judged, register, area)
        known = f"{number} IN (SELECT {number} FROM accepted_{table})"
        if table == dataset:
            sql.refuse(connection, judged, f"{area} IS NULL AND NOT coalesce({known}, FALSE)", f"missing:{AREA_OF[table]}")
    sql.refuse(connection, judged, f"{number} IS NULL", f"unknown_name:{number}")
    if table in mapping.preset.tables:
        doubles = namesakes(connection, judged, table, number, register.area)
        more = ", …" if len(doubles) > SHOWN else ""
        named = ", ".join(doubles[:SHOWN]) + more
        return (
            [
                remark(
                    N_("{count} new records bear the name of a known one elsewhere in the district: {names}. Check the area."),
                    count=len(doubles),
                    names=named,
                )
            ]
            if doubles
            else []
        )
    strangers = sql.unregistered(connection, judged, register)
    text = N_("{count} lines bear a number that is not in {table}; they count nowhere until it is.")
    return [remark(text, count=strangers, table=table)] if strangers else []


def _months(mapping: Mapping, table: str) -> list[tuple[str, str, str]]:
    column = mapping.preset.monthly
    if not column or column not in CONTRACTS[table].names:
        return []
    found = []
    for name, year, month in months_of(mapping.preset, mapping.indexes):
        first = f"DATE '{date(year, month, 1)}'" if year else f"make_date(CAST(year AS INTEGER), {month}, 1)"
        found.append((name, column, str(month) if table == "investment_targets" else first))
    return found
