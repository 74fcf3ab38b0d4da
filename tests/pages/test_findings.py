"""The card of what needs attention: the first five stand in it, the others are told, and its neighbours end with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analytics.findings import Finding
from pages.components.overview.findings import height_beside

OVERDUE = Finding("overdue", "breach", "155 件超期在办，其中站南 65 件", "上期末 72 件，增加 83 件；站南占 42%", "a page of nowhere")


def card(count: int) -> None:
    from pages.components.overview.findings import findings_list
    from tests.pages.test_findings import OVERDUE

    findings_list((OVERDUE,) * count)


@pytest.mark.parametrize(("count", "shown", "last"), [(0, 0, "没有"), (1, 1, "155 件"), (5, 5, "155 件"), (6, 5, "另有 1 项，见数据表")])
def test_none_one_five_and_more_findings(count: int, shown: int, last: str):
    at = AppTest.from_function(card, args=(count,)).run()
    assert not at.exception
    texts = [text.value for text in at.markdown]
    assert sum("155 件超期在办" in text for text in texts) == shown
    assert last in texts[-1]


def test_five_findings_of_two_lines_fit_beside_the_figures_and_longer_ones_make_them_grow():
    assert height_beside((), 322) == height_beside((OVERDUE,) * 6, 322) == 322
    wordy = replace(
        OVERDUE, title="1,301 overdue cases, 1,133 in 龙城区", evidence="End of previous period: 1,186, 115 more now; 87% in 龙城区"
    )
    assert height_beside((wordy,) * 5, 322) > 400
