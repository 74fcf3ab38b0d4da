"""What the overview says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.stories.model import Kpi, Reference, Unit


@dataclass(frozen=True)
class Finding:
    """Something to look at: how bad, the sentence, its evidence, and the page and state that show it."""

    kind: Literal["limit", "overdue", "pace", "trend", "satisfaction", "silence"]
    severity: Literal["breach", "warning", "question"]
    title: str
    evidence: str
    page: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pace:
    """Share done against share planned by now (0–1), and the words around them."""

    label: str
    value: float
    planned: float
    state: Literal["ahead", "near", "behind"]
    judgement: str
    big: str
    sub: str
    page: str = "renovation"  # address of the page that shows more


@dataclass(frozen=True)
class Overview:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    units: tuple[Unit, ...]
    peers: tuple[Unit, ...]
    reference: Reference
    peer_reference: Reference
    findings: tuple[Finding, ...]
    paces: tuple[Pace, ...]
