"""Catalogue × Scope → SQL: the only place that builds SQL for the marts."""

from analytics.query.build import build
from analytics.query.parts import NONE, OTHERS
from analytics.query.request import Request, RequestError
from analytics.query.rows import RowRequest, build_count, build_rows
from analytics.query.tables import table

__all__ = ["NONE", "OTHERS", "Request", "RequestError", "RowRequest", "build", "build_count", "build_rows", "table"]
