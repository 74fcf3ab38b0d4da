"""Which sentence the areas of a month become."""

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL
from analytics.briefing.comparison import positions, standing
from analytics.shapes.units import Reference, Unit
from analytics.stories.districts import Choice, Comparison
from analytics.stories.districts import comparison as compared
from tests.analytics.briefing.test_briefing import JULY

WHOLE = Reference(0.804, "全区")


def unit(name: str, rate: float, cls: str, n: int = 100) -> Unit:
    return Unit(name, name, name, n, round(n * rate), rate, rate, rate, cls)  # type: ignore[arg-type]


LOW, HIGH, SAME = unit("站南", 0.666, "low"), unit("龙山", 0.891, "high"), unit("光明", 0.81, "same")
UNITS = {
    "below, above, the rest": (
        [HIGH, SAME, LOW],
        "总体办结率80.4%，站南（66.6%）差于同类；龙山（89.1%）好于同类；其余1个与同类相当。",
    ),
    "the lowest first": ([LOW, unit("红旗", 0.6, "low")], "总体办结率80.4%，红旗（60.0%）、站南（66.6%）差于同类。"),
    "none differs": ([SAME, replace(SAME, code="2")], "总体办结率80.4%，2个单位都与同类相当。"),
    "too few cases": (
        [LOW, unit("长宝", 0.9, "thin", 14)],
        "总体办结率80.4%，站南（66.6%）差于同类。长宝（14件）样本太少，不作判断。",
    ),
    "many": (
        [unit(name, 0.6, "low") for name in "甲乙丙丁戊己"],
        "总体办结率80.4%，甲（60.0%）、乙（60.0%）、丙（60.0%）、丁（60.0%）及其他2个差于同类。",
    ),
}


@pytest.mark.parametrize("name", UNITS)
def test_areas_are_told_with_their_rates(name: str) -> None:
    units, sentence = UNITS[name]
    assert standing(units, WHOLE) == sentence


@pytest.fixture
def judged(demo: Path) -> Comparison:
    return compared(JULY, LOCAL, Choice(level="street"))


def ranked(judged: Comparison, spans: list[tuple[int, int]]) -> Comparison:
    standings = [
        replace(judged.standings[0], code=str(n), short=f"第{n}区", best=best, worst=worst)
        for n, (best, worst) in enumerate(spans, start=1)
    ]
    return replace(judged, standings=tuple(standings))


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([(1, 2), (1, 2), (3, 5), (4, 5), (2, 5)], "按诉求构成调整后，第1区、第2区居前一半；第4区居后一半；其余2个的位次不能断定。"),
        ([(1, 3), (1, 3), (1, 3)], "按诉求构成调整后，没有单位能断定居前一半或后一半。"),
        ([(1, 1), (2, 2)], ""),
    ],
)
def test_a_half_is_named_only_where_the_whole_span_lies_in_it(judged: Comparison, spans: list[tuple[int, int]], sentence: str) -> None:
    assert positions(ranked(judged, spans)) == sentence


def test_raw_rates_are_said_to_be_raw(judged: Comparison) -> None:
    raw = replace(ranked(judged, [(1, 1), (2, 2), (3, 3)]), refused="样本不足")
    assert positions(raw) == "按实际办结率，第1区居前一半；第3区居后一半；其余1个的位次不能断定。"
