"""Titles of cards say what the picture can show."""

import pytest

from analytics.words.language import speaking
from analytics.words.titles import ranking_title
from tests.analytics.figures.units import unit


@pytest.mark.parametrize(
    ("classes", "chinese", "english"),
    [
        (("thin", "thin"), "样本太少，不作排名", "Too few cases to rank"),
        (("thin", "same"), "由高到低，都与同类相当", "From high to low, all like their peers"),
        (("thin", "same", "low"), "2 个里有 1 个与同类不同", "Only 1 of 2 differs from its peers"),
    ],
)
def test_a_ranking_of_too_few_cases_says_so_and_speaks_of_no_difference(classes: tuple[str, ...], chinese: str, english: str):
    units = [unit(str(number), cls=cls) for number, cls in enumerate(classes)]
    with speaking("zh_CN"):
        assert ranking_title(units) == chinese
    with speaking("en"):
        assert ranking_title(units) == english
