"""Which programme the page shows, and the scope in which one is first shown."""

from __future__ import annotations

from analytics.stories.programmes import find, opening
from analytics.stories.programmes.words import named
from analytics.words.language import _
from data.contracts.programmes import Programme, programmes
from pages.components import session
from pages.components.door import st
from pages.components.errors import safe

KEY = "programme"


def chosen_programme() -> Programme:
    """The programme of the address; without an area or a window of its own the address gets those of the programme."""
    known, _wrong = programmes()
    names = {each.id: named(each) for each in known}
    chosen = session.parameter(KEY, tuple(names))
    told = find(chosen)
    if st.query_params.get(KEY) != chosen or not any(session.is_scope(key) for key in st.query_params):
        session.change_parameter(KEY, chosen)
        session.change(opening(told))
    st.session_state[KEY] = chosen
    st.selectbox(
        _("Programme"), list(names), format_func=names.__getitem__, key=KEY, on_change=_take, label_visibility="collapsed", width=360
    )
    return told


@safe
def _take() -> None:
    chosen = st.session_state[KEY]
    session.change_parameter(KEY, chosen)
    session.change(opening(find(chosen)))
