"""Presets of the composite score, read from the policy and refused where they cannot be fair."""

from __future__ import annotations

import math

from analytics.catalogue import CATALOGUE
from data.contracts.model import N_
from data.contracts.policy import ScorePreset, policy
from data.contracts.problem import Problem


class ScoreError(Problem):
    """A preset of the score, or the grades, that the policy file must mend."""


def presets() -> dict[str, str]:
    """Label of each preset by its name, in the order of the policy file."""
    return {name: preset.label for name, preset in policy().score.items()}


def preset(name: str) -> ScorePreset:
    """Raises ScoreError or UnknownName: weights that do not sum to 1, a measure without a direction, a floor beyond its target."""
    found = policy().score[name]
    total = math.fsum(measure.weight for measure in found.measures.values())
    if abs(total - 1) > 1e-9:
        raise ScoreError(
            N_("The weights of the score preset {name} sum to {total}, not to 1. Mend [score.{name}.measures] in the policy file."),
            name=name,
            total=f"{total:g}",
        )
    for measure_id, scored in found.measures.items():
        better = CATALOGUE.measure(measure_id).better
        if better == "neutral":
            raise ScoreError(
                N_("The score preset {name} weighs {measure}, of which neither more nor less is better. Take it out in the policy file."),
                name=name,
                measure=measure_id,
            )
        if scored.floor == scored.target or (scored.target > scored.floor) != (better == "higher"):
            raise ScoreError(
                N_(
                    "The score preset {name}: of {measure} {better} is better, but its floor is {floor} and its target {target}. Mend them."
                ),
                name=name,
                measure=measure_id,
                better=better,
                floor=f"{scored.floor:g}",
                target=f"{scored.target:g}",
            )
    return found


def grades() -> dict[str, float]:
    """Lowest score of each grade. Raises ScoreError where no grade takes the lowest scores."""
    bands = policy().grades
    if 0 not in bands.values():
        raise ScoreError(N_("The section [grades] of the policy file needs one grade that begins at 0."))
    return bands
