"""Findings: what needs attention in an area and a period, found by declared detectors and ranked in one order."""

from analytics.findings.engine import MOST, findings, shortlist
from analytics.findings.model import SEVERITIES, Finding

__all__ = ["MOST", "SEVERITIES", "Finding", "findings", "shortlist"]
