"""A finding ready to be sent: the sentence in both languages, how clear it is, and the address that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from analytics.findings.engine import findings
from analytics.findings.model import SEVERITIES, Finding
from analytics.language import LANGUAGES, _, language, speaking
from analytics.principal import Principal
from analytics.scope import Scope
from data.contracts.model import N_
from data.contracts.policy import policy

SEVERITY_NAMES = {"breach": N_("Breach"), "warning": N_("Warning"), "question": N_("To verify")}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Notice:
    """Plain values, as JSON and the journal hold them; title and evidence by language."""

    kind: str
    measure: str
    area: str
    subject: str
    start: str
    severity: str
    effect: float
    certainty: float
    title: dict[str, str]
    evidence: dict[str, str]
    link: str

    @property
    def key(self) -> Key:
        """What tells it apart; with the start of its episode this is its identity."""
        return self.kind, self.measure, self.area, self.subject

    @property
    def rank(self) -> int:
        return SEVERITIES.index(self.severity)

    def lines(self, *, gone: bool = False) -> str:
        """As text in the current language."""
        title = _("{title} (no longer seen)").format(title=self.title[language()]) if gone else self.title[language()]
        head = _("[{severity}] {title}").format(severity=_(SEVERITY_NAMES[self.severity]), title=title)
        return f"{head}\n    {self.evidence[language()]}\n    {self.link}"


def notices(scope: Scope, principal: Principal) -> list[Notice]:
    """The findings of a scope, in their order."""
    told: dict[str, tuple[Finding, ...]] = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = findings(scope, principal)
    return [_notice(dict(zip(told, versions, strict=True))) for versions in zip(*told.values(), strict=True)]


def from_journal(entry: dict[str, Any]) -> Notice:
    return Notice(**entry)


def _notice(versions: dict[str, Finding]) -> Notice:
    finding = next(iter(versions.values()))
    return Notice(
        kind=finding.kind,
        measure=finding.measure,
        area=finding.area,
        subject=finding.subject,
        start=str(finding.start),
        severity=finding.severity,
        effect=round(float(finding.effect), 4),
        certainty=round(float(finding.certainty), 6),
        title={code: version.title for code, version in versions.items()},
        evidence={code: version.evidence for code, version in versions.items()},
        link=f"{policy().delivery.address.rstrip('/')}/{finding.page}?{urlencode(finding.query)}",
    )
