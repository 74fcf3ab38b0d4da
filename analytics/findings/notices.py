"""A finding ready to be sent: the sentence in both languages, how clear it is, and the address that shows it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from urllib.parse import urlencode

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.findings.engine import findings
from analytics.findings.model import SEVERITIES, Finding
from analytics.words.language import LANGUAGES, _, language, speaking
from data.contracts.model import N_
from data.contracts.policy import policy

SEVERITY_NAMES = {"breach": N_("Priority"), "warning": N_("Warning"), "question": N_("To verify")}
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

    def heading(self, *, gone: bool = False) -> str:
        """The title in the current language."""
        title = self.title[language()]
        return _("{title} (no longer seen)").format(title=title) if gone else title

    def lines(self, *, gone: bool = False) -> str:
        """As text in the current language."""
        head = _("[{severity}] {title}").format(severity=_(SEVERITY_NAMES[self.severity]), title=self.heading(gone=gone))
        return f"{head}\n    {self.evidence[language()]}\n    {self.link}"


def notices(scope: Scope, principal: Principal) -> list[Notice]:
    """The findings of a scope, in their order."""
    fixed = _fixed(scope)
    told: dict[str, tuple[Finding, ...]] = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = findings(scope, principal)
    return [_notice(dict(zip(told, versions, strict=True)), fixed) for versions in zip(*told.values(), strict=True)]


def from_journal(entry: object) -> Notice | None:
    """As it was noted; entries of a newer version are left alone, and without one that is needed there is no notice."""
    names = [field.name for field in fields(Notice)]
    if not isinstance(entry, dict) or any(name not in entry for name in names):
        return None
    return Notice(**{name: entry[name] for name in names})


def _fixed(scope: Scope) -> dict[str, str]:
    """Days and moment of what is told, as an address has them: a link that is opened next week still shows it."""
    period = scope.period(newest())
    fixed = {"from": f"{period.start:%Y-%m-%d}", "to": f"{period.end - timedelta(microseconds=1):%Y-%m-%d}"}
    as_of = (period.as_of + timedelta(minutes=1, microseconds=-1)).replace(second=0, microsecond=0)  # an address knows minutes
    return fixed if as_of == period.end else fixed | {"as_of": f"{as_of:%Y-%m-%d %H:%M}"}


def _link(finding: Finding, fixed: dict[str, str]) -> str:
    query = dict(finding.query)
    query = query if "from" in query else {name: value for name, value in query.items() if name != "window"} | fixed
    return f"{policy().delivery.address.rstrip('/')}/{finding.page}?{urlencode(query)}"


def _notice(versions: dict[str, Finding], fixed: dict[str, str]) -> Notice:
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
        link=_link(finding, fixed),
    )
