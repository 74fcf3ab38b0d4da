"""The sentences of the duel of two areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.stories.districts.words import named
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import percents, points

FELT = 0.0005


class Line(Protocol):
    @property
    def judgement(self) -> str: ...


def headline(a: str, b: str, measure: str, gap: float, distinct: bool) -> str:
    if abs(gap) < FELT:
        return _("{a} and {b} have the same {measure}").format(a=a, b=b, measure=named(measure))
    size = points(abs(gap)).lstrip("+")
    if not distinct:
        text = (
            _("{a}'s {measure} is {size} below {b}'s, within chance")
            if gap < 0
            else _("{a}'s {measure} is {size} above {b}'s, within chance")
        )
    else:
        text = _("{a}'s {measure} is {size} below {b}'s") if gap < 0 else _("{a}'s {measure} is {size} above {b}'s")
    return text.format(a=a, b=b, measure=named(measure), size=size)


def support(a: str, b: str, measure: str, gap: float, mix: float, performance: float, limits: tuple[float, float]) -> str:
    """The split, what it means, and the interval of the difference."""
    split = _("Case mix gives {mix}, handling {performance} (95% interval of the difference {low} to {high} points).").format(
        mix=points(mix, 2), performance=points(performance, 2), low=percents(limits[0]), high=percents(limits[1])
    )
    return f"{split}{'' if language() == CHINESE else ' '}{_meaning(a, b, measure, gap, mix, performance)}"


def _meaning(a: str, b: str, measure: str, gap: float, mix: float, performance: float) -> str:
    if abs(performance) < FELT:
        return _("With the same case mix {a} and {b} would be level.").format(a=bold(a), b=bold(b))
    size = points(abs(performance)).lstrip("+")
    higher = performance > 0
    if mix * gap > 0 and performance * gap < 0:
        text = (
            _("It is the case mix that makes the difference: with the same mix {a} would be {size} higher.")
            if higher
            else _("It is the case mix that makes the difference: with the same mix {a} would be {size} lower.")
        )
    else:
        text = _("With the same case mix {a} would be {size} higher.") if higher else _("With the same case mix {a} would be {size} lower.")
    return text.format(a=bold(a), size=size)


def split_title(mix: float, performance: float) -> str:
    return _("Case mix {mix}, handling {performance}").format(mix=points(mix, 2), performance=points(performance, 2))


def lines_title(lines: Sequence[Line]) -> str:
    distinct = sum(line.judgement == judgement(1.0, 2.0) or line.judgement == judgement(-2.0, -1.0) for line in lines)
    if not distinct:
        return _("No rate differs by more than chance")
    return plural("{count} rate differs by more than chance", "{count} rates differ by more than chance", distinct).format(count=distinct)


def judgement(low: float, high: float) -> str:
    if low > 0:
        return _("▲ clearly higher")
    if high < 0:
        return _("▼ clearly lower")
    return _("No clear difference")


def nothing(name: str, measure: str) -> str:
    return _("{name} has no case that {measure} counts in this period; choose another area").format(name=name, measure=named(measure))


def others(count: int) -> str:
    return plural("{count} other category", "{count} other categories", count).format(count=count)
