"""How a measure stands to the target that the policy sets for it: judged and told in the unit of the measure."""

from __future__ import annotations

from difflib import get_close_matches

from analytics.catalogue import CATALOGUE, Measure
from analytics.readings.model import Target
from analytics.words.language import _
from analytics.words.wording import aim_text
from data.contracts.model import N_
from data.contracts.policy import PolicyError, Tolerance, policy, version
from data.contracts.problem import did_you_mean

HOURS_OF_DAY = 24


def aim_of(measure_id: str) -> float | None:
    """The target of a measure; None where the policy sets none. Raises PolicyError for a target that cannot be, whichever it is."""
    targets = policy().targets
    for name in targets:
        _refuse(name)
    return targets.get(measure_id)


def target(measure: Measure, value: float | None) -> Target | None:
    """None where no target is set or there is no value."""
    aim = aim_of(measure.id)
    if aim is None or value is None:
        return None
    told = f"{'≥' if measure.better == 'higher' else '≤'} {aim_text(aim, measure.unit)}"
    short_by = (aim - value) if measure.better == "higher" else (value - aim)
    if short_by <= 0:
        return Target("met", _("On target {target}").format(target=told), told)
    if short_by <= _slack(measure, policy().target_tolerance):
        return Target("near", _("Just short of {target}").format(target=told), told)
    return Target("missed", _("Off target {target}").format(target=told), told)


def _slack(measure: Measure, tolerance: Tolerance) -> float:
    """How far from the target is still near it, in the unit of the measure; nothing but rates and durations has such a margin."""
    return {"percent": tolerance.percent, "hours": tolerance.hours, "days": tolerance.hours / HOURS_OF_DAY}.get(measure.unit, 0)


def _refuse(name: str) -> None:
    known = CATALOGUE.measures
    if name in known and known[name].better != "neutral":
        return
    possible = [measure.id for measure in known.values() if measure.better != "neutral"]
    where = {"path": version()[0], "name": name, "possible": possible}
    if name in known:
        raise PolicyError(
            N_(
                "The policy file {path}, entry targets.{name}: of this measure neither more nor less is better, so it cannot have a target. Possible: {possible}."
            ),
            **where,
        )
    near = next(iter(get_close_matches(name, possible, n=1)), None)
    raise PolicyError(
        N_("The policy file {path}, entry targets.{name}: there is no such measure.{hint} Possible: {possible}."),
        hint=did_you_mean(near),
        **where,
    )
