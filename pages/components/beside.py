"""Cards beside each other: as many in a row as have room for their charts, the others below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.components.door import st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

# px, by cards in a row. Columns that keep their number down to a phone crush the words of a chart on a small screen.
NARROWEST = {2: 470, 3: 340}


def beside(cards: int) -> tuple[DeltaGenerator, ...]:
    """Places of equal width."""
    grid = st.grid(cards, min_column_width=NARROWEST[cards], gap="small")
    return tuple(grid.container(height="stretch") for _place in range(cards))
