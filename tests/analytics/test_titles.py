"""Titles of cards say what the picture can show."""

import pytest

from analytics.words.language import speaking
from analytics.words.titles import ranking_title
from tests.analytics.figures.units import unit


@pytest.mark.parametrize(
    ("classes", "chinese", "english"),
    [
        (("thin", "thin"), "样本太少，不作排名", "Too few cases to rank"),
        (("thin", "same"), "由高到低排列，差别都在波动之内", "From high to low, all within noise"),
        (("thin", "same", "low"), "2 个单位中 1 个与平均可分辨", "Only 1 of 2 differs from the average"),
    ],
)
def test_a_ranking_of_too_few_cases_says_so_and_speaks_of_no_difference(classes: tuple[str, ...], chinese: str, english: str):
    units = [unit(str(number), cls=cls) for number, cls in enumerate(classes)]
    with speaking("zh_CN"):
        assert ranking_title(units) == chinese
    with speaking("en"):
        assert ranking_title(units) == english
