"""The head of a page: one sentence with the number in it, and one line of support."""

from __future__ import annotations

from pages.components.door import st


def headline(sentence: str, support: str = "") -> None:
    """`support` may set names in bold."""
    st.title(sentence, anchor=False)
    if support:
        st.markdown(support)
