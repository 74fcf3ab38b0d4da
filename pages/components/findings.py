"""The list of what needs attention: a judgement, its evidence, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.language import _
from analytics.overview import Finding
from data.contracts.model import N_
from pages.components.cards import quiet
from pages.navigation import entry

SEVERITIES = {
    "breach": (":red", ":material/error:"),
    "warning": (":orange", ":material/warning:"),
    "question": (":gray", ":material/help:"),
}
KINDS = {
    "limit": N_("Limit"),
    "overdue": N_("Overdue"),
    "pace": N_("Pace"),
    "trend": N_("Trend"),
    "silence": N_("To verify"),
}


def findings_list(findings: Sequence[Finding]) -> None:
    """Most important first; a link only where the page that shows more exists."""
    if not findings:
        quiet(_("Nothing is beyond its limits in this period."))
    with st.container(gap="small"):
        for finding in findings:
            _finding(finding)


def _finding(finding: Finding) -> None:
    color, icon = SEVERITIES[finding.severity]
    page = entry(finding.page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        badge = f"{color}-badge[{icon} {_(KINDS[finding.kind])}]"
        st.markdown(f"{badge} **{finding.title}**  \n:small[:gray[{finding.evidence}]]", width="stretch")
        if page:
            st.page_link(page.script, label=_(page.title), icon=":material/chevron_right:", icon_position="right", query_params=dict(finding.query))
