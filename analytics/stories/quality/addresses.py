"""Where the rows behind a finding are shown: the cases with their filters, or the lines in quarantine."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from analytics.asking.filters import Filter
from analytics.asking.scope import Scope
from analytics.stories.quality.breaches import Breach
from analytics.stories.quality.completeness import FILTERED, Field
from analytics.stories.quality.drift import Drift
from analytics.stories.quality.freshness import Source, past_year


def cases_of_source(scope: Scope, source: Source) -> str:
    """Address of its cases of the last year."""
    return _cases(replace(past_year(scope), where=(*scope.where, Filter("source", (source.name,)))))


def cases_without(scope: Scope, field: Field, source: str) -> str | None:
    """Address of the cases that lack a field; None where no filter can ask for them."""
    if field.name not in FILTERED or not field.missing:
        return None
    where = (Filter(field.name, ("none",)), *((Filter("source", (source,)),) if source else ()))
    return _cases(replace(past_year(scope), where=where))


def cases_named(scope: Scope, one: Drift) -> str:
    """Address of the cases that bear a new name, or bore a vanished one."""
    where = (Filter(one.dimension, (one.value,)),)
    return _cases(replace(scope, window="custom", first=one.first, last=one.last, compare="none", as_of=None, where=where))


def cases_numbered(scope: Scope, number: str) -> str:
    """Address of the cases of the last year that bear a number."""
    return _cases(past_year(scope), q=number)


def lines_of(one: Breach) -> str:
    """Address of the lines in quarantine."""
    return f"/imports?{urlencode({'import': one.import_id, 'reason': one.reason})}#quarantine"


def _cases(scope: Scope, **more: str) -> str:
    return f"/cases?{urlencode({**scope.to_query(), **more})}"
