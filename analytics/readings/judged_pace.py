"""How far work is from its plan, in a word: on plan, ahead, slower, or behind by more than the policy allows."""

from __future__ import annotations

from typing import Literal

from analytics.readings.model import Target
from analytics.shapes.parts import State, Verdict
from analytics.words.language import _
from analytics.words.wording import points_apart
from data.contracts.policy import policy

ON_PLAN = 0.005  # half a percentage point is neither ahead nor behind
_AIMS: dict[State, Literal["met", "near", "missed"]] = {"ahead": "met", "even": "met", "slower": "near", "behind": "missed"}


def standing(lead: float) -> State:
    """Of share done less share planned (0–1)."""
    if abs(lead) < ON_PLAN:
        return "even"
    if lead > 0:
        return "ahead"
    return "slower" if -lead < policy().pace.behind_limit - 1e-9 else "behind"


def judged(lead: float) -> Verdict:
    """State and words for share done less share planned (0–1)."""
    state = standing(lead)
    words = {
        "ahead": _("{points} ahead"),
        "even": _("on plan"),
        "slower": _("{points} slower"),
        "behind": _("{points} behind"),
    }[state]
    return Verdict(state, words.format(points=points_apart(lead)))


def as_target(verdict: Verdict) -> Target:
    """A plan as the target of a number: met where the work is on it or ahead."""
    return Target(_AIMS[verdict.state], verdict.words)
