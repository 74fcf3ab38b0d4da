"""What needs attention, as short as the wall needs it: at most four findings of the overview."""

from __future__ import annotations

import re

from analytics.stories.overview import Finding
from analytics.stories.wall.model import Alert, Alerts
from analytics.words.language import _, plural
from analytics.words.width import sentence_width
from analytics.words.wording import number

MOST = 4
TITLE, EVIDENCE = 19.8, 24.5  # ems of a line


def alerts(findings: tuple[Finding, ...]) -> Alerts:
    """Most important first."""
    if not findings:
        return Alerts(_("Nothing needs attention"), ())
    title = plural("{count} finding needs attention", "{count} findings need attention", len(findings))
    if len(findings) > MOST:
        title = _("{count} findings, the first {shown}")
    return Alerts(title.format(count=number(len(findings)), shown=MOST), tuple(_alert(finding) for finding in findings[:MOST]))


def _alert(finding: Finding) -> Alert:
    """A title that is too long goes without what it says in brackets; if it still needs two lines, these leave no room for evidence."""
    title = finding.title if sentence_width(finding.title) <= TITLE else re.sub(r"（[^）]*）| \([^)]*\)", "", finding.title)
    return Alert(finding.severity == "question", title, _short(finding.evidence) if sentence_width(title) <= TITLE else "")


def _short(evidence: str) -> str:
    """As many of the parts of the evidence as one line holds: better none than one that is cut."""
    parts = evidence.split(_("; "))
    while parts and sentence_width(_("; ").join(parts)) > EVIDENCE:
        parts.pop()
    return _("; ").join(parts)
