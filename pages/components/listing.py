"""A table in a card whose rows open something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from pages.components.cards import show_table
from pages.components.door import st
from pages.components.errors import safe


def listing(
    frame: pd.DataFrame, forms: Mapping[str, str], key: str, rows: int, names: Sequence[str], choose: Callable[[str], None]
) -> None:
    """As high as its rows, at most `rows` of them; `choose` takes the name of the row that is chosen, `names` has one for each."""
    show_table(frame, rows, forms, key=key, on_select=partial(_chosen, key, tuple(names), choose), selection_mode="single-row")


@safe
def _chosen(key: str, names: tuple[str, ...], choose: Callable[[str], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        choose(names[rows[0]])
