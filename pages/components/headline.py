"""The head of a page: one sentence with the number in it, and one line of support."""

from __future__ import annotations

from analytics.asking.geography import areas
from pages.components import session
from pages.components.door import st


def headline(sentence: str, support: str = "") -> None:
    """`support` may set names in bold. Who sees some areas only reads in the title of which one the page speaks."""
    name = areas().name(session.scope().area) if session.principal().areas is not None else ""
    st.title(f"{name} · {sentence}" if name and name not in sentence else sentence, anchor=False)
    if support:
        st.markdown(support)
