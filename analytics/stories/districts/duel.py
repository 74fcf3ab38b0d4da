"""Two areas against each other: where they differ, and what of the difference is case mix."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.kept import kept
from analytics.readings.mix import KINDS, mix_cells
from analytics.statistics.decomposition import kitagawa
from analytics.statistics.intervals import difference
from analytics.stories.districts import duel_words as words
from analytics.stories.districts.choice import Choice, members
from analytics.stories.districts.words import distinct_names, headed
from analytics.words.language import _
from analytics.words.wording import NOTHING, change, number, quantity

BESIDES = ("received", "resolution_rate", "on_time_rate", "satisfaction_rate", "median_hours", "reopened_rate")
SHOWN = 8


@dataclass(frozen=True)
class Piece:
    """One category: what its share and what its handling add to the difference (0–1); shares and rates of both where it is one."""

    name: str
    mix: float
    performance: float
    share_a: float | None = None
    share_b: float | None = None
    rate_a: float | None = None
    rate_b: float | None = None


@dataclass(frozen=True)
class Line:
    """One measure of both, told, with their difference and whether it is more than chance."""

    name: str
    a: str
    b: str
    difference: str
    judgement: str


@dataclass(frozen=True)
class Duel:
    """`difference` = rate of a − rate of b = `mix` + `performance`, each the sum of its pieces."""

    headline: str
    support: str
    trouble: str
    a: str
    b: str
    difference: float
    mix: float
    performance: float
    pieces: tuple[Piece, ...]
    every: tuple[Piece, ...]
    lines: tuple[Line, ...]
    split_title: str
    lines_title: str


@kept
def duel(scope: Scope, principal: Principal, choice: Choice, a: str, b: str) -> Duel:
    """Compare the areas with the codes `a` and `b` by the chosen rate, in the current language."""
    known = areas()
    within, level, found = members(scope, choice, known)
    names = distinct_names(found, known)
    first, second = names[a], names[b]
    cells = mix_cells(within, principal, choice.measure, level, [a, b])
    sides = {code: cells[cells["unit"] == code] for code in (a, b)}
    lines = _lines(within, principal, level, a, b)
    counts = {code: (float(side["k"].sum()), float(side["n"].sum())) for code, side in sides.items()}
    if not all(n for _k, n in counts.values()):
        empty = words.nothing(first if not counts[a][1] else second, choice.measure)
        return Duel(empty, "", empty, first, second, 0.0, 0.0, 0.0, (), (), lines, "", words.lines_title(lines))
    split = _by_category(sides[a], sides[b])
    gap = counts[a][0] / counts[a][1] - counts[b][0] / counts[b][1]
    mix, performance = float(split["mix"].sum()), float(split["performance"].sum())
    low, high = difference(*counts[a], *counts[b])
    distinct = not low <= 0 <= high
    pieces = _pieces(split)
    return Duel(
        headline=words.headline(first, second, choice.measure, gap, distinct),
        support=words.support(first, second, choice.measure, gap, mix, performance, (low, high)),
        trouble="",
        a=first,
        b=second,
        difference=gap,
        mix=mix,
        performance=performance,
        pieces=_folded(pieces),
        every=pieces,
        lines=lines,
        split_title=words.split_title(mix, performance),
        lines_title=words.lines_title(lines),
    )


def _by_category(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Split by category × channel, summed by category; shares and rates of the whole category beside."""
    keys = list(KINDS)
    split = kitagawa(*(side.fillna({kind: "" for kind in keys}).groupby(keys)[["n", "k"]].sum() for side in (a, b)))
    parts = split.groupby(level=0)[["mix", "performance"]].sum()
    for name, side in (("a", a), ("b", b)):
        whole = side.fillna({"category": ""}).groupby("category")[["n", "k"]].sum().reindex(parts.index)
        parts[f"share_{name}"] = (whole["n"] / whole["n"].sum()).fillna(0)
        parts[f"rate_{name}"] = whole["k"] / whole["n"].where(whole["n"] > 0)
    weight = parts["mix"].abs() + parts["performance"].abs()
    return parts.reindex(weight.sort_values(ascending=False, kind="stable").index)


def _pieces(split: pd.DataFrame) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            str(name) or _("not stated"),
            float(row["mix"]),
            float(row["performance"]),
            float(row["share_a"]),
            float(row["share_b"]),
            *(None if pd.isna(row[rate]) else float(row[rate]) for rate in ("rate_a", "rate_b")),
        )
        for name, row in split.iterrows()
    )


def _folded(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    rest = pieces[SHOWN:]
    if len(rest) < 2:
        return pieces
    return (*pieces[:SHOWN], Piece(words.others(len(rest)), sum(each.mix for each in rest), sum(each.performance for each in rest)))


def _lines(scope: Scope, principal: Principal, level: str, a: str, b: str) -> tuple[Line, ...]:
    only = replace(scope, where=(*scope.where, Filter(level, (a, b))))
    frame = ask(BESIDES, by=[level], scope=only, principal=principal).frame.dropna(subset=[level]).set_index(level).reindex([a, b])
    lines = []
    for name in BESIDES:
        measure, (one, other) = CATALOGUE.measure(name), frame[name]
        both = pd.notna(one) and pd.notna(other)
        judgement = ""
        if measure.is_rate and both:
            low, high = difference(*(float(frame[part].iloc[at]) for at in (0, 1) for part in (measure.above(frame), measure.below(frame))))
            judgement = words.judgement(low, high)
        gap = change(float(one - other), measure.unit) if both else NOTHING
        lines.append(Line(headed(name), _told(one, measure.unit), _told(other, measure.unit), gap, judgement))
    return tuple(lines)


def _told(value: float, unit: str) -> str:
    """Counts to the last case: two that are close would look alike in 万."""
    known = None if pd.isna(value) else float(value)
    return number(known) if unit == "cases" else quantity(known, unit)
