"""What the derived columns of the tickets are said to be made of, proved against the SQL that makes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlglot import exp, parse_one

from data.assemble import MARTS
from data.contracts import CONTRACTS
from data.contracts.derived import MADE_OF, needed

TREE = parse_one((MARTS / "tickets.sql").read_text("utf-8"), dialect="duckdb")
# Who reports the one reports the other: the date of a close says that it is closed; a rating without a moment counts from the close on.
SAID_BY = {
    "closed_known_at": {"resolved_at"},
    "stated_on_time": {"resolved_at", "closed_known_at"},
    "rating": {"rated_at"},
    "category": {"subcategory"},
}
# The deadline and the weight are the policy's where the source states none; void is what somebody declares.
UNDERSTOOD = {"due_at", "void_at", "difficulty"}
ALWAYS = {column.name for column in CONTRACTS["tickets"].columns if column.required}
OF_POLICY = {
    "workload_weight",
    "limit_seconds",
    "due_computed",
}  # the channel and the category choose a limit and a weight, they report nothing
PLACES = {"province", "city", "district", "street", "community", "grid", "reports"}


def selects() -> dict[str, exp.Select]:
    found = {cte.alias: cte.this for cte in TREE.find_all(exp.CTE)}
    return {**found, "": TREE}


def made_of(name: str, inside: str = "", seen: frozenset[tuple[str, str]] = frozenset()) -> Iterator[str]:
    """The columns of the accepted rows that a column of a SELECT is computed from, through its aliases and the SELECTs below it."""
    select = selects()[inside]
    if (inside, name) in seen:
        yield name
        return
    own = next((one.this for one in select.expressions if isinstance(one, exp.Alias) and one.alias == name), None)
    if own is None:
        if inside == "":
            yield from made_of(name, "placed", seen)
        else:
            yield name
        return
    for column in own.find_all(exp.Column):
        if column.find_ancestor(exp.Subquery, exp.Select) not in (None, select):
            continue  # a limit of the policy
        if column.table == "repeats":
            yield from (inner.name for inner in selects()["repeats"].find_all(exp.Column))
        elif column.table in ("", "placed", "accepted_tickets"):
            yield from made_of(column.name, inside, seen | {(inside, name)})


def derived() -> list[str]:
    names = {one.alias for one in [*TREE.expressions, *selects()["placed"].expressions] if isinstance(one, exp.Alias)}
    gone = {column.name for star in TREE.find_all(exp.Star) for column in star.args.get("except_") or ()}
    return sorted(names - PLACES - gone - OF_POLICY - set(CONTRACTS["tickets"].names))


@pytest.mark.parametrize("name", derived())
def test_a_derived_column_is_known_where_what_it_is_made_of_is_reported(name: str):
    declared = {one.partition(".")[2] for one in needed("tickets", name)}
    covered = declared.union(*(SAID_BY.get(one, set()) for one in declared))
    made = set(made_of(name)) & set(CONTRACTS["tickets"].names)
    assert made - covered - UNDERSTOOD - ALWAYS == set()
    assert declared <= made, "named, but no part of it"


def test_nothing_is_said_of_columns_that_the_mart_does_not_have():
    assert set(MADE_OF["tickets"]) <= set(derived())
