"""Catalogue × Scope → SQL: the only place that builds SQL for the marts."""

from analytics.query.build import build
from analytics.query.parts import NONE, OTHERS
from analytics.query.request import Request, RequestError
from analytics.query.tables import table

__all__ = ["NONE", "OTHERS", "Request", "RequestError", "build", "table"]
