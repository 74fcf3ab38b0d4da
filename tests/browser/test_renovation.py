"""What people do on the renovation page: open a late project from the map or the list and come back, take the list as a file."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def visit(page: Page, address: str) -> None:
    """Open the page, tall enough for all of it, and wait until its last card is there with its controls."""
    page.set_viewport_size({"width": 1440, "height": 2600})
    page.goto(address)
    expect(page.get_by_text("点选一行打开项目。")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="下载 CSV")).to_be_visible(timeout=60_000)


def test_a_row_of_the_list_opens_its_project_and_the_way_back_leads_to_all(page: Page, server: str):
    visit(page, f"{server}/renovation?area=211302&plan=2021")
    expect(page.get_by_role("heading", level=1)).to_contain_text("在报项目进度")
    listed = page.get_by_test_id("stDataFrame").last
    expect(listed.locator("canvas").first).to_be_visible()
    box = listed.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 33 * 1.5)
    expect(page.get_by_role("button", name="返回全部项目")).to_be_visible()
    assert "open=" in page.url
    address = page.url
    page.reload()
    expect(page.get_by_text("项目概况")).to_be_visible()
    assert page.url == address
    page.get_by_role("button", name="返回全部项目").click()
    expect(page.get_by_text("64 个项目")).to_be_visible()
    assert "open=" not in page.url


def test_the_list_is_a_file_with_every_project_and_both_plans(page: Page, server: str):
    visit(page, f"{server}/renovation?area=211302&plan=2021")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载 CSV").last.click()
    path = started.value.path()
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    assert started.value.suggested_filename == "projects.csv"
    assert len(lines) == 65 and {"项目", "计划完工", "初次计划完工", "预计完工"} <= set(lines[0].split(","))
    assert any(line.split(",")[1] == "银河小区" for line in lines)


def test_a_project_on_the_timeline_opens(page: Page, server: str):
    visit(page, f"{server}/renovation?area=211300")
    chart = page.get_by_test_id("stPlotlyChart").filter(has_text="玉丰小区").first
    expect(chart).to_be_visible(timeout=60_000)
    mark = chart.locator(".scatterlayer .trace").last.locator(".point").first
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("button", name="返回全部项目")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("玉丰小区")
