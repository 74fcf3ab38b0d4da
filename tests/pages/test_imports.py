"""The imports page shows what came in and what stayed outside, and leads back to an earlier generation."""

from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.contracts.policy import policy
from data.store import Warehouse
from tests.pages.conftest import APP

PAGE = "pages/manage/imports.py"


IMPORT = """INSERT INTO imports BY NAME SELECT 1 AS import_id, '台账.csv' AS file, 'tickets' AS dataset, 'chinese_ledger' AS preset,
    'gb18030' AS encoding, 3 AS lines, 1 AS header, 0 AS blank, 0 AS joined, 1 AS accepted, 0 AS updated, 0 AS unchanged, 1 AS quarantined,
    TIMESTAMP '2022-01-02 08:00:00' AS imported_at, 2 AS generation, '通用工单台账' AS label_zh_CN"""
LINE = "INSERT INTO quarantine VALUES (1, '台账.csv', NULL, 3, 'GD2,昨天', ['not_a_timestamp:received_at:昨天', 'missing:ticket_id'])"


def built(folder: Path, *ledger_rows: str) -> None:
    """Publish a generation without a row but those of its ledger."""
    with Warehouse(folder).draft(keep=3, carry=False) as draft:
        ledger.carry(draft)
        for statement in ledger_rows:
            draft.connection.execute(statement)
        for table in ORDER:
            carry(draft, table)
        assemble(draft, policy(), About(datetime(2022, 1, 2), False, "test", None, ""))


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two generations; the second has one import of three lines, one of them in quarantine."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    built(tmp_path)
    built(tmp_path, IMPORT, LINE)
    return tmp_path


@pytest.fixture
def page(warehouse: Path) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    return app.switch_page(PAGE).run()


def test_the_head_counts_imports_and_lines_in_quarantine(page: AppTest):
    assert page.title[0].value == "已导入 1 次，隔离 1 行"


def test_the_history_calls_a_preset_as_people_do(page: AppTest):
    assert page.dataframe[0].value["preset"].tolist() == ["通用工单台账"]


def test_a_line_in_quarantine_stands_with_its_number_its_text_and_every_reason(page: AppTest):
    row = page.dataframe[1].value.iloc[0]
    assert (row["行号"], row["原文"]) == (3, "GD2,昨天")
    assert row["原因"].split("\n") == ["受理时间 不是日期时间：昨天", "缺少必填项 来源系统中的工单编号。"]


def test_lines_are_narrowed_by_reason(page: AppTest):
    assert page.selectbox(key="reason").options[0] == "全部原因"
    page.selectbox(key="reason").set_value("missing:ticket_id").run()
    assert list(page.dataframe[1].value["行号"]) == [3]


def test_another_generation_is_served_only_after_a_confirmation(page: AppTest, warehouse: Path):
    page.button(key="serve-1").click().run()
    current = Warehouse(warehouse).current()
    assert current and current.number == 2
    page.button(key="serve-1").click()  # AppTest runs the whole page, where a browser reruns the dialog alone
    page.button(key="confirm-serve").click().run()
    current = Warehouse(warehouse).current()
    assert current and current.number == 1


def test_a_warehouse_that_never_imported_says_how_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    built(tmp_path)
    app = AppTest.from_file(APP, default_timeout=60).run()
    app = app.switch_page(PAGE).run()
    assert "python -m data import" in app.info[0].value
    assert not app.error


def test_the_address_chooses_the_import_and_the_reason(page: AppTest):
    page.selectbox(key="quarantine-import").set_value(1).run()
    assert page.query_params["import"] == "1"
    page.selectbox(key="reason").set_value("missing:ticket_id").run()
    assert page.query_params["reason"] == "missing:ticket_id"
    assert list(page.dataframe[1].value["行号"]) == [3]
    assert [getattr(button, "label", "") for button in page.get("download_button")] == ["下载 CSV", "下载以便改正", "下载此清单"]
    page.selectbox(key="quarantine-import").set_value(0).run()
    assert not {"import", "reason"} & set(page.query_params)
