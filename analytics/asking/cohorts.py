"""The rows that a principal may see in a scope, for the questions that are no measures: curves, places, use of the limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from analytics.asking.ask import conditions
from analytics.asking.filters import Filter
from analytics.asking.geography import areas_of
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import Reader, engine
from analytics.query.gaps import Gaps, gaps_of


@dataclass(frozen=True)
class Cohort:
    """The generation that answers, the scope's period and the filters of scope and principal together."""

    reader: Reader
    period: Period
    where: tuple[Filter, ...]

    @property
    def gaps(self) -> Gaps:
        """The columns that some sources of the generation do not report."""
        return gaps_of(self.reader.reported)


@contextmanager
def cohort(scope: Scope, principal: Principal) -> Iterator[Cohort]:
    """Open the current generation for a scope. Raises NotAllowed without a principal, or for an area that it may not see."""
    with engine().reading() as reader:
        yield Cohort(reader, scope.period(reader.about.data_until), conditions(scope, principal, areas_of(reader)))
