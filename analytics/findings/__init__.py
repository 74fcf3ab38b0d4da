"""Findings: what needs attention in an area and a period, found by declared detectors and ranked in one order."""

from analytics.findings.engine import findings, shortlist
from analytics.findings.model import SEVERITIES, Finding

__all__ = ["SEVERITIES", "Finding", "findings", "shortlist"]
