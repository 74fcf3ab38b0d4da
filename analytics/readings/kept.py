"""Stories are kept: told once for each generation, scope, principal, language and policy."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from analytics.asking.ask import conditions
from analytics.asking.geography import areas_of, seeing_as
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import About, engine, warehouse
from analytics.words.language import language, speaking
from data.contracts.policy import version

Given = ParamSpec("Given")
Told = TypeVar("Told")


_stories: list[kept[Any, Any]] = []


class kept(Generic[Given, Told]):  # reads as what it does to the function below it
    """Decorates `build(scope, principal, …)`, all arguments hashable: it runs once for what its answer depends on."""

    def __init__(self, build: Callable[Concatenate[Scope, Principal, Given], Told]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._told = lru_cache(maxsize=256)(self._tell)
        _stories.append(self)

    def __call__(self, scope: Scope, principal: Principal, *arguments: Given.args, **named: Given.kwargs) -> Told:
        with engine().reading() as reader:
            if principal.areas is not None:
                conditions(scope, principal, areas_of(reader))  # refused before anything is told
            surroundings = (str(warehouse()), reader.about, version(), language())
            return self._told(surroundings, scope, principal, arguments, tuple(sorted(named.items())))

    def _tell(
        self,
        surroundings: tuple[str, About, object, str],
        scope: Scope,
        principal: Principal,
        arguments: tuple[Any, ...],
        named: tuple[tuple[str, Any], ...],
    ) -> Told:
        with speaking(surroundings[-1]), seeing_as(principal):
            return self._build(scope, principal, *arguments, **dict(named))

    def forget(self) -> None:
        """Tell everything anew; a benchmark starts cold."""
        self._told.cache_clear()


def forget_stories() -> None:
    """Tell every story anew, also those that others are made of."""
    for story in _stories:
        story.forget()
