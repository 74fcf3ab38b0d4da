"""The page of areas and boundaries: the tree, names that no list has, boundaries before they are published."""

from pathlib import Path

import geopandas as gpd
import pytest
from shapely import box
from streamlit.testing.v1 import AppTest

from data.intake.importer import import_files
from data.store import Warehouse, read_only
from tests.pages.conftest import APP, Opened
from tests.support.warehouses import publish

CASES = Path(__file__).parents[1] / "data" / "cases" / "areas"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """坪山区 with its streets, and a ticket that names one of them wrongly."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    tickets = tmp_path / "tickets.csv"
    tickets.write_text("工单编号,受理时间,区县,街道\n1,2021-01-05 09:00,坪山区,碧岭街\n2,2021-01-06 09:00,坪山区,坪山街道\n", "utf-8")
    import_files([CASES / "pingshan_areas.csv", tickets])
    return opened_page()


def opened_page() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/manage/areas.py").run()
    assert not app.exception
    return app


def street_of_first() -> str:
    generation = Warehouse().current()
    assert generation is not None
    with read_only(generation.path) as connection:
        return str(connection.execute("SELECT street FROM tickets ORDER BY ticket_id").fetchall()[0][0])


def test_the_tree_counts_what_lies_in_each_area(page: AppTest):
    tree = page.dataframe[0].value
    rows = {name.strip("　▾▸ "): row for name, row in zip(tree["区域"], tree.to_dict("records"), strict=True)}
    assert rows["坪山区"]["诉求"] == 2 and rows["坪山街道"]["诉求"] == 1
    assert rows["坪山区"]["边界"] == "✕"
    assert "50.0%" in page.title[0].value


def test_one_press_says_what_a_name_means(page: AppTest):
    assert street_of_first() == "440310:碧岭街"
    page.button(key="is-440310:碧岭街").click().run()
    assert not page.exception and not page.error
    assert street_of_first() == "440310005"
    assert "都在清单里" in page.title[0].value


def test_names_from_files_are_no_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    file = tmp_path / "t.csv"
    file.write_text("工单编号,受理时间,区县\n1,2021-01-05 09:00,![x](http://example.com/x.png)\n", "utf-8")
    import_files([file])
    assert not any("![x](" in text.value for text in opened_page().markdown)


def test_a_file_is_looked_at_before_it_is_published(page: AppTest, tmp_path: Path):
    shapes = [box(114, 22, 114.51, 23), box(114.5, 22, 115, 23)]
    gpd.GeoDataFrame({"NAME": ["坪山街道", "碧岭街道"]}, geometry=shapes, crs=4326).to_file(tmp_path / "b.geojson")
    page.session_state["boundary-file"] = str(tmp_path / "b.geojson")
    page.run()
    assert any("先修 1 处" in text.value for text in page.markdown)
    assert page.button(key="publish-boundaries").disabled
    page.checkbox(key="accept-faults").check().run()
    page.button(key="publish-boundaries").click().run()
    assert not page.exception and not page.error
    assert any("2 个区划有边界" in text.value for text in page.markdown)


def test_a_file_that_is_none_says_so_and_can_be_put_away(page: AppTest, tmp_path: Path):
    (tmp_path / "b.geojson").write_text("{")
    page.session_state["boundary-file"] = str(tmp_path / "b.geojson")
    page.run()
    assert not page.exception and "读不出边界" in page.error[0].value


def test_the_demo_and_an_empty_warehouse_open_in_both_languages(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "lists" in opened("manage/areas", lang="en").title[0].value
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path)
    assert not opened_page().error


def test_without_boundaries_the_ranking_takes_the_room_of_the_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    lines = "\n".join(f"{n},2021-01-{n % 28 + 1:02} 09:00,{'东西南北'[n % 4]}区" for n in range(100))
    (tmp_path / "t.csv").write_text(f"工单编号,受理时间,区县\n{lines}\n", "utf-8")
    import_files([tmp_path / "t.csv"])
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["window"] = "this_month"
    app.switch_page("pages/leadership/overview.py").run()
    assert not app.exception
    assert not any("没有边界数据" in text.value for text in app.markdown)
    wall = AppTest.from_file(APP, default_timeout=60)
    wall.query_params["window"] = "this_month"
    wall.switch_page("pages/display/wall.py").run()
    assert not wall.exception


def test_an_unknown_district_is_told_on_the_overview_and_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    lines = "\n".join(f"{n},2022-04-{n % 28 + 1:02} 09:00,坪山区,{('坪山', '坑梓', '马峦', '石井')[n % 4]}街道" for n in range(100))
    (tmp_path / "t.csv").write_text(f"工单编号,受理时间,区县,街道\n{lines}\n", "utf-8")
    import_files([CASES / "pingshan_areas.csv", tmp_path / "t.csv", CASES / "one_unknown_district.csv"])
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["window"] = "this_month"
    app.switch_page("pages/leadership/overview.py").run()
    assert not app.exception
    assert any("示例新区" in text.value and "不参加比较" in text.value for text in app.markdown)
