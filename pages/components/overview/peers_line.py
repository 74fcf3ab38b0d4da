"""One line for a reader who sees his own area only: what all of its kind around it make together."""

from __future__ import annotations

from analytics.asking.peers import average
from analytics.asking.scope import Scope
from analytics.words.language import _
from analytics.words.wording import number, percent
from pages.components import session
from pages.components.door import st
from pages.components.markup import faint

MEASURE = "resolution_rate"


def peers_line(scope: Scope) -> None:
    """Nothing for somebody who sees the others themselves, or where nobody could stay unknown in the average."""
    if session.principal().areas is None:
        return
    found = average(MEASURE, scope, session.principal())
    if found:
        text = _("All {count} areas of this level in {within} together: resolution rate {rate}. Single ones are not shown to you.")
        st.markdown(faint(text.format(count=number(found.areas), within=found.within, rate=percent(found.value))))
