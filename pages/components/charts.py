"""Figures of a card that answer to nothing but the pointer."""

from __future__ import annotations

import streamlit as st

from analytics.figures.layout import CONFIG, Spec


def show(figure: Spec, key: str, alt: str) -> None:
    """Draw a figure in its card; `alt` says in words what it shows."""
    st.plotly_chart(figure, config=CONFIG, key=key, alt=alt)
