"""How a wall is to run: the policy's section, overridden by the address of this one screen."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from data.contracts.model import N_
from data.contracts.policy import Wall, policy
from data.contracts.problem import Problem
from pages.components import session
from pages.components.door import st

WIDE, STANDARD = "wide", "standard"
LAYOUT = "layout"
OVERRIDES = tuple(name for name in Wall.model_fields if name != "titles")


@dataclass(frozen=True)
class Settings:
    """`query` is the scope as the address states it; `trouble` says what of the address or the policy could not be used."""

    wall: Wall
    wide: bool
    query: tuple[tuple[str, str], ...]
    trouble: Problem | None = None


def settings() -> Settings:
    """Never fails: a wall with a wrong entry runs with the usual one and says so."""
    trouble: Problem | None = None
    try:
        base = policy().wall
    except Problem as problem:
        base, trouble = Wall(), problem
    address = st.query_params.to_dict()
    for name in OVERRIDES:
        if address.get(name):
            try:
                base = Wall.model_validate(base.model_dump() | {name: _value(name, address[name])})
            except ValidationError:
                trouble = Problem(N_("The address says {entry}={value}, which cannot be used."), entry=name, value=address[name])
    query = tuple((name, value) for name, value in address.items() if session.is_scope(name))
    return Settings(base, address.get(LAYOUT) == WIDE, query, trouble)


def _value(name: str, text: str) -> str | tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if name == "panels" else text
