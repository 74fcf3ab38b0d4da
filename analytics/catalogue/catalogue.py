"""The catalogue: finds measures and dimensions by name, what a measure is made of and what must be reported for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from analytics.catalogue.model import REFERENCE, Clock, Dimension, Measure, Model
from analytics.catalogue.needs import needs_of
from data.contracts.model import N_
from data.contracts.problem import Problem, did_you_mean


class UnknownName(Problem):
    """A measure, dimension or filter that the catalogue does not have."""


@dataclass(frozen=True)
class Catalogue:
    models: tuple[Model, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        found = [measure for model in self.models for measure in model.measures]
        names = [measure.id for measure in found]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
        return {measure.id: measure for measure in found}

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        return {dimension.id: dimension for model in self.models for dimension in model.dimensions}

    def measure(self, name: str) -> Measure:
        if name not in self._homes:
            raise UnknownName(N_("There is no measure {name!r}.{hint} Known: {known}."), **_unknown(name, self.measures))
        return self._homes[name][1]

    def has(self, name: str) -> bool:
        """Whether it is a measure, or one narrowed to the rows that a rate can count."""
        return name in self._homes

    def dimension(self, name: str) -> Dimension:
        if name not in self.dimensions:
            raise UnknownName(N_("There is no dimension {name!r}.{hint} Known: {known}."), **_unknown(name, self.dimensions))
        return self.dimensions[name]

    def model_of(self, name: str) -> Model:
        return self._homes[self.measure(name).id][0]

    @cached_property
    def _homes(self) -> dict[str, tuple[Model, Measure]]:
        """Every measure with its model, and each part of arithmetic narrowed to the rows that the whole of it can count."""
        found = {measure.id: (model, measure) for model in self.models for measure in model.measures}
        waiting = list(found)
        while waiting:
            whole = waiting.pop()
            every = self._needs(found, whole)
            for part in _parts(*found[whole]):
                model, measure = found[part]
                beside = frozenset(name for name in every if name.startswith(f"{model.table}.")) - self._needs(found, part)
                if beside and model.reports:
                    narrowed = replace(measure, id=f"{part}_of_{whole}", beside=measure.beside | beside, part_of=whole)
                    found[narrowed.id] = (model, narrowed)
                    waiting.append(narrowed.id)
        return found

    def _needs(self, homes: Mapping[str, tuple[Model, Measure]], name: str) -> frozenset[str]:
        model, measure = homes[name]
        parts = _parts(model, measure)
        inner = frozenset().union(*(self._needs(homes, part) for part in parts)) if parts else needs_of(model, measure)
        return inner | measure.beside

    def needs(self, name: str) -> frozenset[str]:
        """The columns, as `dataset.column`, that somebody has to report for the measure to have a value."""
        return self._all_needs[self.measure(name).id]

    @cached_property
    def _all_needs(self) -> dict[str, frozenset[str]]:
        return {name: self._needs(self._homes, name) for name in self._homes}

    def narrowed(self, part: str, whole: str) -> str:
        """A part of arithmetic over the rows that the whole of it can count; the part itself where those are all that it counts."""
        name = f"{part}_of_{whole}"
        return name if name in self._homes else part

    def parts(self, name: str) -> tuple[str, ...]:
        """Measures that the measure's arithmetic names; none for an aggregate."""
        return _parts(self.model_of(name), self.measure(name))

    def aggregates(self, name: str) -> Iterator[str]:
        """The aggregate measures that a measure is finally made of, itself if it is one."""
        parts = self.parts(name)
        if not parts:
            yield name
        for part in parts:
            yield from self.aggregates(part)

    def is_count(self, name: str) -> bool:
        """A number of rows, which varies by chance at least as a Poisson count does."""
        measure = self.measure(name)
        return measure.sql.startswith("count(") or measure.clock == Clock.STOCK

    def is_share(self, name: str) -> bool:
        """A rate whose numerator counts some of the rows that its denominator counts, in one window: it varies as a binomial share."""
        measure = self.measure(name)
        if measure.unit != "percent" or not measure.is_rate:
            return False
        parts = [*self.aggregates(measure.numerator), *self.aggregates(measure.denominator)]
        counted = all(self.is_count(part) and self.measure(part).clock == Clock.EVENT for part in parts)
        return counted and len({self.measure(part).time for part in parts}) == 1

    def used_in(self, name: str) -> list[str]:
        """Measures whose arithmetic names this one."""
        return [other for other in self.measures if name in self.parts(other)]


def _unknown(name: str, known: Mapping[str, object]) -> dict[str, object]:
    near = next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)
    return {"name": name, "hint": did_you_mean(near), "known": sorted(known)}


def _parts(model: Model, measure: Measure) -> tuple[str, ...]:
    return tuple(part for part in REFERENCE.findall(measure.sql) if part not in model.facts)
