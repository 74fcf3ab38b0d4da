"""What the rows say of their own quality, for a scope and a principal."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.asking.ask import conditions
from analytics.asking.geography import areas_of
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import quality


def filled(fields: Mapping[str, str], scope: Scope, principal: Principal) -> pd.DataFrame:
    """One row per source and month: source, month, tickets, and how many of them have each of the fields."""
    with engine().reading() as reader:
        where = conditions(scope, principal, areas_of(reader))
        return reader.cached(quality.completeness(fields, scope.period(reader.about.data_until), where)).copy()


def twins(minutes: int, scope: Scope, principal: Principal) -> pd.DataFrame:
    """One row per ticket that follows another of the same reporter, subject and place within so many minutes, newest first."""
    with engine().reading() as reader:
        where = conditions(scope, principal, areas_of(reader))
        return reader.cached(quality.twins(minutes * 60, scope.period(reader.about.data_until), where)).copy()


def shared_numbers(scope: Scope, principal: Principal) -> pd.DataFrame:
    """One row per number that several sources use, newest first."""
    with engine().reading() as reader:
        where = conditions(scope, principal, areas_of(reader))
        return reader.cached(quality.shared_numbers(scope.period(reader.about.data_until), where)).copy()
