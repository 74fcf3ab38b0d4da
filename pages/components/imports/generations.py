"""The generations on disk, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.imports import GenerationState, roll_back
from analytics.asking.principal import Right
from analytics.words import marks
from analytics.words.language import _
from analytics.words.wording import number
from pages.components import session
from pages.components.door import st
from pages.components.errors import reported
from pages.components.markup import badge

MEGABYTE = 1e6


def generation_list(states: Sequence[GenerationState]) -> None:
    """One line a generation, newest first; the one that is served says so, the others can be served instead."""
    for state in states:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            text = _("Generation {number} · published {moment} · {size} MB").format(
                number=marks.bold(state.number), moment=f"{state.published_at:%Y-%m-%d %H:%M}", size=number(state.size / MEGABYTE, 1)
            )
            st.markdown(text, width="content")
            if state.current:
                st.markdown(badge("green", "check_circle", _("Served now")), width="content")
            elif session.account().may(Right.ROLL_BACK) and st.button(
                _("Serve this one"), key=f"serve-{state.number}", type="tertiary", icon=":material/history:"
            ):
                confirm(state.number)


def confirm(wanted: int) -> None:
    """Ask before every reader gets another generation."""

    @st.dialog(_("Serve another generation"))
    def ask_back() -> None:
        session.resume()
        with reported():
            st.markdown(
                _(
                    "All readers will see the numbers of generation {number} from their next request. Nothing is deleted; the way forward stays open."
                ).format(number=wanted)
            )
            with st.container(horizontal=True):
                if st.button(_("Serve generation {number}").format(number=wanted), type="primary", key="confirm-serve"):
                    roll_back(wanted, session.account())
                    st.rerun()
                if st.button(_("Leave it as it is"), key="cancel-serve"):
                    st.rerun()

    ask_back()
