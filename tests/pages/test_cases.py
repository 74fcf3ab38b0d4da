"""The page of cases without a browser: lists, searches, opens one."""

from tests.pages.conftest import Opened

WHERE = {"area": "211302", "from": "2021-05-31", "to": "2021-08-20"}


def title(app) -> str:
    return app.title[0].value


def test_it_lists_the_cases_of_the_scope_page_by_page(opened: Opened):
    app = opened("analysis/cases", **WHERE, channel="grid_platform")
    assert title(app) == "全部案件 3,670 件"
    assert len(app.dataframe[0].value) == 50
    app.button(key="turn-:material/chevron_right:").click().run()
    assert "2" in app.query_params["page"]
    assert not app.exception


def test_a_state_and_a_search_narrow_the_list(opened: Opened):
    app = opened("analysis/cases", **WHERE, state="overdue", q="房屋")
    assert "超期案件" in title(app)
    assert set(app.dataframe[0].value["类别"]) == {"房屋建筑"}


def test_a_search_that_finds_nothing_says_what_to_do(opened: Opened):
    app = opened("analysis/cases", **WHERE, q="没有这样的事")
    assert "没有符合条件的案件" in app.info[0].value


def test_it_speaks_english_too(opened: Opened):
    assert title(opened("analysis/cases", **WHERE, channel="grid_platform", lang="en")) == "All cases: 3,670 cases"


def test_another_state_begins_with_its_first_page(opened: Opened):
    app = opened("analysis/cases", **WHERE)
    app.button(key="turn-:material/chevron_right:").click().run()
    assert "2" in app.query_params["page"]
    app.segmented_control(key="state").set_value("open").run()
    assert "open" in app.query_params["state"] and "page" not in app.query_params
    assert not app.exception


def test_moments_and_stars_are_typed_so_that_a_reader_can_sort_them(opened: Opened):
    shown = opened("analysis/cases", **WHERE, state="resolved").dataframe[0].value
    assert str(shown["受理时间"].dtype).startswith("datetime64") and str(shown["评价（星）"].dtype) == "Int64"
