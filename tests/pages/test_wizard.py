"""The import wizard without a browser: from a file in hand to a generation, or to a view of one's own."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.intake.mapping.preset import presets
from data.intake.reading.tables import tables_of
from data.store import Warehouse, read_only
from pages.components.imports.state import KEY, Wizard
from tests.data.intake.conftest import SAMPLES
from tests.pages.conftest import APP
from tests.support.warehouses import publish

STRANGE = """登记日期,工单号码,信息渠道,回电,反映事由,街道
2021-01-04 08:00,GD-1,市长信箱,13800000001,合成数据：路灯不亮已三天,S1
2021-01-05 09:30,GD-2,12345热线,13800000002,合成数据：楼道垃圾无人清理,S2
"""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    publish(tmp_path / "warehouse")
    return Warehouse()


def in_hand(file: Path, **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    scratch = Warehouse().folder / "sheets"
    scratch.mkdir(exist_ok=True)
    app.session_state[KEY] = Wizard(file, list(tables_of(file, scratch)))
    app.run()
    app.switch_page("pages/manage/imports.py").run()
    assert not app.exception
    return app


@pytest.fixture
def strange(base: Warehouse, tmp_path: Path) -> AppTest:
    file = tmp_path / "台账.csv"
    file.write_text(STRANGE, "gb18030")
    app = in_hand(file)
    app.selectbox(key="wizard-preset").set_value("chinese_ledger").run()
    return app


def ask(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    current = warehouse.current()
    assert current
    with read_only(current.path) as connection:
        return connection.execute(sql).fetchall()


def test_suggestions_are_taken_and_the_dry_run_counts_without_publishing(strange: AppTest, base: Warehouse):
    assert any("待指定" in text.value for text in strange.markdown)
    assert strange.button(key="wizard-dry").disabled
    strange.button(key="wizard-suggest").click().run()
    assert any("可以导入" in text.value for text in strange.markdown)
    strange.button(key="wizard-dry").click().run()
    assert {metric.label: metric.value for metric in strange.metric} == {"总行数": "3", "新增": "2", "更新": "0", "未变": "0", "隔离": "0"}
    assert len(base.generations()) == 1
    strange.text_input(key="wizard-source").set_value("信箱").run()
    assert not strange.metric


def test_the_file_is_published_by_the_mapping_and_history_names_it(strange: AppTest, base: Warehouse):
    strange.button(key="wizard-suggest").click().run()
    strange.text_input(key="wizard-source").set_value("信箱").run()
    strange.selectbox(key="wizard-area").set_value("211302").run()
    strange.button(key="wizard-dry").click().run()
    strange.button(key="wizard-publish").click().run()
    assert "第 2 代数据已发布" in strange.success[0].value
    assert ask(base, "SELECT ticket_id, source, street FROM tickets ORDER BY 1") == [
        ("GD-1", "信箱", "211302001"),
        ("GD-2", "信箱", "211302002"),
    ]
    assert "台账.csv" in strange.dataframe[0].value["file"].tolist()


def test_a_column_can_be_taken_away_and_given_another(strange: AppTest):
    strange.button(key="wizard-suggest").click().run()
    strange.selectbox(key="wizard-map-0-title").set_value(-1).run()
    assert any("未读取" in text.value and "反映事由" in text.value for text in strange.markdown)
    strange.selectbox(key="wizard-map-0-title").set_value(2).run()
    assert strange.selectbox(key="wizard-map-0-title").value == 2


def test_the_mapping_is_kept_and_recognises_the_next_file(strange: AppTest, base: Warehouse, tmp_path: Path):
    strange.button(key="wizard-suggest").click().run()
    strange.text_input(key="wizard-preset-name").set_value("市长信箱").run()
    strange.button(key="wizard-keep-now").click().run()
    assert "市长信箱" in {preset.name for preset in presets(base.folder / "presets")}
    assert strange.selectbox(key="wizard-preset").value == "市长信箱"
    again = in_hand(tmp_path / "台账.csv")
    assert any("可以导入" in text.value for text in again.markdown)


def test_a_name_that_cannot_be_kept_is_refused_with_a_sentence(strange: AppTest, base: Warehouse):
    strange.button(key="wizard-suggest").click().run()
    strange.text_input(key="wizard-preset-name").set_value("chinese_ledger").run()
    strange.button(key="wizard-keep-now").click().run()
    assert any("请另取名称" in text.value for text in strange.warning)
    assert not (base.folder / "presets").exists()


def test_sheets_are_looked_at_one_by_one_and_left_out_at_will(base: Warehouse):
    app = in_hand(SAMPLES / "ledger_sheets.xlsx")
    app.toggle(key="wizard-read").set_value(False).run()
    app.button(key="wizard-dry").click().run()
    assert {metric.label: metric.value for metric in app.metric}["新增"] == "2"


def test_english_readers_get_the_wizard_in_english(base: Warehouse):
    app = in_hand(SAMPLES / "hostile_gb18030.csv", lang="en")
    assert app.button(key="wizard-dry").label == "Dry run"
    assert any("can be imported" in text.value for text in app.markdown)


def test_a_reload_says_which_file_to_choose_again(base: Warehouse):
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["file"] = "台账.csv"
    app.run()
    app.switch_page("pages/manage/imports.py")
    app.query_params["file"] = "台账.csv"
    app.run()
    assert any("请重新选择 台账.csv" in text.value for text in app.info)


HEADLESS = "A1,张三,13912345678,2021-01-05 09:00,路灯不亮\nA2,李四,13912345679,2021-01-05 10:00,井盖破损\n"


def everything(app: AppTest) -> str:
    options = [str(option) for box in app.selectbox for option in box.options]
    return " ".join([*(text.value for text in (*app.markdown, *app.info, *app.warning)), *options])


def test_a_file_without_a_header_is_mapped_by_letters_and_names_nobody(base: Warehouse, tmp_path: Path):
    file = tmp_path / "无表头.csv"
    file.write_text(HEADLESS, "utf-8")
    app = in_hand(file)
    assert not [word for word in ("张三", "13912345678") if word in everything(app)]
    for target, column in {"ticket_id": 0, "received_at": 3, "title": 4}.items():
        app.selectbox(key=f"wizard-map-0-{target}").set_value(column).run()
    app.button(key="wizard-dry").click().run()
    app.button(key="wizard-publish").click().run()
    assert ask(base, "SELECT ticket_id, title FROM tickets ORDER BY 1") == [("A1", "路灯不亮"), ("A2", "井盖破损")]


def test_a_date_format_a_fixed_channel_and_the_line_of_the_header_can_be_stated(base: Warehouse, tmp_path: Path):
    file = tmp_path / "foreign.csv"
    file.write_text("导出说明\nRef No,Logged,Text\nA1,03/04/2021 2:41 PM,No heat\n", "utf-8")
    app = in_hand(file)
    app.selectbox(key="wizard-preset").set_value("chinese_ledger").run()
    app.number_input(key="wizard-header-0").set_value(2).run()
    for target, column in {"ticket_id": 0, "received_at": 1, "title": 2}.items():
        app.selectbox(key=f"wizard-map-0-{target}").set_value(column).run()
    app.text_input(key="wizard-format-0-received_at").set_value("昨天").run()
    assert any("不是日期格式" in text.value for text in app.warning)
    app.text_input(key="wizard-format-0-received_at").set_value("日/月/年 时:分 上午").run()
    app.selectbox(key="wizard-constant-0-channel").set_value("hotline_12345").run()
    app.button(key="wizard-dry").click().run()
    app.button(key="wizard-publish").click().run()
    assert ask(base, "SELECT ticket_id, received_at, channel FROM tickets") == [("A1", datetime(2021, 4, 3, 14, 41), "hotline_12345")]


def test_a_line_that_is_no_header_is_a_sentence_with_a_way_back(strange: AppTest):
    strange.number_input(key="wizard-header-0").set_value(50).run()
    assert any("不是表头" in text.value for text in strange.info)
    strange.button(key="wizard-anew").click().run()
    assert not any("不是表头" in text.value for text in strange.info)


def test_into_the_demo_nothing_is_published_before_it_is_decided_what_becomes_of_it(
    demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(demo_warehouse, tmp_path / "demo")
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "demo"))
    app = in_hand(SAMPLES / "chinese_ledger.csv")
    app.button(key="wizard-dry").click().run()
    assert app.button(key="wizard-publish").disabled
    app.radio(key="wizard-demo").set_value("leave").run()
    app.button(key="wizard-publish").click().run()
    assert ask(Warehouse(), "SELECT count(*) FROM tickets") == [(3,)]
