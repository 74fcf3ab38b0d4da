"""The sentences of the comparison: how many areas stand out, where the focus stands, and what the pictures show."""

from __future__ import annotations

from analytics.stories.districts.model import Composition, Standing
from analytics.stories.districts.numbers import Numbers
from analytics.stories.districts.standings import Judged
from analytics.stories.districts.words import called, headed, listed, many, named
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import number, percent
from data.contracts.policy import policy

FELT = 0.0005  # an effect that rounds to nothing is not told
NAMED = 2


def trouble(numbers: Numbers, judged: Judged) -> str:
    """Why these areas cannot be compared, or nothing."""
    ranked = [each for each in judged.standings if each.is_ranked]
    measure, level = named(numbers.choice.measure), many(numbers.level)
    if not judged.standings:
        return _("No {level} has a case that {measure} counts in this period").format(level=level, measure=measure)
    if len(judged.standings) == 1:
        only = judged.standings[0]
        return _("Only {name} has cases ({measure} {value}); there is nothing to compare it with").format(
            name=only.name, measure=measure, value=percent(only.rate)
        )
    if not ranked:
        return _("No {level} reaches {minimum} cases; too few to compare").format(level=level, minimum=policy().minimum_n)
    if len(ranked) == 1:
        return _("Only {name} reaches {minimum} cases; there is nothing to compare it with").format(
            name=ranked[0].name, minimum=policy().minimum_n
        )
    if judged.overall in (0.0, 1.0):
        return _("{measure} is {value} in all {count} {level}").format(
            measure=headed(numbers.choice.measure), value=percent(judged.overall, 0), count=len(judged.standings), level=level
        )
    return ""


def headline(numbers: Numbers, judged: Judged) -> str:
    """Which areas differ from their peers: the exceptions are named, as the overview names them."""
    stuck = trouble(numbers, judged)
    if stuck:
        return stuck
    measure, level = named(numbers.choice.measure), many(numbers.level)
    ranked = [each for each in judged.standings if each.is_ranked]
    out = len(beyond(judged))
    if not out:
        return _("All {count} {level} are like their peers in {measure}").format(count=len(ranked), level=level, measure=measure)
    text = (
        plural(
            "Only {names} of {count} {level} differs from its peers in {measure}",
            "{names} of {count} {level} differ from their peers in {measure}",
            out,
        )
        if out <= len(ranked) / 2
        else _("{out} of {count} {level} differ from their peers in {measure}, more than half")
    )
    return text.format(out=out, names=_cut([each.short for each in beyond(judged)]), count=len(ranked), level=level, measure=measure)


def support(numbers: Numbers, judged: Judged, focus: Standing | None, composition: Composition | None) -> str:
    """The focus: one of those or not, raw and adjusted rate, and the positions that are possible."""
    if trouble(numbers, judged):
        if judged.overall in (0.0, 1.0) and len(judged.standings) > 1:
            return _("There is no difference to judge; choose another rate.")
        return _("Choose another level, a longer window or a wider area.")
    space = "" if language() == CHINESE else " "
    if focus is None:
        return space.join([_whole(numbers, judged), *_unranked(judged)])
    if not focus.is_ranked:
        return _("{name} has only {count} cases; it is shown but has no position.").format(
            name=bold(called(focus.name, focus.short)), count=number(focus.n)
        )
    return space.join([_membership(judged, focus), _positions(numbers, focus, composition), *_unranked(judged)])


def _unranked(judged: Judged) -> list[str]:
    """How many areas the comparison leaves out, where it does."""
    thin = sum(not each.is_ranked for each in judged.standings)
    text = plural(
        "{count} more has fewer than {minimum} cases and no position.",
        "{count} more have fewer than {minimum} cases and no position.",
        thin,
    )
    return [text.format(count=thin, minimum=policy().minimum_n)] if thin else []


def _cut(names: list[str]) -> str:
    text = listed(names[: NAMED + 1])
    return text if len(names) <= NAMED + 1 else _("{names} and {count} more").format(names=text, count=len(names) - NAMED - 1)


def beyond(judged: Judged) -> list[Standing]:
    """The areas that stand out after allowing for many comparisons."""
    return [each for each in judged.standings if each.cls in ("low", "high")]


def _whole(numbers: Numbers, judged: Judged) -> str:
    return _("{measure} of all together {value}; areas with enough cases lie between {low} and {high}.").format(
        measure=headed(numbers.choice.measure),
        value=percent(judged.overall),
        low=percent(min(each.rate for each in judged.standings if each.is_ranked and each.rate is not None)),
        high=percent(max(each.rate for each in judged.standings if each.is_ranked and each.rate is not None)),
    )


def _membership(judged: Judged, focus: Standing) -> str:
    if not beyond(judged):
        return _("{name}:").format(name=bold(called(focus.name, focus.short)))
    return (_("{name} is one of them:") if focus.cls in ("low", "high") else _("{name} is not one of them:")).format(
        name=bold(called(focus.name, focus.short))
    )


def _positions(numbers: Numbers, focus: Standing, composition: Composition | None) -> str:
    raw = _("raw {value}, position {position}").format(value=percent(focus.rate), position=focus.position)
    if focus.adjusted is None:
        text = _("{raw}; positions from {best} to {worst} are possible.")
        return text.format(raw=raw, best=focus.best, worst=focus.worst)
    often = _overrepresented(composition)
    why = _("; {names} cases are frequent there").format(names=often) if often else ""
    return _("{raw}{why}; adjusted for case mix {value}, position {position}, possible positions {best}–{worst}.").format(
        raw=raw, why=why, value=percent(focus.adjusted), position=focus.adjusted_position, best=focus.best, worst=focus.worst
    )


def _overrepresented(composition: Composition | None) -> str:
    """The categories that are more frequent than elsewhere and move the expected rate the way the whole mix does."""
    if composition is None or abs(composition.total) < FELT:
        return ""
    telling = [
        effect
        for effect in composition.effects
        if effect.share is not None and effect.usual is not None and effect.share > effect.usual and effect.effect * composition.total > 0
    ]
    return listed([effect.name for effect in telling[:NAMED] if abs(effect.effect) >= FELT])
