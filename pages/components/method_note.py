"""The method note of a card: what was computed, by which formula, after whom."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.errors import reported
from pages.components.markup import bold, gray, joined, lines

Steps = Sequence[tuple[str, str, str]]  # name and text, still to be translated, and the formula


def method_button(steps: Steps, name: str = "method", facts: Sequence[tuple[str, str]] = ()) -> None:
    """The button in a card's head that opens the note."""
    if st.button("", icon=":material/function:", type="tertiary", help=_("How this is computed"), key=name):
        method_note(steps, facts)


def method_note(steps: Steps, facts: Sequence[tuple[str, str]]) -> None:
    """The figures of this computation, each with its name, then each step with its formula."""

    @st.dialog(_("How this is computed"), width="large")
    def told() -> None:
        session.resume()
        with reported():
            if facts:
                st.markdown(lines(*(joined((gray(name), bold(text)), "　") for name, text in facts)))
            for name, text, formula in steps:
                st.markdown(lines(bold(_(name)), _(text)))
                st.latex(formula)

    told()
