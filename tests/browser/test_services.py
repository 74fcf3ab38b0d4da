"""Services and visits as a reader uses them, in a real browser."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

AREAS = ".choroplethlayer path"
CITY = "area=211300"


def opened(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    expect(page.locator(AREAS).first).to_be_attached()


def test_a_click_on_the_map_of_waits_drills_to_the_grids_of_a_district(page: Page, server: str):
    opened(page, f"{server}/services?{CITY}")
    page.locator(AREAS).first.click(force=True)
    expect(page).to_have_url(re.compile(r"/services\?.*area=2113\d\d\b(?<!00)"))
    expect(page.locator(".st-key-area button").first).to_contain_text("朝阳市 ›")


def test_the_grids_not_visited_for_long_download_as_a_table(page: Page, server: str, tmp_path: Path):
    opened(page, f"{server}/services?area=211302")
    listed = page.get_by_text(re.compile(r"^\d+ 个网格超过 60 天未走访")).first.inner_text()
    page.locator(".st-key-table-unvisited button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    path = tmp_path / "grids.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["久未走访"] == "是" for row in rows) == int(listed.split(" ")[0])
    assert len(rows) > 100 and all(row["代码"].startswith("211302") for row in rows)
