"""What a page says when it has nothing to show: what to widen, or that the tickets name no areas."""

from __future__ import annotations

from analytics.asking.principal import Right
from analytics.asking.scope import Scope
from analytics.stories.received import received
from analytics.words.language import _
from analytics.words.wording import moment
from pages.components import session
from pages.components.door import st


def nothing_to_compare(scope: Scope) -> None:
    """Tell a scope without tickets from one whose tickets name no areas within it."""
    if not received(scope, session.principal()):
        nothing_received(scope)
        return
    st.info(
        _("The tickets of this scope name no areas within it, so there is nothing to compare and to map."), icon=":material/location_off:"
    )
    if session.account().may(Right.PUBLISH):
        st.page_link("pages/manage/areas.py", label=_("Areas and boundaries"), icon=":material/location_on:")


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
