"""Numbers become the text of the house style, in both languages."""

from datetime import date, datetime

import pytest

from analytics.words import wording
from analytics.words.language import speaking


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lambda: wording.count(3670, "cases"), "3,670 件"),
        (lambda: wording.count(15000, "households"), "1.5 万户"),
        (lambda: wording.households(9999), "9,999 户"),
        (lambda: wording.households(99_999_999), "1 亿户"),
        (lambda: wording.money(1_260_000_000), "12.6 亿元"),
        (lambda: wording.money(2_800_000_000), "28 亿元"),
        (lambda: wording.money(7_000_000), "700 万元"),
        (lambda: wording.percent(3479 / 3670), "94.8%"),
        (lambda: wording.points(-0.0131), "−1.3 个百分点"),
        (lambda: wording.points(0.0004), "0.0 个百分点"),
        (lambda: wording.days(43.2), "1.8 天"),
        (lambda: wording.change(322, "cases"), "+322 件"),
        (lambda: wording.change(4.8, "hours"), "+0.2 天"),
        (lambda: wording.figure(3_593_000, "cases"), "3,593,000"),
        (lambda: wording.figure(43.2, "hours"), "1.8"),
        (lambda: wording.interval(0.94, 0.955), "94.0–95.5"),
        (lambda: wording.percent(None), "–"),
        (lambda: wording.points(None), "–"),
        (lambda: wording.count(float("nan"), "cases"), "–"),
        (lambda: wording.date_range(date(2021, 5, 31), date(2021, 8, 20)), "2021-05-31 至 08-20"),
        (lambda: wording.date_range(date(2020, 9, 1), date(2021, 9, 3)), "2020-09-01 至 2021-09-03"),
        (lambda: wording.moment(datetime(2021, 8, 21)), "2021-08-20 24:00"),
        (lambda: wording.moment(datetime(2021, 8, 20, 17, 5)), "2021-08-20 17:05"),
    ],
)
def test_a_number_reads_as_the_house_style_says_in_chinese(text, expected):
    with speaking("zh_CN"):
        assert text() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lambda: wording.count(3670, "cases"), "3,670 cases"),
        (lambda: wording.count(15000, "households"), "15,000 households"),
        (lambda: wording.money(1_260_000_000), "1.3 billion yuan"),
        (lambda: wording.points(-0.0131), "−1.3 points"),
        (lambda: wording.date_range(date(2021, 5, 31), date(2021, 8, 20)), "2021-05-31 to 08-20"),
    ],
)
def test_a_number_reads_well_in_english(text, expected):
    with speaking("en"):
        assert text() == expected


def test_rounding_never_shows_ten_thousand_of_the_smaller_magnitude():
    with speaking("zh_CN"):
        assert wording.count(99_999_900, "yuan") == "1 亿元"


@pytest.mark.parametrize(
    ("value", "most", "expected"),
    [
        (95.0, 1, "95"),
        (95.5, 1, "95.5"),
        (2.0, 2, "2"),
        (20.0, 2, "20"),
        (100.0, 2, "100"),
        (7.7, 2, "7.7"),
        (7.74, 1, "7.7"),
        (0.04, 1, "0"),
        (1000.0, 1, "1,000"),
        (-0.04, 1, "0"),
    ],
)
def test_a_short_number_has_the_decimals_that_it_needs_and_loses_no_zero_of_its_own(value: float, most: int, expected: str):
    assert wording.short(value, most) == expected
