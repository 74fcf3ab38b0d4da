"""How a measure stands to the target that the policy sets for it."""

from __future__ import annotations

from analytics.catalogue import Measure
from analytics.language import _
from analytics.stories.model import Target
from analytics.wording import percent, quantity
from data.contracts.policy import policy


def target(measure: Measure, value: float | None) -> Target | None:
    """None where no target is set or there is no value."""
    aim = policy().targets.get(measure.id)
    if aim is None or value is None:
        return None
    sign = "≥" if measure.better == "higher" else "≤"
    words = percent(aim).replace(".0%", "%") if measure.unit == "percent" else quantity(aim, measure.unit).replace(".0", "")
    told = f"{sign} {words}"
    short_by = (aim - value) if measure.better == "higher" else (value - aim)
    tolerance = policy().target_tolerance
    slack = tolerance.percent if measure.unit == "percent" else tolerance.hours
    if short_by <= 0:
        return Target("met", _("On target {target}").format(target=told), told)
    if short_by <= slack:
        return Target("near", _("Just short of {target}").format(target=told), told)
    return Target("missed", _("Off target {target}").format(target=told), told)
