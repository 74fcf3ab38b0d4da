"""One case in a dialog: what it is about, what happened when, and which limits were kept."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.stories.cases import Case, Step, case
from analytics.words.language import _
from analytics.words.wording import moment
from data.contracts.model import N_
from pages.components import session
from pages.components.cases.table import CASE
from pages.components.door import st
from pages.components.errors import reported
from pages.components.markup import Markup, bold, gray, icon, joined, lines, small, tinted

VERDICTS = {
    "kept": ("green", "check_circle", N_("within the limit")),
    "missed": ("red", "cancel", N_("past the limit")),
    "running": ("gray", "schedule", N_("still in time")),
    "": ("gray", "circle", ""),
}


def case_sheet(scope: Scope) -> None:
    """Open the case that the address names, if it names one."""
    source, _colon, number = session.own((CASE,)).get(CASE, "").partition(":")
    if not number:
        return

    @st.dialog(_("Case {number}").format(number=number), width="large", on_dismiss=_close)
    def show() -> None:
        session.resume()
        with reported():
            found = case(scope, session.principal(), source, number)
            if found is None:
                st.info(_("This case does not exist, or lies outside the area chosen above."), icon=":material/search_off:")
            else:
                _sheet(found)

    show()


def _sheet(found: Case) -> None:
    st.markdown(joined((bold(found.state), found.place), " · "))
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        for label, value in found.facts:
            st.markdown(joined((gray(label), value), "　"))
    with right:
        for step in found.steps:
            st.markdown(_line(step))


def _line(step: Step) -> Markup:
    color, mark, word = VERDICTS[step.verdict]
    at = moment(step.at) if step.at else _("not yet")
    beside: list[str] = []
    if step.after:
        beside.append(_("{time} after receipt").format(time=step.after))
    if step.limit:
        limit = _("limit {moment}").format(moment=moment(step.limit))
        beside.append(tinted(color, f"{_(word)}, {limit}"))
    head = joined((tinted(color, icon(mark)), bold(step.label), at))
    return lines(head, small(joined(beside, " · ")) if beside else "")


def _close() -> None:
    session.change_parameter(CASE, "")
