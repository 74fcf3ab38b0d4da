"""A pivot whose subtotals and totals are computed from the rows of the data, never from its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Kind
from analytics.query import RequestError
from analytics.readings.kept import kept
from analytics.stories.explore.answer import cut_times, grouped
from analytics.stories.explore.people import named
from analytics.stories.explore.request import Exploration
from analytics.words.language import _
from data.contracts.model import N_

MOST_COLUMNS = 240
CELL, SUBTOTAL, TOTAL = "cell", "subtotal", "total"
Key = tuple[object, ...]


@dataclass(frozen=True)
class Pivot:
    """`frame`: one column per row dimension (names), then (value of the columns, measure); the last value is the total.

    `kinds` says for each row whether it is a cell, a subtotal or the total. `queries` made the numbers.
    """

    frame: pd.DataFrame
    kinds: tuple[str, ...]
    queries: tuple[str, ...]


@kept
def pivot(scope: Scope, principal: Principal, exploration: Exploration) -> Pivot:
    """Rows × columns with a subtotal below each group of the outer dimensions and the total last."""
    queries: list[str] = []
    tables = {depth: _wide(scope, principal, exploration, depth, queries) for depth in range(len(exploration.rows) + 1)}
    columns = tables[0].columns
    if len(columns) > MOST_COLUMNS:
        raise RequestError(
            N_(
                "The pivot would have {count} columns; at most {most} can be read. Choose a coarser dimension for the columns, or fewer measures."
            ),
            count=len(columns),
            most=MOST_COLUMNS,
        )
    tables = {depth: table.reindex(columns=columns) for depth, table in tables.items()}
    lines = list(_lines({depth: list(table.index) for depth, table in tables.items()}, len(exploration.rows)))
    values = pd.DataFrame([tables[len(key)].iloc[tables[len(key)].index.get_loc(key)].tolist() for key, _kind in lines], columns=columns)
    return Pivot(
        pd.concat([_labels(lines, exploration, scope), values], axis=1), tuple(kind for _key, kind in lines), tuple(dict.fromkeys(queries))
    )


def _lines(order: dict[int, list[Key]], deepest: int) -> Iterator[tuple[Key, str]]:
    """Keys from top to bottom: what lies inside a group, then the group's own line; a group of the last dimension is a cell."""
    inside: dict[Key, list[Key]] = {}
    for depth in range(1, deepest + 1):
        for key in order[depth]:
            inside.setdefault(key[:-1], []).append(key)

    def walk(key: Key) -> Iterator[tuple[Key, str]]:
        for below in inside.get(key, []):
            yield from walk(below)
        yield key, TOTAL if not key else CELL if len(key) == deepest else SUBTOTAL

    yield from walk(())


def _wide(scope: Scope, principal: Principal, exploration: Exploration, depth: int, queries: list[str]) -> pd.DataFrame:
    """The measures by the first `depth` row dimensions (index: tuples), by the values across and in total (columns)."""
    by = exploration.rows[:depth]
    whole = grouped(scope, principal, exploration, by)
    queries.append(whole.sql)
    measures = list(exploration.measures)
    total = whole.frame.set_index(_keys(whole.frame, by))[measures]
    total.columns = pd.MultiIndex.from_product([[_("Total")], measures])
    if not exploration.across:
        return total
    split = grouped(scope, principal, exploration, (*by, exploration.across))
    queries.append(split.sql)
    values = split.frame[exploration.across]
    if CATALOGUE.dimension(exploration.across).kind == Kind.TIME:
        values = values.sort_values()
    cut = cut_times(scope, exploration, split.frame)
    across = list(dict.fromkeys(named(exploration.across, values, cut)))
    long = split.frame.assign(_row=_keys(split.frame, by), _across=named(exploration.across, split.frame[exploration.across], cut))
    wide = long.set_index(["_row", "_across"])[measures].unstack("_across").swaplevel(axis=1)
    return wide.reindex(index=total.index, columns=pd.MultiIndex.from_product([across, measures])).join(total)


def _keys(frame: pd.DataFrame, by: tuple[str, ...]) -> pd.Index:
    keys = [tuple(None if value != value or value is None else value for value in row) for row in frame[list(by)].itertuples(index=False)]
    return pd.Index(keys if by else [()] * len(frame), tupleize_cols=False)


def _labels(lines: list[tuple[Key, str]], exploration: Exploration, scope: Scope) -> pd.DataFrame:
    """What stands at the head of each line: the names of its groups, and what kind of sum it is."""
    if not exploration.rows:
        return pd.DataFrame({("", ""): [_("Total")]})
    called = {}
    for depth, name in enumerate(exploration.rows):
        values = pd.Series(list(dict.fromkeys(key[depth] for key, _kind in lines if len(key) > depth)), dtype=object)
        cut = cut_times(scope, exploration, pd.DataFrame({name: values}))
        called[name] = dict(zip(values, named(name, values, cut), strict=True))
    rows = []
    for key, kind in lines:
        row = [called[name][value] for name, value in zip(exploration.rows, key, strict=False)]
        if kind != CELL:
            row.append(_("Total") if kind == TOTAL else _("Subtotal"))
        rows.append([*row, *[""] * (len(exploration.rows) - len(row))])
    return pd.DataFrame(rows, columns=pd.MultiIndex.from_tuples([(name, "") for name in exploration.rows]))
