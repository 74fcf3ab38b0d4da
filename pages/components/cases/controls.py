"""Which cases are listed: search, state and order, all in the address."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.stories.cases import ORDERS, STATES
from analytics.words.language import _
from pages.components import session
from pages.components.choice import choice
from pages.components.door import st
from pages.components.errors import safe

LONGEST = 60


@dataclass(frozen=True)
class Chosen:
    state: str
    search: str
    order: str
    page: int


def case_controls() -> Chosen:
    """Draw the controls and return what the address asks for."""
    chosen = chosen_cases()
    states = {name: _(state.label) for name, state in STATES.items()}
    orders = {name: _(label) for name, label in ORDERS.items()}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.session_state["q"] = chosen.search
        st.text_input(
            _("Search"),
            key="q",
            placeholder=_("Number, matter, category or department"),
            max_chars=LONGEST,
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=_take,
            args=("q", ""),
            width=320,
        )
        choice("state", states, _("State"), resets=("page",))
        st.space("stretch")
        st.session_state["order"] = chosen.order
        st.selectbox(
            _("Order"),
            list(orders),
            format_func=orders.__getitem__,
            key="order",
            label_visibility="collapsed",
            on_change=_take,
            args=("order", next(iter(ORDERS))),
            width=200,
        )
    return chosen


def chosen_cases() -> Chosen:
    """What the address asks for."""
    here = session.own(("q", "page"))
    number = here.get("page", "1")
    page = int(number) - 1 if number.isascii() and number.isdigit() and 0 < int(number) < 10**6 else 0
    return Chosen(session.parameter("state", tuple(STATES)), here.get("q", "")[:LONGEST], session.parameter("order", tuple(ORDERS)), page)


@safe
def _take(name: str, usual: str) -> None:
    value = st.session_state[name]
    session.change_parameter(name, "" if value == usual else value)
    session.change_parameter("page", "")
