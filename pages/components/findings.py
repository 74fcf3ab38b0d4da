"""The list of what needs attention: a judgement, its evidence, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.language import _
from analytics.scope import Scope
from analytics.stories.overview import Finding
from data.contracts.model import N_
from pages.components import session
from pages.components.cards import quiet
from pages.components.errors import safe
from pages.components.navigation import entry

ARROW = ":material/chevron_right:"
SEVERITIES = {
    "breach": (":red", ":material/error:"),
    "warning": (":orange", ":material/warning:"),
    "question": (":gray", ":material/help:"),
}
KINDS = {
    "limit": N_("Limit"),
    "signal": N_("Signal"),
    "surge": N_("Surge"),
    "cluster": N_("Same spot"),
    "overdue": N_("Overdue"),
    "pace": N_("Pace"),
    "trend": N_("Trend"),
    "satisfaction": N_("Satisfaction"),
    "silence": N_("To verify"),
}


def findings_list(findings: Sequence[Finding]) -> None:
    """Most important first; a link only where the page that shows more exists."""
    if not findings:
        quiet(_("Nothing is beyond its limits in this period."))
    with st.container(gap="small"):
        for number, finding in enumerate(findings):
            _finding(finding, number)


def _finding(finding: Finding, number: int) -> None:
    color, icon = SEVERITIES[finding.severity]
    page = entry(finding.page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        badge = f"{color}-badge[{icon} {_(KINDS[finding.kind])}]"
        st.markdown(f"{badge} **{finding.title}**  \n:small[:gray[{finding.evidence}]]", width="stretch")
        if page and page.address == session.page():
            st.button(_("Look"), key=f"look-{number}", type="tertiary", icon=ARROW, icon_position="right", on_click=_look, args=(finding,))
        elif page:
            st.page_link(page.script, label=_(page.title), icon=ARROW, icon_position="right", query_params=dict(finding.query))


@safe
def _look(finding: Finding) -> None:
    session.change(Scope.from_query(dict(finding.query)))
