"""The composite score as tables for people."""

from __future__ import annotations

import pandas as pd

from analytics.stories.districts.score_model import ScoreView
from analytics.words.language import _
from analytics.words.wording import NOTHING


def rules_table(view: ScoreView) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Measure"): [rule.name for rule in view.rules],
            _("Weight %"): [round(rule.weight * 100, 1) for rule in view.rules],
            _("Floor (0 points)"): [rule.floor for rule in view.rules],
            _("Target (100 points)"): [rule.target for rule in view.rules],
        }
    )


def parts_table(view: ScoreView) -> pd.DataFrame:
    parts = view.focus.parts if view.focus else ()
    return pd.DataFrame(
        {
            _("Measure"): [part.name for part in parts],
            _("Value"): [part.value for part in parts],
            _("Points of 100"): [round(part.points, 1) for part in parts],
            _("Earned"): [round(part.earned, 2) for part in parts],
            _("Of at most"): [round(part.most, 1) for part in parts],
        }
    )


def scores_table(view: ScoreView) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Position"): [each.position for each in view.scored],
            _("Code"): [each.code for each in view.scored],
            _("Area"): [each.name for each in view.scored],
            _("Score"): [round(each.score, 1) for each in view.scored],
            _("Grade"): [each.grade for each in view.scored],
            _("Best position"): [each.best for each in view.scored],
            _("Worst position"): [each.worst for each in view.scored],
            _("Moved most by"): [each.move or _("no weight") for each in view.scored],
        }
        | {
            rule.name: [next(part.value for part in each.parts if part.measure == rule.measure) for each in view.scored]
            for rule in view.rules
        }
    )


def moves_table(view: ScoreView) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Move"): [move.label for move in view.moves],
            _("Positions that change"): [move.changed for move in view.moves],
            _("Farthest"): [move.farthest or NOTHING for move in view.moves],
        }
    )
