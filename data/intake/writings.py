"""One writing for what is written in several: 供热（供水） and 供热(供水) are one category; what people see is the writing that came first."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from data.contracts.model import Contract, Personal, Type
from data.intake.hiding.privacy import mask
from data.intake.reading.text import folded
from data.intake.rules.merge import AREA_COLUMNS
from data.intake.rules.writings import distinct_writings, known_writings, rewrite

# A column with more different values than this holds no words for kinds of things.
MOST = 50_000
NAMES = ("name", "title", "short_name", *AREA_COLUMNS, "area_code", "parent_code")


def settle_writings(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract, table: str) -> dict[str, dict[str, str]]:
    """Lay the writings of each column of words onto one: that of the rows known before, else the most frequent. Returns those replaced."""
    replaced: dict[str, dict[str, str]] = {}
    for column in contract.columns:
        if column.type is not Type.TEXT or column.allowed or column.personal is not Personal.NO or column.name in (*contract.key, *NAMES):
            continue
        counted = distinct_writings(connection, judged, column.name, MOST + 1)
        if not 0 < len(counted) <= MOST:
            continue
        known = {folded(writing): writing for writing in known_writings(connection, table, column.name)}
        forms: dict[str, list[str]] = defaultdict(list)
        for writing in counted:
            forms[folded(writing)].append(writing)
        # Columns that have shifted bring persons to where words for kinds of things stand.
        persons = {writing: hidden for writing in counted if (hidden := mask(writing)) != writing}
        chosen = {
            writing: known.get(form, writings[0])
            for form, writings in forms.items()
            for writing in writings
            if writing != known.get(form, writings[0])
        }
        if persons:
            rewrite(connection, judged, column.name, persons)
        chosen = {writing: meant for writing, meant in chosen.items() if writing not in persons}
        if chosen:
            rewrite(connection, judged, column.name, chosen)
            replaced[column.name] = chosen
    return replaced
