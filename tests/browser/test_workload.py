"""The workload page as an analyst uses it, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

DISTRICT = "area=211302"
MAP = ".st-key-load-map .choroplethlayer"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("h1")).to_contain_text("网格员")
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)


def test_a_click_on_the_map_selects_the_row_and_a_row_outlines_its_area(page: Page, server: str):
    opened(page, f"{server}/workload?{DISTRICT}")
    areas = page.locator(f"{MAP} path")
    expect(areas.first).to_be_attached()
    before = areas.count()
    areas.nth(20).click(force=True)
    expect(page).to_have_url(re.compile(r"unit=211302\d{9}"))
    chosen = re.search(r"unit=(\d+)", page.url)
    assert chosen
    settled(page)
    expect(areas).to_have_count(before + 1)  # the outline of the chosen area
    expect(page.get_by_role("button", name="进入")).to_be_visible()
    # The grid of the table is a canvas; a click into its marker column selects the second row.
    box = page.locator(".st-key-units canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 33 * 2.5)
    expect(page).not_to_have_url(re.compile(f"unit={chosen[1]}"))
    expect(page).to_have_url(re.compile(r"unit=211302\d{9}"))
    settled(page)
    expect(areas).to_have_count(before + 1)


def test_moving_a_worker_changes_the_coefficient_at_once_and_the_address_holds_it(page: Page, server: str):
    opened(page, f"{server}/workload?{DISTRICT}&section=moves")
    expect(page.get_by_text("试算：尚未调配")).to_be_visible()
    for key in ("giver", "taker"):
        page.locator(f".st-key-{key} input").click()
        page.get_by_role("option").first.click()
        settled(page)
    page.locator(".st-key-move button").click()
    expect(page.get_by_text(re.compile("调配 1 人，基尼系数"))).to_be_visible()
    expect(page).to_have_url(re.compile("moves="))
    told = page.get_by_text(re.compile("调配 1 人，基尼系数")).inner_text()
    page.reload()
    expect(page.get_by_text(told)).to_be_visible()
    page.locator(".st-key-undo-0 button").first.click()
    expect(page.get_by_text("试算：尚未调配")).to_be_visible()
    expect(page).not_to_have_url(re.compile("moves="))


def test_the_suggested_moves_download_as_a_table(page: Page, server: str, tmp_path: Path):
    opened(page, f"{server}/workload?{DISTRICT}&section=moves&limit=20&reach=wide")
    expect(page.get_by_text("即可达标")).to_be_visible()
    settled(page)
    with page.expect_download(timeout=30_000) as download:
        page.locator(".st-key-moves-csv button").first.click()
    path = tmp_path / "moves.csv"
    download.value.save_as(path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("调出代码,调出,调入代码,调入,人数")
    assert len(lines) > 5
