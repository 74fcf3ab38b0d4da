"""Cases one by one in a real browser: search, open, turn the page, take out."""

import re
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

SCOPE = "area=211302&from=2021-05-31&to=2021-08-20&channel=grid_platform"


def settled(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)


def test_a_row_opens_the_course_of_its_case_and_closing_it_clears_the_address(page: Page, server: str):
    page.goto(f"{server}/cases?{SCOPE}")
    settled(page)
    table = page.get_by_test_id("stDataFrame").first
    table.click(position={"x": 18, "y": 50})
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("受理")
    expect(dialog).to_contain_text("时限")
    expect(page).to_have_url(re.compile("case="))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("case="))


def test_pages_are_turned_and_searching_starts_from_the_first(page: Page, server: str):
    page.goto(f"{server}/cases?{SCOPE}")
    settled(page)
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("第 51–100 件，共 3,670 件")).to_be_visible()
    page.get_by_label("搜索").fill("漏雨")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("page="))
    expect(page.get_by_text(re.compile("第 1–"))).to_be_visible()


def test_all_matching_cases_are_taken_out_and_noted(page: Page, server: str, tmp_path: Path):
    page.goto(f"{server}/cases?{SCOPE}")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 3,670 件").click()
    download.value.save_as(tmp_path / "cases.csv")
    assert len(pd.read_csv(tmp_path / "cases.csv", encoding="utf-8-sig")) == 3670
    page.reload()
    settled(page)
    page.locator(".st-key-downloads button").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")).to_be_visible()
