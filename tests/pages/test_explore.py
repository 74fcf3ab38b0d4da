"""The explore page without a browser: every view, at several levels, and addresses that cannot be."""

import pytest

from tests.pages.conftest import Opened

WHERE = {"area": "211300", "from": "2021-05-31", "to": "2021-08-20"}


def test_it_opens_with_the_parts_of_the_area(opened: Opened):
    app = opened("analysis/explore", **WHERE)
    assert app.title[0].value == "受理量、办结率、办理时长中位数，按区县"
    assert len(app.dataframe[0].value) == 7


@pytest.mark.parametrize(
    "query",
    [
        {"view": "pivot", "by": "district,month", "across": "channel"},
        {"view": "line", "by": "month,district"},
        {"view": "bar", "by": "category", "top": "5", "sort": "-received"},
        {"view": "heat", "show": "resolution_rate", "by": "district", "across": "channel", "top": "5", "sort": "-received"},
        {"view": "map", "show": "resolution_rate", "by": "district"},
        {"view": "map", "show": "received", "by": "district"},
        {"change": "yes", "by": "district"},
        {"by": "community", "show": "households,grids"},
    ],
)
def test_every_view_can_be_drawn(opened: Opened, query: dict[str, str]):
    app = opened("analysis/explore", **WHERE, **query)
    assert not app.error
    assert not app.warning
    assert app.dataframe or app.get("plotly_chart")


@pytest.mark.parametrize("query", [{"view": "cake"}, {"top": "-1"}, {"by": "street", "across": "street"}, {"show": "nonsense"}])
def test_an_address_that_cannot_be_is_told_and_answered_by_the_default(opened: Opened, query: dict[str, str]):
    app = opened("analysis/explore", **WHERE, **query)
    assert app.warning
    assert len(app.dataframe[0].value) == 7


def test_a_view_that_lacks_a_dimension_says_which(opened: Opened):
    app = opened("analysis/explore", **WHERE, view="line", by="district")
    assert "时间维度" in app.error[0].value


def test_changes_are_judged_in_words(opened: Opened):
    table = opened("analysis/explore", **WHERE, change="yes", show="received").dataframe[0].value
    assert set(table["受理量变化判断"]) <= {"▲ 超出波动", "▼ 超出波动", "波动内"}


def test_an_empty_scope_says_what_to_widen(opened: Opened):
    app = opened("analysis/explore", area="211300", **{"from": "2010-01-01", "to": "2010-01-02"})
    assert "没有数据" in app.info[0].value
