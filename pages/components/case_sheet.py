"""One case in a dialog: what it is about, what happened when, and which limits were kept."""

from __future__ import annotations

import streamlit as st

from analytics.language import _
from analytics.scope import Scope
from analytics.stories.cases import Case, Step, case
from analytics.wording import moment
from data.contracts.model import N_
from pages.components import session
from pages.components.case_table import CASE
from pages.components.errors import reported

VERDICTS = {
    "kept": (":green", ":material/check_circle:", N_("within the limit")),
    "missed": (":red", ":material/cancel:", N_("past the limit")),
    "running": (":gray", ":material/schedule:", N_("still in time")),
    "": (":gray", ":material/circle:", ""),
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
    st.markdown(f"**{found.state}** · {found.place}" if found.place else f"**{found.state}**")
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        for label, value in found.facts:
            st.markdown(f":gray[{label}]　{_literal(value)}")
    with right:
        for step in found.steps:
            st.markdown(_line(step))


def _line(step: Step) -> str:
    color, icon, word = VERDICTS[step.verdict]
    at = moment(step.at) if step.at else _("not yet")
    parts = [f"{color}[{icon}] **{step.label}** {at}"]
    if step.after:
        parts.append(_("{time} after receipt").format(time=step.after))
    if step.limit:
        limit = _("limit {moment}").format(moment=moment(step.limit))
        parts.append(f"{color}[{_(word)}, {limit}]")
    return "  \n".join([parts[0], f":small[{' · '.join(parts[1:])}]"] if len(parts) > 1 else parts)


def _literal(text: str) -> str:
    """Text of a citizen is shown as it is, never as markdown."""
    for sign in "\\`*_{}[]()#+-!|<>$:~":
        text = text.replace(sign, f"\\{sign}")
    return text


def _close() -> None:
    session.change_parameter(CASE, "")
