"""What a page says when nothing lies in its scope: what to widen."""

from __future__ import annotations

from analytics.language import _
from analytics.scope import Scope
from analytics.wording import moment
from pages.components import session
from pages.components.door import st


def nothing_received(scope: Scope) -> None:
    """Name the parts of the scope that can be widened, and from when to when there are data."""
    about = session.about()
    widen = [_("a longer window")]
    if scope.where:
        widen.append(_("fewer filters"))
    if scope.area:
        widen.append(_("a larger area"))
    st.info(
        _("No ticket was received in this scope. Choose {what}; the data reach from {first} to {last}.").format(
            what=_(" or ").join(widen), first=f"{about.data_from:%Y-%m-%d}", last=moment(about.data_until)
        ),
        icon=":material/search_off:",
    )
