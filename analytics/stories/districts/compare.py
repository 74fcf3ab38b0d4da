"""The comparison as one whole: who stands out, who stands where, and why."""

from __future__ import annotations

from dataclasses import replace

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.shapes.units import Reference
from analytics.stories.districts import captions, story
from analytics.stories.districts.choice import PEERS, Choice
from analytics.stories.districts.composition import composition
from analytics.stories.districts.model import Comparison, Fact, Standing
from analytics.stories.districts.numbers import gather
from analytics.stories.districts.standings import Judged, judge
from analytics.words.language import _


@kept
def comparison(scope: Scope, principal: Principal, choice: Choice) -> Comparison:
    """Everything the comparison says, in the current language. Without a chosen focus it is the area itself among its
    peers, and otherwise the one whose case mix matters most."""
    if not choice.level:
        return _nothing(choice, scope.area)
    numbers = gather(scope, principal, choice, areas(), newest())
    wanted = choice.focus or (scope.area or "" if choice.level == PEERS else "")
    judged = judge(numbers, wanted)
    if not any(each.focus for each in judged.standings):
        judged = _focused(judged)
    stuck = story.trouble(numbers, judged)
    focus = next((each for each in judged.standings if each.focus), None)
    mix = composition(numbers, focus) if focus and judged.adjustment and not stuck else None
    return Comparison(
        measure=choice.measure,
        level=numbers.level,
        headline=story.headline(numbers, judged),
        support=story.support(numbers, judged, focus, mix),
        trouble=stuck,
        standings=judged.standings,
        reference=Reference(judged.overall, _("All together")),
        rule=judged.among.rule,
        funnel_title=captions.funnel_title(judged),
        funnel_caption="" if stuck else captions.funnel_caption(numbers, judged),
        rank_title=captions.rank_title(judged),
        rank_caption=captions.rank_caption(judged),
        table_title=captions.table_title(numbers, judged),
        refused=captions.refusal(judged),
        composition=mix,
        method=tuple(Fact(name, text) for name, text in captions.method(numbers, judged)),
    )


def _nothing(choice: Choice, area: str | None) -> Comparison:
    """An area without parts and without peers, or no known area at all."""
    text = _("This area has neither parts nor peers to compare") if area else _("No areas are known that could be compared")
    return Comparison(
        measure=choice.measure,
        level="",
        headline=text,
        support=_("Choose a wider area.") if area else "",
        trouble=text,
        standings=(),
        reference=Reference(None, ""),
        rule=None,
        funnel_title="",
        funnel_caption="",
        rank_title="",
        rank_caption="",
        table_title="",
        refused="",
        composition=None,
        method=(),
    )


def _focused(judged: Judged) -> Judged:
    """Look at the area whose case mix moves its expected rate farthest."""
    ranked = [each for each in judged.standings if each.is_ranked]
    if not ranked or judged.adjustment is None or judged.overall is None:
        return judged
    overall = judged.overall

    def effect(each: Standing) -> float:
        return abs((each.expected if each.expected is not None else overall) - overall)

    chosen = max(ranked, key=effect)
    standings = tuple(replace(each, focus=each.code == chosen.code) for each in judged.standings)
    return replace(judged, standings=standings)
