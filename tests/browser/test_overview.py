"""The overview as a reader uses it, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

DISTRICT = "area=211302"
SUMMER = "from=2021-05-31&to=2021-08-20"
AREAS = ".choroplethlayer path"


def opened(page: Page, url: str) -> Page:
    """The page with its figures drawn."""
    page.goto(url)
    drawn(page)
    return page


def drawn(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    expect(page.locator(AREAS).first).to_be_attached()


def kpi(page: Page, label: str) -> str:
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue").inner_text()


def scope_label(page: Page, key: str) -> str:
    return page.locator(f".st-key-{key} button").first.inner_text()


def test_a_deep_link_to_the_first_request_of_a_server_opens_that_page(page: Page, server: str):
    page.goto(f"{server}/definitions")
    expect(page.locator("h1")).to_contain_text("项指标")
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_the_root_leads_to_the_overview(page: Page, server: str):
    opened(page, f"{server}/?{DISTRICT}")
    expect(page).to_have_url(re.compile(rf"/overview\?{DISTRICT}$"))


def test_a_filter_changes_the_numbers_the_label_and_the_url(page: Page, server: str):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}")
    before = kpi(page, "受理量")
    page.locator(".st-key-filters button").first.click()
    page.locator(".st-key-filter-channel input").fill("12345")
    page.get_by_role("option", name="12345 热线").click()
    expect(page).to_have_url(re.compile("channel=hotline_12345"))
    expect(page.locator(".st-key-filters button").first).to_contain_text("12345 热线")
    drawn(page)
    assert kpi(page, "受理量") != before


def test_a_click_on_the_map_drills_and_the_breadcrumb_leads_back(page: Page, server: str):
    opened(page, f"{server}/overview?area=211300&window=this_year")
    page.locator(AREAS).first.click(force=True)
    expect(page).to_have_url(re.compile(r"area=2113\d\d(?!\d)(?<!00)"))
    expect(page.locator(".st-key-area button").first).to_contain_text("朝阳市 ›")
    drawn(page)
    page.locator(".st-key-area button").first.click()
    page.get_by_role("button", name="朝阳市", exact=True).click()
    expect(page).to_have_url(re.compile(r"area=211300\b"))


def test_the_back_button_of_the_browser_undoes_a_drill(page: Page, server: str):
    opened(page, f"{server}/overview?area=211300")
    whole = kpi(page, "受理量")
    page.locator(AREAS).first.click(force=True)
    expect(page).not_to_have_url(re.compile("area=211300"))
    page.go_back()
    expect(page).to_have_url(re.compile("area=211300"))
    expect(page.locator(".st-key-area button").first).not_to_contain_text("朝阳市 ›")
    drawn(page)
    expect(page.get_by_test_id("stMetric").filter(has_text="受理量").get_by_test_id("stMetricValue")).to_have_text(whole)


def test_a_reload_and_a_shared_url_show_the_same(page: Page, server: str):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}&compare=year")
    head, received = page.locator("h1").inner_text(), kpi(page, "受理量")
    page.reload()
    drawn(page)
    assert (page.locator("h1").inner_text(), kpi(page, "受理量")) == (head, received)
    other = page.context.new_page()
    opened(other, page.url)
    assert (other.locator("h1").inner_text(), kpi(other, "受理量")) == (head, received)


def test_a_page_change_keeps_the_scope(page: Page, server: str):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}")
    received = kpi(page, "受理量")
    page.get_by_text("分析研判").click()
    page.get_by_role("menuitem", name="指标口径").click()
    expect(page).to_have_url(re.compile(rf"/definitions\?.*{DISTRICT}"))
    page.get_by_role("link", name="总览").click()
    expect(page).to_have_url(re.compile(rf"/overview\?.*{DISTRICT}.*from=2021-05-31"))
    drawn(page)
    assert kpi(page, "受理量") == received


def test_a_table_downloads_as_a_csv_that_excel_reads(page: Page, server: str, tmp_path: Path):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}")
    page.locator(".st-key-table-ranking button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    path = tmp_path / "ranking.csv"
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "站南街道" in path.read_text("utf-8-sig")


def test_the_map_switches_to_the_peers_of_the_area(page: Page, server: str):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}")
    page.get_by_role("radio", name="区县").or_(page.get_by_role("button", name="区县", exact=True)).first.click()
    expect(page).to_have_url(re.compile("map=peers"))
    expect(page.locator(".js-plotly-plot").first).to_contain_text("北票市")


def test_the_interface_speaks_english_when_asked_and_keeps_to_it(page: Page, server: str):
    opened(page, f"{server}/overview?{DISTRICT}&{SUMMER}")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Resolution rate")
    expect(page).to_have_url(re.compile("lang=en"))
    page.get_by_text("Analysis").click()
    page.get_by_role("menuitem", name="Definitions").click()
    expect(page.locator("h1")).to_contain_text("measures")
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    # Only the switch and, in brackets, the terms of the field that a definition names.
    chinese = [re.sub(r"\([^()]*\)", "", text) for text in page.locator("main").get_by_text(re.compile("[一-鿿]")).all_inner_texts()]
    assert [text for text in chinese if re.search("[一-鿿]", text)] == ["中文"] * chinese.count("中文"), chinese


def test_a_bad_address_gives_one_sentence_and_the_default(page: Page, server: str):
    page.goto(f"{server}/overview?window=next_decade")
    expect(page.get_by_test_id("stAlert")).to_contain_text("next_decade")
    expect(page.locator("h1")).to_contain_text("办结率")
    expect(page).not_to_have_url(re.compile("next_decade"))
