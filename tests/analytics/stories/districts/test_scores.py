"""The composite score and the duel: parts that sum, presets that are refused, numbers counted by hand."""

from pathlib import Path

import pytest

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.catalogue import UnknownName
from analytics.stories.districts import PEERS, Choice, ScoreError, duel, presets, scores, with_cases
from analytics.stories.districts.presets import grades, preset
from data.contracts.policy import DEFAULT
from tests.analytics.stories.districts.conftest import Filled

SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}
MARCH = {"area": "211302", "from": "2021-03-01", "to": "2021-03-31"}
STREETS = Choice(level="street")


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def edit(old: str, new: str) -> None:
        text = DEFAULT.read_text("utf-8")
        assert old in text
        (tmp_path / "policy.toml").write_text(text.replace(old, new, 1), "utf-8")
        monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))

    return edit


def test_the_presets_that_ship_can_be_used():
    assert len(presets()) >= 2
    for name in presets():
        assert preset(name).source
    assert list(grades()) == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("resolution_rate = { weight = 0.30", "resolution_rate = { weight = 0.40", "sum to 1.1"),
        ("resolution_rate = { weight = 0.30", "joint_share = { weight = 0.30", "joint_share"),
        (
            "median_hours = { weight = 0.20, floor = 240, target = 24 }",
            "median_hours = { weight = 0.20, floor = 24, target = 240 }",
            "lower",
        ),
        ("on_time_rate = { weight = 0.25, floor = 0.70", "on_time_rate = { weight = 0.25, floor = 0.95", "floor is 0.95"),
    ],
)
def test_an_unfair_preset_is_refused_with_a_sentence(edited, old: str, new: str, told: str):
    edited(old, new)
    with pytest.raises(ScoreError) as refusal:
        preset("balanced")
    assert told in str(refusal.value) and "balanced" in str(refusal.value)
    assert preset("speed")  # the others can still be used


def test_a_measure_that_does_not_exist_is_named(edited):
    edited("resolution_rate = { weight = 0.30", "resolution_speed = { weight = 0.30")
    with pytest.raises(UnknownName, match="resolution_speed"):
        preset("balanced")


def test_grades_without_a_lowest_are_refused(edited):
    edited("E = 0\n", "E = 10\n")
    with pytest.raises(ScoreError, match="begins at 0"):
        grades()


@pytest.mark.usefixtures("demo")
def test_parts_sum_to_the_score_and_the_rows_are_in_order():
    view = scores(Scope.from_query({"area": "211300", **SUMMER}), LOCAL, Choice(level="district"), "balanced")
    assert len(view.scored) == 7 and view.focus is view.scored[0]
    for each in view.scored:
        assert sum(part.earned for part in each.parts) == pytest.approx(each.score)
        assert sum(part.most for part in each.parts) == pytest.approx(100)
        assert each.best <= each.position <= each.worst
    assert [each.score for each in view.scored] == sorted((each.score for each in view.scored), reverse=True)


def test_a_score_is_what_a_hand_finds(filled: Filled, edited):
    # Resolved 80 % and 95 %: of floor 0.60 and target 0.95 that is 57.1 and 100 points; the only measure of the preset.
    edited("[score.balanced.measures]\n", "[score.balanced.measures]\n")
    text = DEFAULT.read_text("utf-8").split("[score.balanced.measures]")[0]
    rest = "[score.balanced.measures]\nresolution_rate = { weight = 1.0, floor = 0.60, target = 0.95 }\n[grades]\nA = 90\nE = 0\n"
    edited(DEFAULT.read_text("utf-8"), text + rest)
    filled(("211302001", "x", "wechat", 100, 80), ("211302002", "x", "wechat", 100, 95), ("211302003", "x", "wechat", 10, 10))
    view = scores(Scope.from_query(MARCH), LOCAL, STREETS, "balanced")
    assert [(each.name, round(each.score, 1), each.grade) for each in view.scored] == [("S2街道", 100.0, "A"), ("S1街道", 57.1, "E")]
    assert view.unscored == ("S3街道",)


@pytest.mark.usefixtures("demo")
def test_a_moved_weight_is_the_move_that_the_table_announces():
    scope, choice = Scope.from_query({"area": "210000", **SUMMER}), Choice(level="district")
    view = scores(scope, LOCAL, choice, "balanced")
    move = max(view.moves, key=lambda each: each.changed)
    assert move.changed
    after = {each.code: each.position for each in scores(scope, LOCAL, choice, "balanced", move.key).scored}
    assert sum(after[each.code] != each.position for each in view.scored) == move.changed
    assert all(each.best <= after[each.code] <= each.worst for each in view.scored)


def test_too_few_cases_for_a_score_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 5, 4))
    view = scores(Scope.from_query(MARCH), LOCAL, STREETS, "balanced")
    assert view.trouble and not view.scored and "街镇" in view.headline


def test_the_duel_splits_the_difference_as_counted_by_hand(filled: Filled):
    filled(
        ("211302001", "easy", "wechat", 20, 18),
        ("211302001", "hard", "wechat", 80, 40),
        ("211302002", "easy", "wechat", 80, 72),
        ("211302002", "hard", "wechat", 20, 10),
    )
    view = duel(Scope.from_query(MARCH), LOCAL, STREETS, "211302001", "211302002")
    assert view.difference == pytest.approx(-0.24)
    assert (view.mix, view.performance) == (pytest.approx(-0.24), pytest.approx(0))
    assert "S1街道" in view.headline and "24.0" in view.headline
    assert "构成" in view.support


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("measure", ["resolution_rate", "reopened_rate", "satisfaction_rate"])
def test_the_pieces_of_a_duel_sum_to_the_difference(measure: str):
    view = duel(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, Choice(measure=measure, level="street"), "211302008", "211302009")
    assert view.mix + view.performance == pytest.approx(view.difference)
    for pieces in (view.pieces, view.every):
        assert sum(piece.mix for piece in pieces) == pytest.approx(view.mix)
        assert sum(piece.performance for piece in pieces) == pytest.approx(view.performance)
    assert len(view.lines) == 6


def test_a_duel_with_nobody_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 50, 40))
    view = duel(Scope.from_query(MARCH), LOCAL, STREETS, "211302001", "211302002")
    assert "S2街道" in view.trouble and not view.pieces


@pytest.mark.usefixtures("demo")
def test_only_areas_with_cases_can_be_chosen():
    found = with_cases(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, Choice(level=PEERS))
    assert found[0][0] == "211302" and len(found) == 7
    assert len(found) <= len(areas().children("211300"))
