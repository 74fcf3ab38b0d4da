"""From accepted rows to marts: runs data/marts/*.sql over the `accepted_…` relations of a draft."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from data import growing, reported, stated
from data.ahead import OF_TICKETS, Ahead, far_ahead
from data.calendar import building_days, working_days
from data.contracts import CONTRACTS
from data.contracts.layout import layout
from data.contracts.model import DUCKDB_TYPES, Contract
from data.contracts.policy import Policy
from data.growing import CheckError
from data.intake.placing.settle import settle
from data.intake.remark import Remark
from data.recipe import recipe
from data.store import Draft

MARTS = Path(__file__).parent / "marts"
ORDER = (
    "areas",
    "tickets",
    "renovation_plans",
    "renovation_projects",
    "renovation_progress",
    "investment_projects",
    "investment_flows",
    "investment_targets",
    "service_items",
    "service_cases",
    "activities",
)
DERIVED = ("renovation_states", "investment_stages", "investment_phasing")  # marts made of other marts, without accepted rows of their own


@dataclass(frozen=True)
class About:
    """What a generation says of itself."""

    built_at: datetime
    demo: bool
    scale: str
    seed: int | None
    note: str


def declare(connection: duckdb.DuckDBPyConnection, contract: Contract) -> str:
    """Create the empty temp table `accepted_<table>` with the contract's columns and types; returns its name."""
    name = f"accepted_{contract.table}"
    columns = ", ".join(f'"{column.name}" {DUCKDB_TYPES[column.type]}' for column in contract.columns)
    connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    return name


def fill(draft: Draft, table: str, rows: pd.DataFrame | pa.Table) -> None:
    """Fill `accepted_<table>` with generated rows; a column of the contract that they lack stays empty."""
    name = declare(draft.connection, CONTRACTS[table])
    draft.connection.register("frame", rows)
    draft.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM frame")
    draft.connection.unregister("frame")


def carry(draft: Draft, table: str) -> None:
    """Fill `accepted_<table>` with the previous generation's rows, or with none; the tickets of a draft that grows only lie under those that come."""
    contract = CONTRACTS[table]
    if draft.grows and table == "tickets":
        growing.lay(draft.connection)
        return
    name = declare(draft.connection, contract)
    if draft.had(table):
        # A generation of an older version lacks the columns that came since; they stay empty.
        there = set(draft.connection.table(f"previous.{table}").columns)
        kept = {column: growing.carried(contract, column) for column in contract.names}
        kept = {column: sql for column, sql in kept.items() if sql.rpartition(" AS ")[0] or column in there}
        listed = ", ".join(f'"{column}"' for column in kept)
        draft.connection.execute(f"INSERT INTO {name} ({listed}) SELECT {', '.join(kept.values())} FROM previous.{table}")


def assemble(draft: Draft, policy: Policy, about: About) -> list[Remark]:
    """Build every mart of a draft whose `accepted_…` relations all exist, and register the checks of publication.

    Rows are laid on the areas known now; returns what that is worth saying about. A draft that grows keeps what nothing has touched.
    """
    connection = draft.connection
    notes = settle(draft)
    _policy_tables(connection, policy)
    loose = _grow(draft) if draft.grows else 0
    if not draft.grows:
        reported.survey(connection)
        for table in ("reported", *ORDER, *DERIVED):
            make(connection, table)
        stated.count(connection)
        draft.checks.append(verify)
    reported.speak_for(connection)
    ahead = _far_ahead(connection)
    far = {
        "beyond": ahead.before + timedelta(days=1) if ahead else date.max,
        "ahead_from": ahead and ahead.day,
        "ahead_rows": ahead.rows if ahead else 0,
    }
    parameters = {"number": draft.number, "layout": layout(), "recipe": recipe(policy), "loose": loose, **asdict(about), **far}
    make(connection, "generation", parameters)
    return notes


def _grow(draft: Draft) -> int:
    """Make anew what the rows that came in touch; returns how many tickets lie behind the sorted ones then."""
    connection = draft.connection
    growing.let_go(connection)
    reported.survey_grown(connection)
    make(connection, "reported")
    make(connection, "areas")
    growing.reach_what_follows(connection)
    # Marts of one kind are made of one another.
    touched = {
        _kind(table) for table, contract in CONTRACTS.items() if table not in ("areas", "tickets") and growing.differs(connection, contract)
    }
    remade = [table for table in (*ORDER, *DERIVED) if _kind(table) in touched]
    loose, too_many = growing.loose(connection)
    if too_many:
        growing.sort_anew(draft)
        make(connection, "tickets")
        stated.count(connection)
        draft.checks.append(partial(verify, tables=("areas", "tickets", *remade)))
    else:
        growing.replace(connection, _mart("tickets"))
        stated.move(connection)
        draft.checks += [growing.verify, partial(verify, tables=("areas", *remade))]
    for table in remade:
        make(connection, table)
    return 0 if too_many else loose


def _kind(table: str) -> str:
    return table.partition("_")[0]


def make(connection: duckdb.DuckDBPyConnection, table: str, parameters: Mapping[str, object] | None = None) -> None:
    """Create a mart, or replace it."""
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS {_mart(table)}", parameters or {})


def _mart(table: str) -> str:
    return (MARTS / f"{table}.sql").read_text("utf-8")


def _far_ahead(connection: duckdb.DuckDBPyConnection) -> Ahead | None:
    """Of the tickets; without any, of the ledgers, which then say until when the data reach."""
    if connection.execute("SELECT count(*) FROM tickets").fetchone() != (0,):
        return far_ahead(connection, "tickets", OF_TICKETS)
    ledgers = [
        f"SELECT CAST(month AS TIMESTAMP) AS moment FROM {name}" for name in ("renovation_progress", "investment_flows", "service_cases")
    ]
    return far_ahead(connection, f"({' UNION ALL '.join([*ledgers, 'SELECT held_at FROM activities WHERE done'])})", ("moment",))


def verify(connection: duckdb.DuckDBPyConnection, tables: Collection[str] = tuple(CONTRACTS)) -> None:
    """Rows are conserved, keys are unique, references hold, numbers are finite; CheckError says what does not."""
    for table in [table for table in CONTRACTS if table in tables]:
        contract = CONTRACTS[table]
        key = ", ".join(f'"{column}"' for column in contract.key)
        accepted, kept, distinct = connection.execute(
            f"SELECT (SELECT count(*) FROM accepted_{table}), count(*), (SELECT count(*) FROM (SELECT DISTINCT {key} FROM {table})) FROM {table}"
        ).fetchone() or (0, 0, 0)
        if accepted != kept:
            raise CheckError(f"{table}: {accepted} rows were accepted but {kept} reached the mart.")
        if kept != distinct:
            raise CheckError(f"{table}: {kept - distinct} rows repeat the key ({', '.join(contract.key)}).")
    orphans = connection.execute(
        "SELECT count(*) FROM areas AS a LEFT JOIN areas AS b ON a.parent_code = b.area_code WHERE a.parent_code IS NOT NULL AND b.area_code IS NULL"
    ).fetchone()
    if orphans and orphans[0]:
        raise CheckError(f"areas: {orphans[0]} rows name a parent that is not in the table.")
    for table, column in (("tickets", "workload_weight"), ("investment_flows", "inflow"), ("renovation_projects", "planned_investment")):
        total = (connection.execute(f"SELECT coalesce(sum({column}), 0) FROM {table}").fetchone() or (0,))[0]
        if not math.isfinite(float(total)):
            raise CheckError(f"{table}: the sum of {column} is not finite.")


def _policy_tables(connection: duckdb.DuckDBPyConnection, policy: Policy) -> None:
    limits = policy.time_limits
    calendar = working_days(policy)
    frames = {
        "policy_limits": pd.DataFrame(
            {
                "default_working_days": [limits.default_working_days],
                "dispatch_within": [pd.Timedelta(minutes=limits.dispatch_minutes)],
                "response_within": [pd.Timedelta(hours=limits.response_hours)],
                "instant_within": [pd.Timedelta(minutes=policy.instant_minutes)],
                "repeat_within": [pd.Timedelta(days=policy.repeat_days)],
                "large_project": [policy.investment.large_project],
            }
        ),
        "channel_limits": pd.DataFrame({"channel": list(limits.channels), "working_days": list(limits.channels.values())}),
        "category_weights": pd.DataFrame({"category": list(policy.category_weights), "weight": list(policy.category_weights.values())}),
        "working_days": calendar[["day", "ordinal"]],
        "pace_limits": pd.DataFrame({"behind_percent": [100 * policy.pace.behind_limit]}),
        "building_days": building_days(policy),
        "workdays": calendar.loc[calendar["is_working"], ["day", "ordinal"]],
    }
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM frame")
        connection.unregister("frame")
