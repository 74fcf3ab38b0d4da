"""The tickets page as an analyst uses it, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect

SCOPE = "area=211302&from=2021-05-31&to=2021-08-20"


def opened(page: Page, server: str, more: str = "") -> Page:
    page.set_viewport_size({"width": 1440, "height": 2000})
    page.goto(f"{server}/tickets?{SCOPE}{more}")
    expect(page.locator("h1")).to_contain_text("天内办结")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=45_000)
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    return page


def test_the_order_is_a_file_that_a_spreadsheet_opens_grouped_by_department(page: Page, server: str):
    opened(page, server)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="生成督办单").click()
    path = Path(waiting.value.path())
    assert waiting.value.suggested_filename == "督办单.csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    departments = [row["部门"] for row in rows]
    blocks = [name for i, name in enumerate(departments) if i == 0 or name != departments[i - 1]]
    assert len(rows) > 100 and len(blocks) == len(set(departments))
    assert all(row["督办要求"].startswith(row["部门"]) for row in rows)


def test_parts_are_drawn_when_they_are_chosen_and_a_shared_address_opens_them(page: Page, server: str):
    opened(page, server)
    page.get_by_role("radio", name="解决层级").or_(page.get_by_role("button", name="解决层级")).first.click()
    expect(page).to_have_url(re.compile("part=levels"))
    expect(page.locator(".sankey-node")).not_to_have_count(0)
    opened(page, server, "&part=stability")
    expect(page.get_by_text("周超出控制限")).to_be_visible()


def test_the_hexagons_are_drawn_from_a_file_of_the_server(page: Page, server: str):
    opened(page, server, "&part=places")
    expect(page.locator(".choroplethlayer path")).not_to_have_count(0)
    assert page.locator(".choroplethlayer path").count() > 100
