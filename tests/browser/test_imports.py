"""The import wizard in a real browser: files of every kind, publishing, a view of one's own, and a file of half a gigabyte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import serving
from tests.data.intake.conftest import SAMPLES
from tests.support.warehouses import publish

STRANGE = """登记日期,工单号码,信息渠道,回电,反映事由,所属街道名
2021-03-04 08:00,GD-1,市长信箱,13800000001,合成数据：路灯不亮已三天,S1
2021-03-05 09:30,GD-2,12345热线,13800000002,合成数据：楼道垃圾无人清理,S2
2021-03-06 10:45,GD-3,市长信箱,13800000003,合成数据：暖气温度一直不足,S1
"""
KNOWN = [{"ticket_id": "T1", "source": "s", "channel": "wechat", "received_at": datetime(2021, 2, 1), "street": "211302001"}]
HALF_A_GIGABYTE = 500 * 1024 * 1024
ROOM = 500 * 1024  # kB of memory above idle


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, Path]]:
    """Address and process of a server of its own, and its warehouse."""
    folder = tmp_path_factory.mktemp("warehouse")
    publish(folder, tickets=KNOWN)
    with serving(folder) as (address, number):
        yield address, number, folder


@pytest.fixture(scope="module")
def server(process: tuple[str, int, Path]) -> str:
    return process[0]


def dropped(page: Page, server: str, file: Path) -> None:
    page.goto(f"{server}/imports")
    page.locator("input[type=file]").set_input_files(file)


def button(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} button")


def dry_run(page: Page) -> None:
    button(page, "wizard-dry").click()
    expect(button(page, "wizard-publish")).to_be_visible(timeout=40_000)


def test_a_gb18030_file_of_strange_columns_is_mapped_and_published(page: Page, server: str, tmp_path: Path):
    file = tmp_path / "台账.csv"
    file.write_text(STRANGE, "gb18030")
    dropped(page, server, file)
    expect(page.get_by_text(re.compile("GB18030，把握"))).to_be_visible()
    button(page, "wizard-suggest").click()
    expect(page.get_by_text("可以导入")).to_be_visible()
    expect(button(page, "wizard-suggest")).to_have_count(0)
    dry_run(page)
    button(page, "wizard-publish").click()
    expect(page.get_by_text(re.compile("第 2 代数据已发布：新增 3 件"))).to_be_visible(timeout=40_000)
    expect(page.locator("h1")).to_contain_text("已导入 1 次")


def test_the_sheets_of_a_workbook_are_shown_one_by_one(page: Page, server: str):
    dropped(page, server, SAMPLES / "ledger_sheets.xlsx")
    expect(page.get_by_role("radio", name="一月")).to_be_visible()
    page.get_by_role("radio", name="说明").click()
    expect(page.get_by_text(re.compile("没有像表头的行|待指定"))).to_be_visible()
    page.get_by_role("radio", name="二月").click()
    expect(page.get_by_text("可以导入")).to_be_visible()


def test_a_file_without_a_header_shows_its_columns_by_letters_and_hides_whom_it_names(page: Page, server: str, tmp_path: Path):
    file = tmp_path / "无表头.csv"
    file.write_text("A1,张三,13912345678,05/04/2021 2:41 PM,路灯不亮\nA2,李四,13912345679,06/04/2021 9:00 AM,井盖破损\n", "utf-8")
    dropped(page, server, file)
    expect(page.get_by_text("未找到表头行")).to_be_visible()
    for target, column in (("ticket_id", "A · A1"), ("received_at", "D · 05/04/2021 2…")):
        page.locator(f".st-key-wizard-map-0-{target} input").click()
        page.get_by_role("option", name=column).click()
        expect(page.locator(f".st-key-wizard-map-0-{target} input")).to_have_value(column)
    page.locator(".st-key-wizard-format-0-received_at input").fill("日/月/年 时:分 上午")
    page.keyboard.press("Enter")
    expect(page.get_by_text("可以导入")).to_be_visible()
    assert not [word for word in ("张三", "13912345678") if word in page.content()]
    dry_run(page)
    expect(page.locator("[data-testid=stMetric]").filter(has_text="新增")).to_contain_text("2")


def test_what_is_html_is_refused_with_a_sentence(page: Page, server: str):
    dropped(page, server, SAMPLES / "really_html.csv")
    expect(page.get_by_text("really_html.csv 是HTML 网页，不是表格。")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_attached()


def test_a_private_view_shows_the_files_numbers_on_every_page_and_goes(page: Page, server: str):
    dropped(page, server, SAMPLES / "hostile_gb18030.csv")
    dry_run(page)
    button(page, "wizard-private").click()
    expect(page.get_by_text("11 行可在各页面查看")).to_be_visible(timeout=40_000)
    page.get_by_role("link", name="总览").first.click()
    expect(page.locator("h1")).to_contain_text("受理 10 件", timeout=40_000)
    expect(page.get_by_text("hostile_gb18030.csv")).to_be_visible()
    button(page, "end-private").click()
    expect(page.get_by_text("hostile_gb18030.csv")).to_have_count(0)
    expect(page.get_by_role("heading", name=re.compile("受理 10 件"))).to_have_count(0)


def test_half_a_gigabyte_arrives_whole_and_the_server_stays_small(page: Page, process: tuple[str, int, Path], tmp_path: Path):
    address, number, folder = process
    file = tmp_path / "large.csv"
    _write(file)
    page.goto(f"{address}/imports")
    expect(page.locator("h1")).to_be_visible()
    idle = _memory(number, "VmRSS")
    Path(f"/proc/{number}/clear_refs").write_text("5")  # the peak counts from here
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("可以导入")).to_be_visible(timeout=60_000)
    [received] = folder.glob(".private/files-*/large.csv")
    assert received.stat().st_size == file.stat().st_size > HALF_A_GIGABYTE - 5_000_000
    assert _memory(number, "VmHWM") - idle <= ROOM


def _write(path: Path) -> None:
    line = "GD-{n:06},2021-03-04 08:00,S1,合成数据：路灯不亮已三天，请尽快派人前来维修，谢谢\n"
    block = "".join(line.format(n=n) for n in range(50_000)).encode()
    with path.open("wb") as file:
        file.write("工单编号,受理时间,街道,诉求标题\n".encode())
        for _ in range((HALF_A_GIGABYTE - 1000) // len(block)):
            file.write(block)


def _memory(process: int, name: str) -> int:
    """Memory of the server in kB: VmRSS now, VmHWM at its peak."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    assert found
    return int(found[1])


def test_lines_of_quarantine_are_downloaded_mended_and_dropped_again(page: Page, server: str, tmp_path: Path):
    file = tmp_path / "待改.csv"
    file.write_text(
        "工单编号,受理时间,街道,诉求标题,联系电话\nM1,2021-03-04 08:00,S1,路灯,13800000001\nM2,昨天,S1,路灯,13800000002\n", "utf-8"
    )
    dropped(page, server, file)
    page.get_by_role("textbox", name="来源系统").fill("热线")
    page.keyboard.press("Enter")
    dry_run(page)
    page.locator(".st-key-wizard-losses label").click()
    button(page, "wizard-publish").click()
    expect(page.get_by_text(re.compile("新增 1 件，更新 0 件，隔离 1 行"))).to_be_visible(timeout=40_000)
    page.locator(".st-key-quarantine-import input").click()
    page.get_by_role("option", name=re.compile("待改.csv")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载以便改正").click()
    mended = tmp_path / "待改-mend.csv"
    download.value.save_as(mended)
    text = mended.read_text("utf-8-sig")
    assert "13800000002" not in text
    mended.write_text(text.replace("昨天", "2021-03-05"), "utf-8-sig")
    dropped(page, server, mended)
    expect(page.get_by_placeholder("热线")).to_be_visible()
    dry_run(page)
    button(page, "wizard-publish").click()
    expect(page.get_by_text(re.compile("新增 1 件，更新 0 件，隔离 0 行"))).to_be_visible(timeout=40_000)
