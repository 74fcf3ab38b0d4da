"""The titles and captions of the comparison's pictures, and the figures of its method note."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE
from analytics.stories.districts.numbers import Numbers
from analytics.stories.districts.standings import Judged
from analytics.stories.districts.story import FELT, beyond
from analytics.stories.districts.words import many, named
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.wording import interval, number, percent, points
from data.contracts.policy import policy

FAR = 3  # positions that a unit must move for the title to name it


def funnel_title(judged: Judged) -> str:
    out = len(beyond(judged))
    if not out:
        return _("Funnel: all like their peers")
    return _("Funnel: {out} differ from their peers").format(out=out)


def funnel_caption(numbers: Numbers, judged: Judged) -> str:
    """What the funnel means, for a reader without statistics, and how few cases it takes to be told apart."""
    text = _(
        "Each point is one area, its {measure} as if its cases were of the ordinary kinds. In the grey band it is like its peers; the fewer "
        "the cases, the wider the band."
    ).format(measure=named(numbers.choice.measure))
    if judged.among.needed:
        more = _("To tell a difference of {points}, an area needs about {count} cases.").format(
            points=points(policy().peers.needed_for, 0).lstrip("+"), count=number(judged.among.needed)
        )
        text = f"{text}{'' if language() == CHINESE else ' '}{more}"
    return text


def rank_title(judged: Judged) -> str:
    """Who moves most when the case mix is taken off."""
    if judged.adjustment is None:
        return _("Raw rates and possible positions")
    moved = [each for each in judged.standings if each.adjusted is not None and each.position and each.adjusted_position]
    most = max(moved, key=lambda each: abs((each.position or 0) - (each.adjusted_position or 0)), default=None)
    steps = (most.position or 0) - (most.adjusted_position or 0) if most else 0
    if most is None or abs(steps) < FAR:
        return _("Adjusted for case mix, positions hardly change")
    text = _("Adjusted for case mix, {name} rises {steps} places") if steps > 0 else _("Adjusted for case mix, {name} falls {steps} places")
    return text.format(name=most.short, steps=abs(steps))


def rank_caption(judged: Judged) -> str:
    """How many areas cannot be told to be in the upper or the lower half."""
    ranked = [each for each in judged.standings if each.best is not None and each.worst is not None]
    middle = (len(ranked) + 1) / 2
    unclear = sum((each.best or 0) <= middle <= (each.worst or 0) for each in ranked)
    if unclear == len(ranked):
        return _("No area can be told to be in the upper or the lower half.")
    return plural(
        "{count} of {all} areas cannot be told to be in the upper or the lower half.",
        "{count} of {all} areas cannot be told to be in the upper or the lower half.",
        unclear,
    ).format(count=unclear, all=len(ranked))


def table_title(numbers: Numbers, judged: Judged) -> str:
    text = _("All {level}, by adjusted {measure}") if judged.adjustment else _("All {level}, by {measure}")
    return text.format(level=many(numbers.level), measure=named(numbers.choice.measure))


def refusal(judged: Judged) -> str:
    """Why there is no adjustment, in one sentence; nothing where there is one."""
    if judged.adjustment is not None:
        return ""
    return _(
        "Not adjusted for case mix: only {share} of the cases lie in kinds (category × channel) that are recorded and frequent "
        "enough to compare; at least 80% are needed. Raw rates are shown."
    ).format(share=percent(judged.standardised.coverage, 0))


def composition_title(name: str, total: float, measure: str) -> str:
    if abs(total) < FELT:
        return _("{name}: its case mix is like that of all").format(name=name)
    text = _("{name}: case mix lowers {measure} by {size}") if total < 0 else _("{name}: case mix raises {measure} by {size}")
    return text.format(name=name, measure=named(measure), size=points(abs(total), 2).lstrip("+"))


def method(numbers: Numbers, judged: Judged) -> tuple[tuple[str, str], ...]:
    """The figures behind the method note: name and value."""
    ranked = [each for each in judged.standings if each.is_ranked]
    strata = judged.standardised.strata
    declared = CATALOGUE.measure(numbers.choice.measure)
    rates = [each.rate for each in ranked if each.rate is not None]
    spread = judged.among.rule.spread
    return (
        (_("Rate of all together"), f"{percent(judged.overall, 2)} = {_(declared.label)}"),
        (
            _("Areas compared"),
            _("{ranked} with at least {minimum} cases, {thin} with fewer").format(
                ranked=len(ranked), minimum=policy().minimum_n, thin=len(judged.standings) - len(ranked)
            ),
        ),
        (_("Areas ordinarily differ by (standard deviation)"), points(spread.between**0.5, 2).lstrip("+")),
        (
            _("of it lasting, and passing from period to period"),
            _(", ").join(points(each**0.5, 2).lstrip("+") for each in (spread.lasting, spread.passing)),
        ),
        (_("Told from so many periods"), number(judged.among.periods)),
        (_("Raw rates"), f"{interval(min(rates, default=None), max(rates, default=None))}%"),
        (_("Kinds of case"), number(len(strata))),
        (_("Coverage"), percent(judged.standardised.coverage)),
    )
