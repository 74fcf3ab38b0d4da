"""How far work is from its plan, in a word: on plan, ahead, slower, or behind by more than the policy allows."""

from __future__ import annotations

from typing import Literal

from analytics.words.language import _
from analytics.words.wording import points
from data.contracts.policy import policy

ON_PLAN = 0.005  # half a percentage point is neither ahead nor behind


def judged(lead: float) -> tuple[Literal["ahead", "near", "behind"], str]:
    """State and words for share done less share planned (0–1)."""
    size = points(abs(lead)).lstrip("+")
    if abs(lead) < ON_PLAN:
        return "near", "✓ " + _("on plan")
    if lead > 0:
        return "ahead", "✓ " + _("{points} ahead").format(points=size)
    if -lead < policy().pace.behind_limit - 1e-9:
        return "near", "△ " + _("{points} slower").format(points=size)
    return "behind", "✕ " + _("{points} behind").format(points=size)
