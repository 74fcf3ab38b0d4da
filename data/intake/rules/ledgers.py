"""SQL over the judged lines of a ledger: names become numbers, and each line is spread over the tables that it fills."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from data.contracts import CONTRACTS
from data.contracts.investment import STAGES, WITHDRAWN
from data.intake.rules.places import take


@dataclass(frozen=True)
class Register:
    """The table that knows a record by its number, its name and where it lies."""

    table: str
    number: str
    area: str


def number_lines(connection: duckdb.DuckDBPyConnection, judged: str) -> str:
    """Copy the judged lines with their number as `line`: an update may move a row, and its rowid with it. Returns the copy's name."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE numbered_lines AS SELECT *, rowid AS line FROM {judged}")
    return "numbered_lines"


def put_back(connection: duckdb.DuckDBPyConnection, judged: str) -> None:
    """Replace the judged lines by their copy, in the order that they had."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {judged} AS SELECT * EXCLUDE (line) FROM numbered_lines ORDER BY line")
    connection.execute("DROP TABLE numbered_lines")


def distinct(connection: duckdb.DuckDBPyConnection, judged: str, columns: Sequence[str]) -> list[tuple[str | None, ...]]:
    """The distinct texts of some columns over the accepted lines."""
    names = ", ".join(columns)
    return connection.execute(f"SELECT DISTINCT {names} FROM {judged} WHERE reasons IS NULL ORDER BY ALL").fetchall()


def counted(connection: duckdb.DuckDBPyConnection, judged: str, columns: Sequence[str]) -> list[tuple[tuple[str | None, ...], int]]:
    """The same, each with its number of lines."""
    names = ", ".join(columns)
    found = connection.execute(f"SELECT {names}, count(*) FROM {judged} WHERE reasons IS NULL GROUP BY ALL ORDER BY ALL").fetchall()
    return [(row[:-1], int(row[-1])) for row in found]


def lay_places(connection: duckdb.DuckDBPyConnection, judged: str, frame: pd.DataFrame, asked: Sequence[str], found: Sequence[str]) -> None:
    """Replace the area texts `asked` (named_… in the frame) by the codes of the columns `found`."""
    take(connection, "placed_names", frame, {name: "VARCHAR" for name in frame.columns})
    same = " AND ".join(f"{judged}.{name} IS NOT DISTINCT FROM placed_names.named_{name}" for name in asked)
    codes = ", ".join(f"{name} = placed_names.{name}" for name in found)
    connection.execute(f"UPDATE {judged} SET {codes} FROM placed_names WHERE reasons IS NULL AND {same}")


def lay_areas(connection: duckdb.DuckDBPyConnection, judged: str) -> None:
    """Write the codes, levels and parents of `placed_areas` into the lines; a parent that nobody knows turns a line away."""
    connection.execute(
        f"""UPDATE {judged} SET area_code = placed_areas.area_code, level = placed_areas.level, parent_code = placed_areas.parent_code
        FROM placed_areas WHERE {judged}.line = placed_areas.row"""
    )


def refuse_orphans(connection: duckdb.DuckDBPyConnection, judged: str) -> None:
    """Turn lines away whose parent neither another line nor the table of areas knows, and again those below them."""
    while connection.execute(
        f"""UPDATE {judged} SET reasons = ['unknown_parent:' || left(masked(parent_code), 30)]
        WHERE reasons IS NULL AND parent_code IS NOT NULL AND parent_code NOT IN (
            SELECT area_code FROM accepted_areas UNION ALL SELECT area_code FROM {judged} WHERE reasons IS NULL AND area_code IS NOT NULL)"""
    ).fetchall()[0][0]:
        pass


def find_numbers(connection: duckdb.DuckDBPyConnection, judged: str, register: Register, area: str) -> None:
    """Give lines without a number that of the record of the same name in the same place; several candidates are a reason."""
    number = register.number
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE numbered AS
        WITH register AS (
            SELECT {number} AS number, plain_name(name) AS name, {register.area} AS area FROM accepted_{register.table}
        ),
        asked AS (
            SELECT line AS row, plain_name(name) AS name, {area} AS area FROM {judged}
            WHERE reasons IS NULL AND {number} IS NULL AND name IS NOT NULL
        ),
        near AS (
            SELECT row, number, register.area IS NOT DISTINCT FROM asked.area AS exact
            FROM asked JOIN register USING (name)
            WHERE asked.area IS NULL OR starts_with(asked.area, register.area) OR starts_with(register.area, asked.area)
        )
        SELECT row, CASE
            WHEN count(*) FILTER (WHERE exact) = 1 THEN max(number) FILTER (WHERE exact)
            WHEN count(*) = 1 THEN max(number)
        END AS number
        FROM near GROUP BY row"""
    )
    connection.execute(f"UPDATE {judged} SET {number} = numbered.number FROM numbered WHERE {judged}.line = numbered.row")
    connection.execute(
        f"""UPDATE {judged} SET reasons = ['ambiguous_name'] FROM numbered
        WHERE {judged}.line = numbered.row AND numbered.number IS NULL"""
    )


def keep_deeper_areas(connection: duckdb.DuckDBPyConnection, judged: str, register: Register, area: str) -> None:
    """A line that only names the district of a record does not take it out of its street."""
    connection.execute(
        f"""UPDATE {judged} SET {area} = known.{register.area} FROM accepted_{register.table} AS known
        WHERE known.{register.number} = {judged}.{register.number} AND starts_with(known.{register.area}, {judged}.{area})"""
    )


def make_numbers(connection: duckdb.DuckDBPyConnection, judged: str, number: str, area: str) -> None:
    """Lines of new records get a number made of the name and the area: the same in every import of the same ledger."""
    connection.execute(
        f"""UPDATE {judged} SET {number} = 'n' || left(sha256(plain_name(name) || '/' || {area}), 11)
        WHERE reasons IS NULL AND {number} IS NULL AND name IS NOT NULL AND {area} IS NOT NULL"""
    )


def make_event_numbers(connection: duckdb.DuckDBPyConnection, judged: str, number: str, content: Sequence[str]) -> None:
    """Events without a number get one of their whole content; equal lines of one file are counted, for they are different events."""
    listed = ", ".join(f"coalesce(CAST({name} AS VARCHAR), '')" for name in content)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE numbered AS
        SELECT line AS row, concat_ws('/', {listed}) AS content,
            row_number() OVER (PARTITION BY concat_ws('/', {listed}) ORDER BY line) AS occurrence
        FROM {judged} WHERE reasons IS NULL AND {number} IS NULL"""
    )
    connection.execute(
        f"""UPDATE {judged} SET {number} = 'n' || left(sha256(content || '/' || occurrence), 15)
        FROM numbered WHERE {judged}.line = numbered.row"""
    )


def refuse(connection: duckdb.DuckDBPyConnection, judged: str, condition: str, reason: str) -> None:
    """Turn accepted lines that meet the condition away."""
    connection.execute(f"UPDATE {judged} SET reasons = ['{reason}'] WHERE reasons IS NULL AND {condition}")


def unregistered(connection: duckdb.DuckDBPyConnection, judged: str, register: Register) -> int:
    """How many accepted lines carry a number that the register does not know."""
    found = connection.execute(
        f"SELECT count(*) FROM {judged} WHERE reasons IS NULL AND {register.number} NOT IN (SELECT {register.number} FROM accepted_{register.table})"
    ).fetchall()
    return int(found[0][0])


def date_stages(connection: duckdb.DuckDBPyConnection, judged: str, known_by: date) -> None:
    """A stage without a date was reached on the day already known for it, else by the day the ledger tells of."""
    for stage in (*STAGES, WITHDRAWN):
        connection.execute(
            f"""UPDATE {judged} SET {stage}_at = coalesce(
                {stage}_at, (SELECT {stage}_at FROM accepted_investment_projects AS known WHERE known.project_id = {judged}.project_id), $known_by
            ) WHERE stage = '{stage}' AND reasons IS NULL""",
            {"known_by": known_by},
        )


def spread(
    connection: duckdb.DuckDBPyConnection,
    judged: str,
    table: str,
    columns: Collection[str],
    months: Sequence[tuple[str, str, str]],
    *,
    first: bool,
) -> None:
    """Fill `spread` with the rows of one table: the contract's columns, `row` (of the line) and `reported` (its month).

    `columns` are those of the line; `months` are (column of the line, column of the table, expression of the month) where
    months stand side by side. Of several lines on one record the newest month wins, then the last line.
    """
    contract = CONTRACTS[table]
    reported = "date_trunc('month', CAST(month AS DATE))" if "month" in columns and table != "investment_targets" else "CAST(NULL AS DATE)"
    dated = {"month": "CAST(date_trunc('month', month) AS DATE)"} if table != "investment_targets" else {}
    plain = {name: dated.get(name, f'"{name}"') if name in columns else "NULL" for name in contract.names}
    kinds = [plain] if not months or (first and table == "investment_targets") else []
    kinds += [{**plain, value: f'"{name}"', "month": month} for name, value, month in months]
    asked = [name for name in contract.names if name not in contract.key and name in columns and name not in ("name", "area_code", "kind")]
    selects = []
    for kind in kinds:
        wanted = [kind[column.name] for column in contract.columns if column.required and column.name not in ("level",)]
        filled = " OR ".join(f"{kind[name]} IS NOT NULL" for name in asked) or "TRUE"
        condition = " AND ".join(f"{one} IS NOT NULL" for one in wanted) if months or not first else "TRUE"
        condition += f" AND ({filled})" if not first and "month" in contract.key else ""
        listed = ", ".join(f'{sql} AS "{name}"' for name, sql in kind.items())
        selects.append(
            f"SELECT {listed}, rowid AS row, {reported} AS reported FROM {judged} "
            f"WHERE reasons IS NULL AND rowid NOT IN (SELECT row FROM repeats) AND {condition}"
        )
    key = ", ".join(f'"{name}"' for name in contract.key)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE spread AS SELECT * FROM ({" UNION ALL ".join(selects)})
        QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY reported DESC NULLS LAST, row DESC) = 1"""
    )
