"""The list of what needs attention: a judgement, its evidence, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from analytics.asking.scope import Scope
from analytics.findings import MOST
from analytics.stories.overview import Finding
from analytics.words.language import _
from analytics.words.width import text_width
from data.contracts.model import N_
from pages.components import session
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import badge, bold, faint, joined, lines
from pages.components.navigation import entry

# As a window of 1440 draws them: ems of the badge and of a line, pixels of a line and between two findings.
BADGE, TITLE, EVIDENCE, LINE, GAP = 4.5, 21.0, 28.0, 22, 18
ARROW = ":material/chevron_right:"
SEVERITIES = {
    "breach": ("red", "error"),
    "warning": ("orange", "warning"),
    "question": ("gray", "help"),
}
KINDS = {
    "limit": N_("Outlier"),
    "signal": N_("Decline"),
    "surge": N_("Surge"),
    "cluster": N_("Same spot"),
    "overdue": N_("Overdue"),
    "pace": N_("Pace"),
    "trend": N_("Growing"),
    "satisfaction": N_("Decline"),
    "silence": N_("To verify"),
}


def height_beside(findings: Sequence[Finding], least: int) -> int:
    """Height of the figures beside the list: English needs more lines, and cards of one row should end together."""
    lines = sum(
        ceil((BADGE + text_width(finding.title)) / TITLE) + ceil(text_width(finding.evidence) / EVIDENCE) for finding in findings[:MOST]
    )
    return max(least, lines * LINE + len(findings[:MOST]) * GAP)


def findings_list(findings: Sequence[Finding]) -> None:
    """The most important ones, those first; a link only where the page that shows more exists."""
    if not findings:
        quiet(_("Nothing is beyond its limits in this period."))
    with st.container(gap="small", key="findings"):
        for number, finding in enumerate(findings[:MOST]):
            _finding(finding, number)
    further = len(findings) - MOST
    if further > 0:
        more = _("{count} more in the data table").format(count=further)
        st.markdown(faint(more))


def _finding(finding: Finding, number: int) -> None:
    color, mark = SEVERITIES[finding.severity]
    page = entry(finding.page)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        kind = badge(color, mark, _(KINDS[finding.kind]))
        st.markdown(lines(joined((kind, bold(finding.title))), faint(finding.evidence)), width="stretch")
        if page and page.address == session.page():
            st.button(_("Look"), key=f"look-{number}", type="tertiary", icon=ARROW, icon_position="right", on_click=_look, args=(finding,))
        elif page:
            st.page_link(page.script, label=_(page.title), icon=ARROW, icon_position="right", query_params=dict(finding.query))


@safe
def _look(finding: Finding) -> None:
    session.change(Scope.from_query(dict(finding.query)))
