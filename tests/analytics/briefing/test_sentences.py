"""Which sentence a number becomes: one table of numbers and words."""

from dataclasses import replace

import pytest

from analytics.briefing.sentences import PREVIOUS, YEAR, changes, judgement, level, plain
from analytics.language import ENGLISH, speaking
from analytics.stories.model import Kpi, Target

RECEIVED = Kpi("received", "受理量", "cases", 1200.0, 200.0, True, "neutral", (), None, "日均 39 件")
RATE = Kpi("resolution_rate", "办结率", "percent", 0.804, -0.054, True, "higher", (), None, "", 2117.0, 2634.0)
HOURS = Kpi("median_hours", "办理时长中位数", "hours", 48.0, 12.0, True, "lower", (), None, "")

SAME = "与上月没有可分辨的差别。"
CASES = {
    "a count that grew": ((RECEIVED,), "与上月比，受理量增加200件（20.0%），超出正常波动。"),
    "a count that fell": ((replace(RECEIVED, value=800.0, change=-200.0),), "与上月比，受理量减少200件（20.0%），超出正常波动。"),
    "a count from nothing has no share": ((replace(RECEIVED, change=1200.0),), "与上月比，受理量增加1,200件，超出正常波动。"),
    "a rate that fell, in points": ((RATE,), "与上月比，办结率降低5.4个百分点，超出正常波动。"),
    "a rate that rose": ((replace(RATE, change=0.012),), "与上月比，办结率提高1.2个百分点，超出正常波动。"),
    "a time that grew, in days": ((HOURS,), "与上月比，办理时长中位数延长0.5天，超出正常波动。"),
    "a time that fell": ((replace(HOURS, change=-24.0),), "与上月比，办理时长中位数缩短1.0天，超出正常波动。"),
    "within noise nothing is claimed": ((replace(RATE, significant=False),), f"办结率{SAME}"),
    "no change at all": ((replace(RATE, change=0.0),), f"办结率{SAME}"),
    "a change that rounds to nothing": ((replace(RATE, change=-0.0003),), f"办结率{SAME}"),
    "both kinds, the told ones first": (
        (RECEIVED, replace(RATE, significant=False), replace(HOURS, significant=False)),
        f"与上月比，受理量增加200件（20.0%），超出正常波动。办结率、办理时长中位数{SAME}",
    ),
    "one without a comparison is left out": ((RECEIVED, replace(RATE, change=None)), "与上月比，受理量增加200件（20.0%），超出正常波动。"),
    "nothing to compare with": ((replace(RECEIVED, change=None), replace(RATE, value=None)), "没有上月数据可比。"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told_with_its_size_or_not_at_all(name: str) -> None:
    kpis, sentence = CASES[name]
    assert changes(kpis, PREVIOUS) == sentence


def test_the_year_before_has_its_own_words() -> None:
    assert changes((replace(RECEIVED, significant=False),), YEAR) == "受理量与上年同月没有可分辨的差别。"
    assert changes((replace(RECEIVED, change=None),), YEAR) == "没有上年同月数据可比。"


@pytest.mark.parametrize(
    ("kpi", "words"),
    [
        (RATE, "办结率80.4%（2,117/2,634）"),
        (replace(RATE, target=Target("missed", "未达目标 ≥ 95%")), "办结率80.4%（2,117/2,634），未达目标≥95%"),
        (HOURS, "办理时长中位数2.0天"),
        (replace(RATE, value=None, note="本期无数据"), "办结率：本期无数据"),
    ],
)
def test_a_level_brings_its_parts_and_its_target(kpi: Kpi, words: str) -> None:
    assert level(kpi) == words


def test_the_table_says_the_same_as_the_sentence() -> None:
    assert [judgement(kpi) for kpi in (RATE, replace(RATE, significant=False), replace(RATE, change=None))] == [
        "超出波动",
        "在波动内",
        "无可比数据",
    ]


def test_a_document_has_no_bold_and_no_space_beside_han() -> None:
    assert plain("**站南、红旗**降 5.4 个百分点 · 9.18 / 6.79 亿元") == "站南、红旗降5.4个百分点，9.18/6.79亿元"


def test_english_keeps_its_spaces() -> None:
    with speaking(ENGLISH):
        assert changes((RATE,), PREVIOUS) == "Against the month before: resolution rate down by 5.4 points, beyond normal variation."
