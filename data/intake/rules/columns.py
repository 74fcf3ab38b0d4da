"""What only a whole column can say, once all rows are judged: midnights, time limits, closed states, cut numbers, missing numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from data.calendar import working_days
from data.contracts.model import Contract
from data.contracts.policy import policy
from data.intake.rules.literals import literal
from data.intake.rules.parse import CUT_NUMBER, NO_NUMBER

# From this share of the clock times between midnight and six, told to the second, a column runs through the night.
NIGHT_SHARE = 0.05
# A spreadsheet keeps fifteen digits of a number and writes zeros behind them; by chance one number in a thousand ends so.
KEPT_DIGITS = 15
CUT_SHARE = 0.2
FEWEST_CUT = 2
# A file with so many of them is to be exported anew; a few among good ones are cases that only lack their number.
SPARED_SHARE = 0.5


@dataclass(frozen=True)
class States:
    """How many cases are closed by their state alone, and how many a state calls open although they have a closing time."""

    closed: int
    contradicted: int
    at: datetime | None


def read_midnights(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract, there: Collection[str]) -> dict[str, int]:
    """Let an exact midnight be the end of that day where a bare date is, unless the column runs through the night; the counts by column."""
    names = [column.name for column in contract.columns if column.end_of_day and column.name in there]
    if not names:
        return {}
    counts = connection.execute(f"SELECT {', '.join(map(_night_and_day, names))} FROM {judged} WHERE reasons IS NULL").fetchall()[0]
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        midnights, night, clocks = counts[3 * place : 3 * place + 3]
        if midnights and night < max(NIGHT_SHARE * clocks, 1):
            connection.execute(f"UPDATE {judged} SET {name} = {name} + INTERVAL '23:59:59' WHERE {name} = date_trunc('day', {name})")
            found[name] = int(midnights)
    return found


def _night_and_day(name: str) -> str:
    """Three counts of a column: exact midnights, times of the night to the second, times with a clock."""
    sharp = f"{name} = date_trunc('day', {name})"
    clock = f"NOT ({sharp}) AND CAST({name} AS TIME) <> TIME '23:59:59'"
    night = f"{clock} AND hour({name}) < 6 AND second({name}) > 0"
    return ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in (sharp, night, clock))


def bare_dates(connection: duckdb.DuckDBPyConnection, judged: str, names: Sequence[str]) -> dict[str, int]:
    """How many accepted rows have a date without a time of day in each column."""
    if not names:
        return {}
    bare = ", ".join(f"count(*) FILTER (WHERE CAST({name} AS TIME) = TIME '23:59:59')" for name in names)
    counts = connection.execute(f"SELECT {bare} FROM {judged} WHERE reasons IS NULL").fetchall()[0]
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}


def reckon_deadlines(connection: duckdb.DuckDBPyConnection, judged: str) -> dict[str, int]:
    """Compute the deadline of rows that state a time limit instead; how many by unit: working days w, days of the calendar d, hours h."""
    counted = connection.execute(
        f"SELECT due_limit[1], count(*) FROM {judged} WHERE due_limit IS NOT NULL AND reasons IS NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    if not counted:
        return {}
    connection.register("frame", working_days(policy()))
    connection.execute("CREATE OR REPLACE TEMP TABLE limit_days AS SELECT CAST(day AS DATE) AS day, is_working, ordinal FROM frame")
    connection.unregister("frame")
    connection.execute(
        f"""UPDATE {judged} SET due_at = CASE WHEN received_at = date_trunc('day', received_at) THEN INTERVAL '23:59:59' ELSE INTERVAL 0 SECOND END
            + CASE due_limit[1]
            WHEN 'h' THEN received_at + to_hours(CAST(due_limit[2:] AS INTEGER))
            WHEN 'd' THEN received_at + to_days(CAST(due_limit[2:] AS INTEGER))
            ELSE (
                SELECT last.day + (received_at - date_trunc('day', received_at))
                FROM limit_days AS opening JOIN limit_days AS last
                    ON last.is_working AND last.ordinal = opening.ordinal + CAST({judged}.due_limit[2:] AS INTEGER)
                WHERE opening.day = CAST({judged}.received_at AS DATE))
        END WHERE due_limit IS NOT NULL AND due_at IS NULL"""
    )
    return {unit: int(count) for unit, count in counted}


def believe_states(connection: duckdb.DuckDBPyConnection, judged: str, at: datetime | None) -> States:
    """A case whose state says that it is closed, without saying when, is known to be closed from `at` on: the moment of the export."""
    closed, contradicted = connection.execute(
        f"""SELECT count(*) FILTER (WHERE stated = 'closed' AND resolved_at IS NULL AND void_at IS NULL),
        count(*) FILTER (WHERE stated = 'open' AND resolved_at IS NOT NULL) FROM {judged} WHERE reasons IS NULL"""
    ).fetchall()[0]
    if closed and at is not None:
        connection.execute(
            f"""UPDATE {judged} SET closed_known_at = greatest(CAST($at AS TIMESTAMP), received_at)
            WHERE stated = 'closed' AND resolved_at IS NULL AND void_at IS NULL AND reasons IS NULL""",
            {"at": at},
        )
    return States(int(closed), int(contradicted), at)


def unread_states(connection: duckdb.DuckDBPyConnection, judged: str) -> dict[str, int]:
    """The words of a state that say neither that a case is open nor that it is closed, with the rows that no closing time decides."""
    found = connection.execute(
        f"""SELECT stated[2:], count(*) FROM {judged} WHERE reasons IS NULL AND starts_with(stated, '?') AND resolved_at IS NULL
        GROUP BY 1 ORDER BY count(*) DESC, 1"""
    ).fetchall()
    return {word: int(count) for word, count in found}


def newest_moment(connection: duckdb.DuckDBPyConnection, judged: str, moments: Sequence[str], before: datetime | None) -> datetime | None:
    """The newest of some moments over the accepted rows, or the newest before `before`."""
    bounded = [f"max({name}) FILTER (WHERE {name} < $before)" if before else f"max({name})" for name in moments]
    parameters = {"before": before} if before else {}
    found: datetime | None = connection.execute(
        f"SELECT greatest({', '.join(bounded)}) FROM {judged} WHERE reasons IS NULL", parameters
    ).fetchall()[0][0]
    return found


def sort_out_cut_numbers(connection: duckdb.DuckDBPyConnection, judged: str, name: str, *, spare: bool) -> int:
    """Let nothing identify a case that is no number of it: ####, 同上, 2.101E+17, or zeros behind the fifteenth digit where too many end so.

    With `spare`, where only a few are cut, these rows are left without a number, and their count is returned; otherwise they are turned away.
    """
    long = f"regexp_full_match({name}, '\\d{{{KEPT_DIGITS + 1},}}')"
    zeros = f"({long} AND regexp_full_match({name}[{KEPT_DIGITS + 1}:], '0+'))"
    short = f"(regexp_full_match({name}, {literal(NO_NUMBER)}) OR ((contains({name}, 'E') OR contains({name}, 'e')) AND regexp_full_match({name}, {literal(CUT_NUMBER)})))"
    rows, cut, ending, numbers = connection.execute(
        f"""SELECT count(*), count(*) FILTER (WHERE {short}), count(*) FILTER (WHERE {zeros}), count(*) FILTER (WHERE {long})
        FROM {judged} WHERE reasons IS NULL"""
    ).fetchall()[0]
    lost = short if ending < FEWEST_CUT or ending < CUT_SHARE * numbers else f"({short} OR {zeros})"
    count = int(cut) + (int(ending) if lost != short else 0)
    if not count:
        return 0
    if spare and count < SPARED_SHARE * rows:
        connection.execute(f"UPDATE {judged} SET {name} = NULL WHERE reasons IS NULL AND {lost}")
        return count
    # An update of a list would move rows, and their numbers say on which line they stand.
    connection.execute(
        f"""CREATE TEMP TABLE recut AS SELECT * REPLACE (
            CASE WHEN reasons IS NULL AND {lost} THEN ['cut_number:{name}:' || left({name}, 30)] ELSE reasons END AS reasons)
        FROM {judged} ORDER BY rowid"""
    )
    connection.execute(f"DROP TABLE {judged}")
    connection.execute(f"ALTER TABLE recut RENAME TO {judged}")
    return 0


def number_by_content(connection: duckdb.DuckDBPyConnection, judged: str, number: str, content: list[str]) -> None:
    """Give rows of a table without numbers one of what they are about: the same in every export; equal rows are counted apart."""
    listed = ", ".join(f"coalesce(alike(CAST({name} AS VARCHAR)), '')" for name in content)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE numbered AS
        SELECT rowid AS row, 'n' || left(sha256(concat_ws('/', {listed}) || '/' || row_number() OVER (PARTITION BY {listed} ORDER BY rowid)), 15) AS number
        FROM {judged} WHERE reasons IS NULL AND {number} IS NULL"""
    )
    connection.execute(f"UPDATE {judged} SET {number} = numbered.number FROM numbered WHERE {judged}.rowid = numbered.row")
    connection.execute("DROP TABLE numbered")


def dropped_counts(connection: duckdb.DuckDBPyConnection, judged: str) -> list[tuple[str, int]]:
    """Every reason for which a column of accepted rows was left empty, with its count, most frequent first."""
    return connection.execute(
        f"""SELECT reason, count(*) FROM (SELECT unnest(dropped) AS reason FROM {judged} WHERE reasons IS NULL AND dropped IS NOT NULL)
        GROUP BY reason ORDER BY count(*) DESC, reason"""
    ).fetchall()


def filled(connection: duckdb.DuckDBPyConnection, judged: str, names: list[str]) -> dict[str, int]:
    """How many accepted rows have a value in each column."""
    counts = ", ".join(f'count("{name}")' for name in names)
    found = connection.execute(f"SELECT {counts} FROM {judged} WHERE reasons IS NULL").fetchall()[0] if names else ()
    return dict(zip(names, map(int, found), strict=True))
