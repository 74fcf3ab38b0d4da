"""A row of plain numbers at the head of an analysis page: value, what it is made of, what it means."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE
from analytics.stories.workload import Stat
from pages.components.definitions import definition
from pages.components.door import st
from pages.components.markup import faint, gray, joined

WIDTH = 168


def stat_row(stats: Sequence[Stat]) -> None:
    """Cards of equal width in one row; `meaning` is the id of a measure or words of its own."""
    if not stats:
        return
    grid = st.grid(len(stats), min_column_width=WIDTH, gap="small", border=True)
    for stat in stats:
        with grid.cell().container(gap="xxsmall"):
            label = joined((stat.label, stat.unit and gray(stat.unit)))
            meaning = definition(stat.meaning) if stat.meaning in CATALOGUE.measures else stat.meaning
            st.metric(label, stat.value, help=meaning)
            st.markdown(faint(stat.note or " "))
