"""Catalogue × Scope → SQL: the only place that builds SQL for the marts."""

from analytics.query.build import build
from analytics.query.request import Request, RequestError
from analytics.query.tables import table

__all__ = ["Request", "RequestError", "build", "table"]
