"""Parts travel apart: what was joined for a picture is never cut open again for a sentence."""

import pytest

from analytics.readings.judged_pace import ON_PLAN, as_target, judged, standing
from analytics.shapes.parts import Label, Quantity, Verdict
from analytics.words.language import ENGLISH, speaking
from analytics.words.wording import counted
from data.contracts.policy import policy


def test_a_picture_puts_the_sign_before_the_words_and_a_sentence_does_not():
    assert Verdict("behind", "2 points behind").told == "✕ 2 points behind"
    assert Verdict("unknown", "no report yet").told == "no report yet"


@pytest.mark.parametrize(
    ("lead", "state", "target"),
    [
        (0.02, "ahead", "met"),
        (ON_PLAN / 2, "even", "met"),
        (-ON_PLAN / 2, "even", "met"),
        (-ON_PLAN, "slower", "near"),
        (-policy().pace.behind_limit, "behind", "missed"),
    ],
)
def test_a_lead_has_one_state_and_as_a_target_one_standing(lead: float, state: str, target: str):
    assert (standing(lead), judged(lead).state, as_target(judged(lead)).state) == (state, state, target)


def test_a_verdict_says_how_far_whichever_side():
    with speaking(ENGLISH):
        assert [judged(lead).words for lead in (0.021, 0.0, -0.2)] == ["2.1 points ahead", "on plan", "20.0 points behind"]


def test_a_label_without_a_side_is_its_name_alone():
    assert (Label("Roads").told, Label("Roads", "progress").told) == ("Roads", "Roads · progress")


def test_a_quantity_has_its_digits_and_its_unit_apart():
    assert Quantity(0.612, "percent").told == "61.2%"
    assert (counted(1.5e4, "households"), counted(1.23e6, "m2"), counted(12.6e8, "yuan"), counted(None, "yuan")) == (
        ("1.5", "万户"),
        ("123", "万 m²"),
        ("12.6", "亿元"),
        ("–", ""),
    )
