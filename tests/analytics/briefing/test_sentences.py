"""Which sentence a number becomes: one table of numbers and words."""

from dataclasses import replace

import pytest

from analytics.briefing.sentences import PREVIOUS, YEAR, against_targets, aimed, amount, changes, judgement, level, plain, valued
from analytics.readings.model import Kpi, Target
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold

RECEIVED = Kpi("received", "受理量", "cases", 1200.0, 200.0, True, "neutral", (), None, "日均 39 件")
RATE = Kpi("resolution_rate", "办结率", "percent", 0.804, -0.054, True, "higher", (), None, "", 2117.0, 2634.0)
HOURS = Kpi("median_hours", "办理时长中位数", "hours", 48.0, 12.0, True, "lower", (), None, "")

SAME = "与上月没有可分辨的差别。"
CASES = {
    "a count that grew": ((RECEIVED,), "与上月相比，受理量增加200件（增长20.0%），超出正常波动。"),
    "a count that doubled": ((replace(RECEIVED, change=600.0),), "与上月相比，受理量增加600件（为原来的2.0倍），超出正常波动。"),
    "a count that fell": ((replace(RECEIVED, value=800.0, change=-200.0),), "与上月相比，受理量减少200件（下降20.0%），超出正常波动。"),
    "a count from nothing has no share": ((replace(RECEIVED, change=1200.0),), "与上月相比，受理量增加1,200件，超出正常波动。"),
    "a rate that fell, in points": ((RATE,), "与上月相比，办结率降低5.4个百分点，超出正常波动。"),
    "a rate that rose": ((replace(RATE, change=0.012),), "与上月相比，办结率提高1.2个百分点，超出正常波动。"),
    "a time that grew, in days": ((HOURS,), "与上月相比，办理时长中位数延长0.5天，超出正常波动。"),
    "a time that fell": ((replace(HOURS, change=-24.0),), "与上月相比，办理时长中位数缩短1.0天，超出正常波动。"),
    "within noise nothing is claimed": ((replace(RATE, significant=False),), f"办结率{SAME}"),
    "no change at all": ((replace(RATE, change=0.0),), f"办结率{SAME}"),
    "a change that rounds to nothing": ((replace(RATE, change=-0.0003),), f"办结率{SAME}"),
    "both kinds, the told ones first": (
        (RECEIVED, replace(RATE, significant=False), replace(HOURS, significant=False)),
        f"与上月相比，受理量增加200件（增长20.0%），超出正常波动。办结率、办理时长中位数{SAME}",
    ),
    "several that changed": (
        (RECEIVED, RATE),
        "与上月相比，受理量增加200件（增长20.0%）、办结率降低5.4个百分点，均超出正常波动。",
    ),
    "none that changed, counted": (
        (replace(RECEIVED, significant=False), replace(RATE, significant=False)),
        "2项主要指标与上月均没有可分辨的差别。",
    ),
    "one without a comparison is left out": (
        (RECEIVED, replace(RATE, change=None)),
        "与上月相比，受理量增加200件（增长20.0%），超出正常波动。",
    ),
    "nothing to compare with": ((replace(RECEIVED, change=None), replace(RATE, value=None)), "没有完整的上月数据可比。"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told_with_its_size_or_not_at_all(name: str) -> None:
    kpis, sentence = CASES[name]
    assert changes(kpis, PREVIOUS) == sentence


def test_the_year_before_has_its_own_words() -> None:
    assert changes((replace(RECEIVED, significant=False),), YEAR) == "受理量与上年同月没有可分辨的差别。"
    assert changes((replace(RECEIVED, change=None),), YEAR) == "没有完整的上年同月数据可比。"


MISSED, NEAR, MET = (Target(state, "", "≥ 95%") for state in ("missed", "near", "met"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (valued(RATE), "办结率80.4%"),
        (aimed(replace(RATE, target=MISSED)), "办结率80.4%（目标≥95%）"),
        (aimed(replace(RATE, target=Target("met", "完成计划"))), "办结率80.4%"),
        (aimed(replace(RATE, target=MET)), "办结率80.4%（目标≥95%）"),
        (level(replace(RATE, parts="办结 2,117 / 受理 2,634")), "办结率80.4%（办结2,117/受理2,634）"),
        (level(HOURS), "办理时长中位数2.0天"),
    ],
)
def test_a_level_brings_its_parts_or_its_target(text: str, words: str) -> None:
    assert text == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (20128, "cases", "20,128件"),
        (999_999, "cases", "999,999件"),
        (3_621_000, "cases", "362.1万件"),
        (0, "cases", "0件"),
        (None, "cases", "–"),
        (9.18e8, "yuan", "9.18亿元"),
        (0.804, "percent", "80.4%"),
        (60, "hours", "2.5天"),
    ],
)
def test_cases_are_counted_to_the_last_one_and_money_is_not(value: float | None, unit: str, words: str) -> None:
    assert amount(value, unit) == words


TARGETS = {
    "missed ones come first": (
        (replace(RATE, target=MET), replace(HOURS, target=Target("missed", "", "≤ 1 天"))),
        "对照2项目标，未达标1项：办理时长中位数2.0天（目标≤1天）；达标1项：办结率80.4%（目标≥95%）。",
    ),
    "all of one kind": ((replace(RATE, target=NEAR),), "对照1项目标，接近目标1项：办结率80.4%（目标≥95%）。"),
    "one without a target follows": (
        (replace(RATE, target=MISSED), HOURS),
        "对照1项目标，未达标1项：办结率80.4%（目标≥95%）。办理时长中位数2.0天。",
    ),
    "no target at all": ((HOURS, RATE), "办理时长中位数2.0天、办结率80.4%。"),
    "no data": ((replace(RATE, value=None), replace(HOURS, value=None)), "办结率、办理时长中位数本月无数据。"),
    "nothing": ((), ""),
}


@pytest.mark.parametrize("name", TARGETS)
def test_measures_are_told_by_how_they_stand_to_their_targets(name: str) -> None:
    kpis, sentence = TARGETS[name]
    assert against_targets(kpis) == sentence


def test_the_table_says_the_same_as_the_sentence() -> None:
    assert [judgement(kpi) for kpi in (RATE, replace(RATE, significant=False), replace(RATE, change=None))] == [
        "超出波动",
        "在波动内",
        "无可比数据",
    ]


def test_a_document_has_no_bold_and_no_space_beside_han() -> None:
    assert plain(f"{bold('站南、红旗')}降 5.4 个百分点 · 9.18 / 6.79 亿元") == "站南、红旗降5.4个百分点，9.18/6.79亿元"


def test_english_keeps_its_spaces() -> None:
    with speaking(ENGLISH):
        assert changes((RATE,), PREVIOUS) == "Against the month before: resolution rate down by 5.4 points, beyond normal variation."
