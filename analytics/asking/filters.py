"""Filters of a scope: which values of a dimension count, read from and written to text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from analytics.catalogue import CATALOGUE, Kind
from data.contracts.model import N_
from data.contracts.problem import Problem

WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
# What has a meaning in the text of a filter is written as a URL writes it.
ESCAPED = {"%": "%25", ",": "%2C", "!": "%21"}


class ScopeError(Problem):
    """A scope that cannot be; the message names the value and what is possible."""


@dataclass(frozen=True)
class Filter:
    """Rows whose dimension has one of the values, or, negated, none of them; "none" stands for a missing value.

    `beside` are filters of which any may hold instead. One that is `strict` says what may be seen at all: where a model has none of the
    dimensions, nothing of it is; any other is left out there.
    """

    dimension: str
    values: tuple[str, ...]
    negated: bool = False
    beside: tuple[Filter, ...] = ()
    strict: bool = False

    @property
    def text(self) -> str:
        """The values as `parse_filter` reads them: `a,b`, or `!a,b` for none of them."""
        written = (re.sub("[%,!]", lambda found: ESCAPED[found.group()], value) for value in self.values)
        return ("!" if self.negated else "") + ",".join(written)


def parse_filter(text: str) -> Filter:
    """`channel=a,b` or `channel=!a,b` (none of them); a comma inside a value is written %2C. Raises UnknownName or ScopeError."""
    name, sign, values = text.partition("=")
    name = name.strip()
    negated = name.endswith("!") or values.startswith("!")
    name, values = name.rstrip("!"), values.lstrip("!")
    dimension = CATALOGUE.dimension(name)
    if dimension.kind == Kind.TIME:
        raise ScopeError(N_("Filter the time with from and to, not with {name}."), name=name)
    chosen = tuple(unquote(value.strip()) for value in values.split(",") if value.strip())
    if not sign or not chosen:
        raise ScopeError(N_("The filter {text!r} names no value. Write {name}=value or {name}=!value."), text=text, name=name)
    for value in chosen:
        if dimension.kind == Kind.FLAG and value not in ("true", "false", "none"):
            raise ScopeError(N_("{name} is true, false or none, not {value!r}."), name=name, value=value)
        if dimension.kind == Kind.NUMBER and value != "none" and not WHOLE_NUMBER.fullmatch(value):
            raise ScopeError(N_("{name} is a number, not {value!r}."), name=name, value=value)
    return Filter(name, chosen, negated)


def filterable(name: str) -> bool:
    """A dimension that a scope can filter by; time has its window."""
    return name in CATALOGUE.dimensions and CATALOGUE.dimensions[name].kind != Kind.TIME
