"""Figures of the investment page: what stands where, with much, little and negative amounts."""

from datetime import date

import pytest

from analytics.figures.equal_months import equal_months
from analytics.figures.layout import Size
from analytics.figures.months import months
from analytics.figures.pace_rows import pace_rows
from analytics.figures.pipeline import conversion, stages
from analytics.figures.target_curve import money_ticks, target_curve
from analytics.figures.tokens import BELOW, FOCUS
from analytics.shapes.funds import (
    Cohort,
    Conversion,
    EqualMonths,
    FundsRow,
    FundsRows,
    Passage,
    Stage,
    Stages,
    Strip,
    Strips,
    TargetCurve,
    Transition,
)
from analytics.shapes.parts import Verdict
from analytics.words.money import money_unit

SIZE = Size(300)


def texts(figure) -> str:
    return " | ".join(note.text for note in figure.layout.annotations)


def test_a_curve_names_the_amount_the_judgement_and_the_target():
    figure = target_curve(
        TargetCurve((1e8, 2.5e8), tuple(2e8 * month for month in range(1, 13)), 24e8, Verdict("behind", "slow"), "even"), SIZE
    )
    assert "2.5 亿元" in texts(figure) and "✕ slow" in texts(figure) and "目标 24 亿元" in texts(figure)
    assert figure.data[-1].line.color == BELOW
    assert list(figure.data[-1].y) == [1e8, 2.5e8]


def test_a_curve_without_a_target_is_the_running_sum_alone():
    figure = target_curve(TargetCurve((0.0,)), SIZE)
    assert len(figure.data) == 1 and figure.data[0].line.color == FOCUS


@pytest.mark.parametrize("top", [1.0, 3, 17, 99, 1234, 7.7e8, 4.4e10, 9.99e12])
def test_an_axis_of_money_has_two_to_six_round_ticks(top):
    ticks = money_ticks(top, money_unit(top))
    assert 2 <= len(ticks["tickvals"]) <= 6 and ticks["tickvals"][-1] <= top


def test_months_show_their_change_only_where_the_years_can_be_compared():
    comparable = equal_months(EqualMonths(2021, (3e8, -1e8), (2e8, 1e8, 1e8), True, "note"), SIZE)
    assert "+50%" in texts(comparable) and "−200%" in texts(comparable) and "note" in texts(comparable)
    assert "%" not in texts(equal_months(EqualMonths(2021, (3e8,), (1e6,)), SIZE))
    assert len(equal_months(EqualMonths(2021, (3e8,)), SIZE).data) == 1


def test_an_area_without_a_target_says_so_and_has_no_tick():
    part = FundsRow("1", "A区", "A", 5e8, None, None, None, None, None, 3)
    other = FundsRow("2", "B区", "B", 1e8, 2e8, 4e8, 0.25, 0.5, Verdict("behind", "slow"), 1, focus=True)
    figure = pace_rows(FundsRows((part, other)), SIZE)
    assert "未下目标" in texts(figure) and "<b>B</b>" in texts(figure) and "−50%" in texts(figure)
    assert list(figure.data[1].marker.color) == [FOCUS, BELOW]
    assert len(figure.data[2].x) == 3


def test_the_widest_stage_fills_the_funnel_and_the_withdrawn_stand_back():
    figure = stages(Stages((Stage("signed", "已签约", 10, 1.0, "x"), Stage("withdrawn", "已退出", 2, 0.0, "", quiet=True))), SIZE)
    assert list(figure.layout.xaxis.range) == [-5, 5]
    assert list(figure.data[0].base) == [-5, -1]


def test_a_cohort_that_is_too_young_shows_only_how_many_went_on():
    step = Transition("签约→落地", 180, "")
    young, old = Passage(3, 1, None, None, None, True), Passage(30, 27, 0.9, 0.7, 0.97, False)
    figure = conversion(Conversion((step,), (Cohort("全部", (old,)), Cohort("2021 年 1 季", (young,)))), Size(200))
    assert "90%　27/30" in texts(figure) and "1/3" in texts(figure)
    assert list(figure.data[0].x) == [0.9]


def test_a_long_gap_stands_out_and_a_short_one_does_not():
    rows = (Strip("long", (5.0, 0.0, 0.0, 0.0), 3), Strip("short", (None, 1.0, 0.0, 0.0), 2))
    figure = months(Strips((date(2021, 11, 1), date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1)), rows, marked=3), Size(200))
    long, short = figure.data[0].z
    assert list(long)[1:] == [2, 2, 2] and short[0] == 0 and list(short)[2:] == [1, 1]
    assert list(figure.layout.xaxis.ticktext) == ["21-11", "12", "22-01", "2"]
