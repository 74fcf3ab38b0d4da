"""Figures of a card, and what a reader clicks on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import plotly.graph_objects as go

from analytics.figures.layout import CONFIG
from analytics.figures.tags import written
from pages.components.door import st
from pages.components.errors import safe


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure in its card that answers to nothing but the pointer; `alt` says in words what it shows."""
    st.plotly_chart(figure, config=CONFIG, key=key, alt=alt)


def show_open(figure: go.Figure, key: str, alt: str, choose: Callable[[str], None], config: Mapping[str, object] = CONFIG) -> None:
    """Draw a figure whose marks open something: `choose` takes the name of the one that is clicked."""
    st.plotly_chart(figure, config=dict(config), key=key, alt=alt, on_select=partial(_clicked, key, choose), selection_mode="points")


@safe
def _clicked(key: str, choose: Callable[[str], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    names = [point["customdata"] for point in points if point.get("customdata")]
    if names:
        first = names[0]
        choose(written(first[0] if isinstance(first, list | tuple) else first.get("0", "")))
