"""What needs attention, as short as the wall needs it: at most four findings of the overview."""

from __future__ import annotations

from analytics.figures.placement import text_width
from analytics.language import _, plural
from analytics.stories.overview import Finding
from analytics.stories.wall.model import Alert, Alerts
from analytics.wording import number

MOST = 4
LINE = 24.5  # Han characters of a line of evidence


def alerts(findings: tuple[Finding, ...]) -> Alerts:
    """Most important first."""
    if not findings:
        return Alerts(_("Nothing needs attention"), ())
    title = plural("{count} finding needs attention", "{count} findings need attention", len(findings))
    shown = tuple(Alert(finding.severity == "question", finding.title, _short(finding.evidence)) for finding in findings[:MOST])
    return Alerts(title.format(count=number(len(findings))), shown)


def _short(evidence: str) -> str:
    """As many of the parts of the evidence as one line holds, at least the first."""
    parts = evidence.split(_("; "))
    while len(parts) > 1 and text_width(_("; ").join(parts)) > LINE:
        parts.pop()
    return _("; ").join(parts)
