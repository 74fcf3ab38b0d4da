"""A card of facts: what is known of one thing, line by line."""

from __future__ import annotations

from analytics.shapes.panel import Panel, Picture
from pages.components.door import st
from pages.components.markup import gray, joined
from pages.components.panel import framed


def facts(told: Panel[Picture]) -> None:
    """The table of the panel has two columns: what, and its value."""
    with framed(told):
        names, values = told.table.columns
        for name, value in zip(names.values, values.values, strict=True):
            st.markdown(joined((gray(name), value), "　"))
