"""Figures of a card that answer to nothing but the pointer."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics.figures.layout import CONFIG
from pages.components.door import st


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure in its card; `alt` says in words what it shows."""
    st.plotly_chart(figure, config=CONFIG, key=key, alt=alt)
