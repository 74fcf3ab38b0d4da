"""What is watched: one line for each measure and kind of detector; their thresholds stand in the policy under [findings]."""

from __future__ import annotations

from analytics.findings.clusters import clusters
from analytics.findings.limits import limits
from analytics.findings.model import Detector
from analytics.findings.overdue import overdue
from analytics.findings.plans import plans
from analytics.findings.satisfaction import satisfaction
from analytics.findings.signals import signals
from analytics.findings.silent import silent
from analytics.findings.surges import surges
from analytics.findings.trends import trends

DETECTORS = (
    Detector("limit", "resolution_rate", "breach", limits),
    Detector("limit", "on_time_rate", "warning", limits),
    Detector("overdue", "overdue_backlog", "breach", overdue),
    Detector("pace", "progress", "warning", plans),
    Detector("trend", "backlog", "warning", trends, "high"),
    Detector("signal", "resolution_rate", "warning", signals),
    Detector("signal", "on_time_rate", "warning", signals),
    Detector("signal", "satisfaction_rate", "warning", signals),
    Detector("satisfaction", "satisfaction_rate", "warning", satisfaction),
    Detector("surge", "received", "warning", surges, "high"),
    Detector("limit", "instant_close_share", "question", limits, "high"),
    Detector("silence", "received", "question", silent),
    Detector("cluster", "received", "question", clusters, "high"),
)
