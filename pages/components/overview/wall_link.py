"""The way from the overview to a wall of the same scope: its address to copy, and as a code for a phone or a kiosk."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import segno

from analytics.asking.scope import Scope
from analytics.words.language import CHINESE, _, language
from pages.components.door import st

# Without Streamlit's own header, and dark from the first paint on.
SCREEN = {"embed": "true", "embed_options": "dark_theme"}
SIZE = 220


def wall_link(scope: Scope) -> None:
    """A button that opens the address and the code; relative windows move with the data."""
    with st.popover(_("Wall"), icon=":material/connected_tv:", key="wall-link"):
        address = wall_address(scope)
        st.markdown(_("Scan or copy the address to show this scope on a screen of its own."))
        st.code(address, language=None, wrap_lines=True)
        st.image(
            segno.make(address, micro=False).svg_inline(scale=4, border=4, light="white"), width=SIZE, alt=_("Code of the wall's address")
        )
        st.link_button(_("Open the wall"), address, icon=":material/open_in_new:")


def wall_address(scope: Scope) -> str:
    """Beside the address of the page that is shown, behind whatever proxy the browser sees."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rpartition("/")[0]
    query = scope.to_query() | ({"lang": language()} if language() != CHINESE else {}) | SCREEN
    return f"{here.scheme}://{here.netloc}{folder}/wall?{urlencode(query)}"
