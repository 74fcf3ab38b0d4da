"""Money as text: one unit a figure, parts that add up, exact to the fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from analytics.words.language import ENGLISH, speaking
from analytics.words.money import apportioned, money, money_unit, shares, total

FEN = some.integers(-(10**13), 10**13).map(lambda fen: fen / 100)
AMOUNTS = some.lists(some.integers(0, 10**13).map(lambda fen: fen / 100), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        (774_000_000, "7.74 亿元"),
        (2_300_000_000, "23 亿元"),
        (12_345_678_900, "123.5 亿元"),
        (7_000_000, "700 万元"),
        (12_345, "1.2 万元"),
        (83, "83 元"),
        (83.5, "83.5 元"),
        (0, "0 元"),
        (-774_000_000, "−7.74 亿元"),
        (None, "–"),
        (float("nan"), "–"),
        (99_999_999.99, "10,000 万元"),
    ],
)
def test_an_amount_is_told_in_the_unit_of_its_size(yuan, text):
    assert money(yuan) == text


def test_in_english_it_is_millions_and_billions():
    with speaking(ENGLISH):
        assert money(774_000_000) == "774 million yuan"
        assert money(2_300_000_000) == "2.3 billion yuan"


def test_a_figure_has_one_unit_for_all_it_shows():
    unit = money_unit(2_300_000_000, 12_000_000)
    assert unit.name == "亿元"
    assert unit.figure(12_000_000) == "0.12"
    assert unit.change(112_000_000) == "+1.12 亿元"


def test_parts_that_would_each_be_rounded_up_still_add_up():
    unit = money_unit(100_000_000)
    thirds = [33_333_333.33, 33_333_333.33, 33_333_333.34]
    assert unit.parts(thirds) == ("0.33", "0.33", "0.34")
    assert shares([1, 1, 1]) == ("33.4%", "33.3%", "33.3%")
    assert shares([0, 0]) == ("–", "–")


@given(AMOUNTS)
def test_the_parts_shown_add_up_to_the_total_shown(amounts):
    unit = money_unit(*amounts, total(amounts))
    shown = sum((Decimal(part.replace(",", "")) for part in unit.parts(amounts)), Decimal(0))
    assert shown == Decimal(unit.figure(total(amounts)).replace(",", ""))


@given(some.lists(FEN, min_size=1, max_size=12), some.sampled_from([Decimal("0.01"), Decimal(1), Decimal(10**6)]))
def test_no_part_is_further_than_one_step_from_its_value(amounts, step):
    for value, part in zip(amounts, apportioned(amounts, step), strict=True):
        assert abs(part - Decimal(repr(value))) < step or step == Decimal("0.01")


@given(AMOUNTS.filter(lambda amounts: sum(amounts) > 0))
def test_shares_add_up_to_a_hundred(amounts):
    assert sum(Decimal(share.rstrip("%")) for share in shares(amounts)) == 100


@given(some.lists(some.integers(-(10**13), 10**13), max_size=50))
def test_a_sum_is_exact_to_the_fen(fen):
    assert total([value / 100 for value in fen]) == sum(fen) / 100
