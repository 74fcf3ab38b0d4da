"""The sentences of the composite score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analytics.asking.coverage import Coverage, sentence
from analytics.stories.districts.score_model import Move, Scored
from analytics.stories.districts.words import called, headed
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import number, signed


def headline(scored: Sequence[Scored], focus: Scored | None, level: str) -> str:
    if focus is None:
        return _("No {level} has cases enough for a score").format(level=level)
    return _("{name} scores {score}, grade {grade}, position {position} of {count} {level}").format(
        name=called(focus.name, focus.short),
        score=number(focus.score, 1),
        grade=focus.grade,
        position=focus.position,
        count=len(scored),
        level=level,
    )


def support(scored: Sequence[Scored], focus: Scored | None, label: str) -> str:
    if focus is None:
        return _("Choose another level, a longer window or a wider area.")
    parts = [_("Preset {label}, a choice of this deployment and no national formula.").format(label=bold(label))]
    if focus.best == focus.worst:
        parts.append(_("No weight moved by 10 points changes the position of {name}.").format(name=bold(called(focus.name, focus.short))))
    else:
        parts.append(
            _("With any weight moved by 10 points {name} stands between {best} and {worst}.").format(
                name=bold(called(focus.name, focus.short)), best=focus.best, worst=focus.worst
            )
        )
    return ("" if language() == CHINESE else " ").join(parts)


def too_few(minimum: int) -> str:
    return _(
        "A score needs at least two areas with {minimum} cases in every measure. Choose another level, a longer window or a wider area."
    ).format(minimum=minimum)


def parts_title(focus: Scored | None) -> str:
    """Where most points are lost."""
    if focus is None:
        return _("No score")
    most = max(focus.parts, key=lambda part: part.lost)
    if most.lost < 0.05:
        return _("{name}: full points in every measure").format(name=focus.short)
    return _("{name}: most points lost on {measure}").format(name=focus.short, measure=most.name)


def rank_title(scored: Sequence[Scored]) -> str:
    steady = sum(each.best == each.worst for each in scored)
    if scored and steady == len(scored):
        return _("Positions do not depend on any single weight")
    return plural(
        "{steady} of {count} keeps its position whatever weight moves",
        "{steady} of {count} keep their position whatever weight moves",
        steady,
    ).format(steady=steady, count=len(scored))


def rank_caption(moves: Sequence[Move], thin: int, minimum: int) -> str:
    parts = []
    telling = max(moves, key=lambda each: each.changed, default=None)
    if telling and telling.changed:
        parts.append(
            _("{move} changes {count} positions, most of all moves.").format(move=telling.label, count=telling.changed)
            + (f"{'' if language() == CHINESE else ' '}{telling.farthest}" if telling.farthest else "")
        )
    if thin:
        parts.append(
            plural(
                "{count} area with fewer than {minimum} cases in a measure has no score.",
                "{count} areas with fewer than {minimum} cases in a measure have no score.",
                thin,
            ).format(count=thin, minimum=minimum)
        )
    return ("" if language() == CHINESE else " ").join(parts)


def rules_caption(source: str) -> str:
    return _(
        "A measure earns 0 points at its floor or worse, 100 at its target or better, and in a straight line between; the score is "
        "the sum of points × weight. Rates count as they are, not adjusted for case mix. Source of the weights: {source}."
    ).format(source=source)


def move(name: str, step: float) -> str:
    """办结率权重 +10 点."""
    return _("Weight of {measure} {step} points").format(measure=name, step=signed(step * 100))


def farthest(name: str, before: int, after: int) -> str:
    return _("{name} moves from position {before} to {after}.").format(name=name, before=before, after=after)


def left_out(unknown: Mapping[str, Coverage]) -> str:
    """The measures of the preset that nobody reports, with what is missing."""
    if not unknown:
        return ""
    told = _("; ").join(_("{measure}: {text}").format(measure=headed(name), text=sentence(one)) for name, one in unknown.items())
    return " " + _("Left out, the others sharing their weight: {measures}.").format(measures=told)
