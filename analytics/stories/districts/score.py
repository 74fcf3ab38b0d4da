"""The composite score: measures as points, points as a score, and what other weights would do to the positions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.coverage import Coverage
from analytics.asking.geography import Area, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.readings.kept import kept
from analytics.statistics.ranks import positions
from analytics.statistics.score import grade, moved, points, rank_range, weighted
from analytics.stories.districts import score_words as words
from analytics.stories.districts.choice import PEERS, Choice, members
from analytics.stories.districts.presets import grades, preset
from analytics.stories.districts.score_model import Move, Part, Rule, Scored, ScoreView
from analytics.stories.districts.words import distinct_names, distinct_shorts, headed, many, named
from analytics.words.language import _
from analytics.words.wording import quantity
from data.contracts.policy import ScorePreset, policy

STEP = 0.1  # how far a weight moves to see what depends on it


@kept
def scores(scope: Scope, principal: Principal, choice: Choice, name: str, shift: str = "") -> ScoreView:
    """Scores by a preset of the policy; `shift` (measure:+ or measure:-) moves one of its weights by ten points.

    Raises ScoreError where the preset cannot be used.
    """
    chosen, known = preset(name), areas()
    within, level, found = members(scope, choice, known)
    values, enough, unknown = _values(within, principal, chosen, level, found)
    weights = _weights(chosen, shift, unknown)
    gained = pd.DataFrame(
        {each: points(values[each], rule.floor, rule.target) for each, rule in chosen.measures.items() if each in weights},
        index=values.index,
    )
    # Half of the cases still open after the whole window: no time was reached that could earn a point.
    gained = gained[enough].fillna(0.0)
    names, shorts = distinct_names(found, known), distinct_shorts(found, known)
    wanted = choice.focus or (scope.area or "" if choice.level == PEERS else "")
    scored = _scored(gained, values, weights, names, shorts, wanted)
    cases = values.index[values["received"] > 0]
    thin = [names[code] for code in cases if code not in gained.index]
    rules = tuple(
        Rule(each, headed(each), weights[each], *(_told(bound, each) for bound in (rule.floor, rule.target)))
        for each, rule in chosen.measures.items()
        if each in weights
    )
    moves = _moves(gained, weights, names)
    focus = next((each for each in scored if each.focus), None)
    return ScoreView(
        headline=words.headline(scored, focus, many(level)) if level else _("There is nothing to compare here"),
        support=words.support(scored, focus, chosen.label),
        trouble="" if len(scored) > 1 else words.too_few(policy().minimum_n),
        label=chosen.label,
        source=chosen.source,
        scored=scored,
        unscored=tuple(thin),
        rules=rules,
        moves=moves,
        parts_title=words.parts_title(focus),
        rank_title=words.rank_title(scored),
        rank_caption=words.rank_caption(moves, len(thin), policy().minimum_n),
        rules_caption=words.rules_caption(chosen.source) + words.left_out(unknown),
    )


def _values(
    scope: Scope, principal: Principal, chosen: ScorePreset, level: str, found: list[Area]
) -> tuple[pd.DataFrame, pd.Series, dict[str, Coverage]]:
    """Measures by area, whether each area has cases enough in every one of them, and those for which nobody reports what they need."""
    names = ["received", *chosen.measures]
    codes = [area.code for area in found]
    if not level:
        return pd.DataFrame(columns=names, index=pd.Index([], dtype=object)), pd.Series(dtype=bool), {}
    answer = ask(names, by=[level], scope=scope, principal=principal)
    frame = answer.frame.dropna(subset=[level]).set_index(level).reindex(codes)
    unknown = {name: one for name, one in answer.coverage.items() if one.is_nothing}
    measures = [name for name in chosen.measures if name not in unknown]
    counted = {CATALOGUE.measure(name).below(frame) or "received" for name in measures}
    frame["received"] = frame["received"].fillna(0)
    enough = (frame[sorted(counted)].fillna(0) >= policy().minimum_n).all(axis=1)
    complete = [name for name in measures if CATALOGUE.measure(name).clock != Clock.SURVIVAL]
    return frame, enough & frame[complete].notna().all(axis=1), unknown


def _weights(chosen: ScorePreset, shift: str, unknown: Mapping[str, Coverage]) -> dict[str, float]:
    """The weights of the preset; what nobody reports is left out, and the others share its weight in proportion."""
    known = {name: rule.weight for name, rule in chosen.measures.items() if name not in unknown}
    whole = sum(known.values())
    weights = {name: weight / whole for name, weight in known.items()} if unknown and whole else known
    name, _colon, sign = shift.partition(":")
    return moved(weights, name, -STEP if sign == "-" else STEP) if name in weights else weights


def _scored(
    gained: pd.DataFrame,
    values: pd.DataFrame,
    weights: Mapping[str, float],
    names: Mapping[str, str],
    shorts: Mapping[str, str],
    wanted: str,
) -> tuple[Scored, ...]:
    if gained.empty:
        return ()
    total, ranks, bands = weighted(gained, weights), rank_range(gained, weights, STEP), grades()
    order = total.sort_values(ascending=False, kind="stable").index
    focus = wanted if wanted in gained.index else order[0]
    return tuple(
        Scored(
            code=code,
            name=names[code],
            short=shorts[code],
            score=float(total[code]),
            grade=grade(float(total[code]), bands),
            position=int(ranks.loc[code, "position"]),
            best=int(ranks.loc[code, "best"]),
            worst=int(ranks.loc[code, "worst"]),
            move=_called(ranks.loc[code, "move"]),
            focus=code == focus,
            parts=tuple(
                Part(
                    name,
                    headed(name),
                    _told(values.loc[code, name], name),
                    float(gained.loc[code, name]),
                    gained.loc[code, name] * w,
                    100 * w,
                )
                for name, w in weights.items()
            ),
        )
        for code in order
    )


def _moves(gained: pd.DataFrame, weights: Mapping[str, float], names: Mapping[str, str]) -> tuple[Move, ...]:
    """Every weight up and down: how many positions change, and whose most."""
    if gained.empty:
        return ()
    base = pd.Series(positions(weighted(gained, weights)), index=gained.index)
    found = []
    for name in weights:
        for step in (STEP, -STEP):
            after = pd.Series(positions(weighted(gained, moved(weights, name, step))), index=gained.index)
            away = base - after
            most = away.abs().idxmax()
            farthest = words.farthest(names[most], int(base[most]), int(after[most])) if away[most] else ""
            found.append(Move(f"{name}:{'+' if step > 0 else '-'}", _called((name, step)), int((away != 0).sum()), farthest))
    return tuple(found)


def _called(move: tuple[str, float] | None) -> str:
    return words.move(named(move[0]), move[1]) if move else ""


def _told(value: float, measure: str) -> str:
    declared = CATALOGUE.measure(measure)
    if pd.isna(value):
        return _("not reached") if declared.clock == Clock.SURVIVAL else quantity(None, declared.unit)
    return quantity(float(value), declared.unit)
