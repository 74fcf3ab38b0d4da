"""SQL that reads and writes the areas and positions of judged rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from data.contracts.model import Contract

NO_AREA = "district IS NULL AND street IS NULL AND community IS NULL AND grid IS NULL"


def known_areas(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str | None, str | None]]:
    """(area_code, level, name, parent_code, kind) of every area, from the top down."""
    order = "['province', 'city', 'district', 'street', 'community', 'grid']"
    return connection.execute(
        f"SELECT area_code, level, name, parent_code, kind FROM accepted_areas WHERE valid_to IS NULL ORDER BY list_position({order}, level), area_code"
    ).fetchall()


def named_areas(connection: duckdb.DuckDBPyConnection, judged: str, columns: Sequence[str]) -> list[tuple[str | None, ...]]:
    """The distinct area texts of the accepted rows."""
    names = ", ".join(columns)
    return connection.execute(f"SELECT DISTINCT {names} FROM {judged} WHERE reasons IS NULL ORDER BY ALL").fetchall()


def positions(connection: duckdb.DuckDBPyConnection, judged: str) -> pd.DataFrame:
    return connection.execute(
        f"SELECT rowid AS row, longitude, latitude FROM {judged} WHERE reasons IS NULL AND longitude IS NOT NULL AND latitude IS NOT NULL"
    ).df()


def unplaced_points(connection: duckdb.DuckDBPyConnection, judged: str) -> pd.DataFrame:
    """Positions, moved where `moved` says so, of accepted rows that name no area."""
    return connection.execute(
        f"""SELECT judged.rowid AS row, coalesce(moved.longitude, judged.longitude) AS longitude, coalesce(moved.latitude, judged.latitude) AS latitude
        FROM {judged} AS judged LEFT JOIN moved ON moved.row = judged.rowid
        WHERE reasons IS NULL AND {NO_AREA} AND judged.longitude IS NOT NULL AND judged.latitude IS NOT NULL"""
    ).df()


def rows_without_area(connection: duckdb.DuckDBPyConnection, judged: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {judged} WHERE reasons IS NULL AND {NO_AREA}").fetchall()
    return int(found[0][0])


def boundaries(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return connection.execute("SELECT area_code, level, geometry FROM accepted_areas WHERE geometry IS NOT NULL AND valid_to IS NULL").df()


def add_areas(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame, contract: Contract) -> None:
    """Append rows of area_code, level, name, parent_code, kind to `accepted_areas`."""
    columns = ", ".join(name if name in frame.columns else f"NULL AS {name}" for name in contract.names)
    connection.register("frame", frame)
    connection.execute(f"INSERT INTO accepted_areas SELECT {columns} FROM frame")
    connection.unregister("frame")


def take(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame, types: Mapping[str, str]) -> None:
    """Replace a temp table by the rows of a frame, with the given types."""
    connection.register("frame", frame)
    columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in types.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {columns} FROM frame")
    connection.unregister("frame")
