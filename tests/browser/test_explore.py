"""An analyst explores: chooses measures and dimensions, turns the view, takes the table along."""

import re
from pathlib import Path

import openpyxl
import pandas as pd
from playwright.sync_api import Page, expect

SCOPE = "area=211302&from=2021-05-31&to=2021-08-20"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)


def test_measures_and_rows_are_chosen_and_stand_in_the_address(page: Page, server: str):
    opened(page, f"{server}/explore?{SCOPE}")
    page.locator(".st-key-rows button").first.click()
    page.locator(".st-key-by input").fill("渠道")
    page.get_by_role("option", name="渠道", exact=True).click()
    expect(page).to_have_url(re.compile("by=street%2Cchannel|by=street,channel"))
    settled(page)
    expect(page.locator("h1")).to_contain_text("街镇、渠道")


def test_a_view_is_turned_and_the_same_address_shows_it_again(page: Page, server: str):
    opened(page, f"{server}/explore?{SCOPE}&by=week&show=received")
    page.get_by_role("radio", name="折线图").or_(page.get_by_role("button", name="折线图")).first.click()
    expect(page).to_have_url(re.compile("view=line"))
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.locator(".js-plotly-plot")).to_be_visible()


def test_what_is_seen_comes_out_as_a_workbook_and_as_parquet(page: Page, server: str, tmp_path: Path):
    opened(page, f"{server}/explore?{SCOPE}&channel=grid_platform&by=street&show=received,resolution_rate")
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    download.value.save_as(tmp_path / "explore.xlsx")
    sheet, notes = openpyxl.load_workbook(tmp_path / "explore.xlsx").worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[-1][0] == "合计"
    assert rows[-1][2] == 3670
    assert "双塔区" in str(list(notes.iter_rows(values_only=True)))
    with page.expect_download() as download:
        page.get_by_role("button", name="Parquet").click()
    download.value.save_as(tmp_path / "explore.parquet")
    assert pd.read_parquet(tmp_path / "explore.parquet")["received"].sum() == 3670


def test_a_view_is_kept_by_name_and_opened_again(page: Page, server: str):
    opened(page, f"{server}/explore?{SCOPE}&by=category&show=received")
    page.locator(".st-key-views button").first.click()
    page.get_by_label("保存当前视图为").fill("按类别看受理")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("button", name="按类别看受理", exact=True)).to_be_visible()
    opened(page, f"{server}/explore?area=211300")
    page.locator(".st-key-views button").first.click()
    page.get_by_role("button", name="按类别看受理", exact=True).click()
    expect(page).to_have_url(re.compile("by=category"))
    settled(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    page.locator(".st-key-views button").first.click()
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_role("button", name="按类别看受理", exact=True)).to_have_count(0)


def test_two_hundred_thousand_rows_do_not_freeze_the_page(page: Page, server: str):
    opened(page, f"{server}/explore?from=2014-01-01&to=2022-04-20&by=day,grid,category&show=received")
    expect(page.get_by_text("显示前 5,000 行")).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="表格").or_(page.get_by_role("button", name="表格")).first.hover()
    assert page.evaluate("() => new Promise(go => { const t = performance.now(); setTimeout(() => go(performance.now() - t), 0) })") < 2_000
