"""Areas that cases name and no list has: what the comparison of a page leaves out, and where they are given their meaning."""

from __future__ import annotations

from analytics.asking.geography import PROVISIONAL, areas
from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.words.language import _
from pages.components import session
from pages.components.door import st
from pages.components.markup import faint

SHOWN = 3


def strangers_note(scope: Scope) -> None:
    """One line for a scope of everything, where names without a place stand beside listed areas."""
    known = areas()
    names = [area.name for area in known.children(None) if area.kind == PROVISIONAL]
    if scope.area or not names or known.roots()[0].kind == PROVISIONAL:
        return
    shown = _(", ").join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    text = _("In no list of areas, so counted in the whole and not compared: {names}").format(names=shown)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(faint(text), width="content")
        if session.account().may(Right.PUBLISH):
            st.page_link("pages/manage/areas.py", label=_("Say what they mean"), icon=":material/location_on:")
