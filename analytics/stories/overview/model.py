"""What the overview says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.findings import Finding
from analytics.readings.model import Kpi
from analytics.shapes.units import Pace, Reference, Unit


@dataclass(frozen=True)
class Overview:
    headline: str
    support: str
    received: int
    kpis: tuple[Kpi, ...]
    units: tuple[Unit, ...]
    peers: tuple[Unit, ...]
    reference: Reference
    peer_reference: Reference
    findings: tuple[Finding, ...]
    paces: tuple[Pace, ...]
