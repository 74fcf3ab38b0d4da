"""The way from the overview to a wall of the same scope: its address to copy, and as a code for a phone or a kiosk."""

from __future__ import annotations

import time
from urllib.parse import urlencode, urlsplit

import segno

from analytics.asking.geography import areas
from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.words.language import CHINESE, _, language
from data import audit
from pages.components import session
from pages.components.door import st
from pages.gate import sessions
from pages.gate.settings import settings

# Without Streamlit's own header, and dark from the first paint on.
SCREEN = {"embed": "true", "embed_options": "dark_theme"}
SIZE = 220
USUAL_DAYS, MOST_DAYS = 180, 730


def wall_link(scope: Scope) -> None:
    """A button that opens the address and the code; relative windows move with the data."""
    with st.popover(_("Wall"), icon=":material/connected_tv:", key="wall-link"):
        if not settings().is_open:
            _own_link(scope)
            return
        address = wall_address(scope)
        st.markdown(_("Scan or copy the address to show this scope on a screen of its own."))
        st.code(address, language=None, wrap_lines=True)
        st.image(
            segno.make(address, micro=False).svg_inline(scale=4, border=4, light="white"), width=SIZE, alt=_("Code of the wall's address")
        )
        st.link_button(_("Open the wall"), address, icon=":material/open_in_new:")


def _own_link(scope: Scope) -> None:
    """Where people sign in, a machine at a wall comes in by a link of its own: it opens this one area until its last day."""
    address = wall_address(scope)
    st.link_button(_("Open the wall"), address, icon=":material/open_in_new:")
    account = session.account()
    if not account.may(Right.WALL_LINKS):
        st.markdown(_("For a screen without a person, ask a manager for a link."))
        return
    days = st.number_input(_("Days that the link lasts"), 1, MOST_DAYS, USUAL_DAYS, key="wall-days")
    if st.button(_("Make a link for a screen"), key="make-wall-link", icon=":material/add_link:"):
        title = areas().name(scope.area) if scope.area else _("All areas")
        query = scope.to_query() | ({"lang": language()} if language() != CHINESE else {}) | SCREEN
        audit.record("wall_link_made", account.name, title=title, area=scope.area or "*", days=days)
        key = sessions.make_link(title, scope.area, query, time.time() + days * 86400, account.name)
        here = urlsplit(address)
        st.code(f"{here.scheme}://{here.netloc}/open-wall?key={key}", language=None, wrap_lines=True)
        st.markdown(
            _(
                "It is shown this once. Whoever has it sees this area on the wall and nothing else; python -m pages.gate wall revoke takes it back."
            )
        )


def wall_address(scope: Scope) -> str:
    """Beside the address of the page that is shown, behind whatever proxy the browser sees."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rpartition("/")[0]
    query = scope.to_query() | ({"lang": language()} if language() != CHINESE else {}) | SCREEN
    return f"{here.scheme}://{here.netloc}{folder}/wall?{urlencode(query)}"
