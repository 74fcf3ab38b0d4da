"""The tree: one table, a row opens and closes what lies in it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analytics.catalogue.areas import LEVEL_LABELS
from analytics.stories.areas import Node, Tree
from analytics.words.language import _
from analytics.words.wording import number
from pages.components.cards import ROW, card, quiet
from pages.components.door import st
from pages.components.errors import safe

OPEN, SHOWN = "open-areas", "shown-areas"
TALLEST = 17
MOST = 400


def tree_card(known: Tree) -> None:
    """All areas that are opened, or those that a search finds."""

    def control() -> None:
        st.text_input(
            _("Search by name or code"), key="find-listed", placeholder=_("Search by name or code"), label_visibility="collapsed", width=200
        )

    listed = sum(node.listed for node in known.nodes.values())
    with card(
        _("{count} areas in the lists").format(count=number(listed)), "areas", lambda: _frame(known, list(_all(known))), control=control
    ):
        if not known.nodes:
            quiet(_("Import a list of areas, or files whose cases name some."))
            return
        rows = _rows(known)
        st.session_state[SHOWN] = [node.code for _depth, node in rows]
        frame = _frame(known, rows)
        st.dataframe(
            frame,
            key="area-tree",
            hide_index=True,
            row_height=ROW,
            height=(min(max(len(frame), 1), TALLEST) + 1) * ROW + 2,
            placeholder="–",
            on_select=_toggle,
            selection_mode="single-cell",
            column_config={
                _("Area"): st.column_config.TextColumn(width=150),
                _("Level"): st.column_config.TextColumn(width=60),
                **{name: st.column_config.NumberColumn(width=66, format="localized") for name in _numbers()},
                _("Boundary"): st.column_config.TextColumn(width=44),
            },
        )
        quiet(_("A row opens and closes. Boundary: ✓ its own · ✕ none. ? is a name that no list has."))


def _numbers() -> dict[str, str]:
    """The heads of the columns of numbers, and the field of a node in each."""
    return {
        _("Communities"): "communities",
        _("Grids"): "grids",
        _("Grid workers"): "workers",
        _("Households"): "households",
        _("Requests"): "tickets",
    }


def _rows(known: Tree) -> list[tuple[int, Node]]:
    text = st.session_state.get("find-listed", "").strip()
    if text:
        return [(0, node) for node in known.nodes.values() if text in node.name or node.code.startswith(text)][:MOST]
    opened = st.session_state.setdefault(OPEN, _first_open(known))
    return list(_walk(known, None, 0, opened))[:MOST]


def _first_open(known: Tree) -> set[str]:
    """From the top down as long as the table has room."""
    opened: set[str] = set()
    waiting = [code for code in known.below.get(None, ()) if code in known.below]
    shown = len(known.below.get(None, ()))
    while waiting and (not opened or shown + len(known.below[waiting[0]]) <= TALLEST):
        code = waiting.pop(0)
        opened.add(code)
        shown += len(known.below[code])
        waiting += [part for part in known.below[code] if part in known.below]
    return opened


def _walk(known: Tree, parent: str | None, depth: int, opened: set[str]) -> Iterator[tuple[int, Node]]:
    for code in known.below.get(parent, ()):
        yield depth, known.nodes[code]
        if code in opened:
            yield from _walk(known, code, depth + 1, opened)


def _all(known: Tree) -> Iterator[tuple[int, Node]]:
    yield from _walk(known, None, 0, set(known.nodes))


def _frame(known: Tree, rows: list[tuple[int, Node]]) -> pd.DataFrame:
    opened = st.session_state.get(OPEN, set())

    def name(depth: int, node: Node) -> str:
        sign = "" if node.code not in known.below else "▾ " if node.code in opened else "▸ "
        return "　" * depth + sign + node.name + ("" if node.listed else " ?")

    def counted(values: list[int | None]) -> pd.Series:
        return pd.Series(values, dtype="Int64")

    nodes = [node for _depth, node in rows]
    return pd.DataFrame(
        {
            _("Area"): [name(depth, node) for depth, node in rows],
            _("Level"): [_(LEVEL_LABELS[node.level]) for node in nodes],
            **{name: counted([getattr(node, field) for node in nodes]) for name, field in _numbers().items()},
            _("Boundary"): ["✓" if node.boundary else "✕" for node in nodes],
        }
    )


@safe
def _toggle() -> None:
    chosen = st.session_state["area-tree"]["selection"]["cells"]
    if chosen and chosen[0][0] < len(st.session_state[SHOWN]):
        st.session_state[OPEN] = st.session_state[OPEN] ^ {st.session_state[SHOWN][chosen[0][0]]}
