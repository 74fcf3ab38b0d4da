"""The comparison as a reader uses it, in a real browser."""

import re

from playwright.sync_api import Page, expect

SLOW = 60_000  # ms: the charts' scripts are large, and a busy machine is slow, not wrong
DISTRICT = "area=211302&from=2021-05-31&to=2021-08-20"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('[data-test-script-state="running"]')).to_have_count(0)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached(timeout=SLOW)


def test_a_click_on_a_point_of_the_funnel_sets_the_focus_and_a_second_lets_it_go(page: Page, server: str):
    opened(page, f"{server}/districts?{DISTRICT}")
    points = page.locator(".st-key-funnel .scatterlayer .trace path.point")
    expect(points.first).to_be_attached()
    points.first.click(force=True)
    expect(page).to_have_url(re.compile(r"focus=211302\d{3}"))
    settled(page)
    chosen = re.search(r"focus=(\d+)", page.url)
    assert chosen
    name = page.locator(".st-key-open-focus button").first.inner_text().strip().splitlines()[-1]
    expect(page.locator("main")).to_contain_text(name)
    expect(page.locator(".st-key-mix")).to_be_visible()
    # The chosen point is drawn last, above the others.
    page.locator(".st-key-funnel .scatterlayer .trace path.point").last.click(force=True)
    expect(page).not_to_have_url(re.compile("focus="))
    settled(page)


def test_the_method_note_has_the_formula(page: Page, server: str):
    opened(page, f"{server}/districts?{DISTRICT}")
    page.locator(".st-key-method button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Spiegelhalter 2005")
    expect(dialog.locator(".katex").first).to_be_visible()


def test_a_preset_and_a_weight_change_the_score_and_the_address(page: Page, server: str):
    opened(page, f"{server}/districts?area=210000&units=district&part=score")
    before = page.locator("h1").inner_text()
    page.locator(".st-key-preset").get_by_text("时效优先").click()
    expect(page).to_have_url(re.compile("preset=speed"))
    expect(page.locator("h1")).not_to_have_text(before)
    settled(page)
    page.locator(".st-key-move input").click()
    page.get_by_role("option", name=re.compile("办理时长中位数权重 −10")).click()
    expect(page).to_have_url(re.compile("move=median_hours"))
    settled(page)
    page.reload()
    settled(page)
    expect(page.locator(".st-key-move input")).to_have_value(re.compile("办理时长中位数权重 −10"))


def test_two_areas_are_chosen_compared_and_exchanged(page: Page, server: str):
    opened(page, f"{server}/districts?{DISTRICT}")
    page.locator(".st-key-part").get_by_text("两两对比").click()
    expect(page).to_have_url(re.compile("part=duel"))
    settled(page)
    page.locator(".st-key-side-b input").click()
    page.get_by_role("option", name="红旗街道").click()
    expect(page).to_have_url(re.compile("b=211302009"))
    expect(page.locator("h1")).to_contain_text("红旗街道")
    settled(page)
    page.locator(".st-key-exchange button").click()
    expect(page).to_have_url(re.compile("a=211302009"))
    expect(page.locator("h1")).to_have_text(re.compile("^红旗街道"))


def test_a_click_on_a_row_of_the_table_sets_the_focus(page: Page, server: str):
    opened(page, f"{server}/districts?{DISTRICT}&focus=211302008")
    table = page.locator(".st-key-standings-rows canvas").first
    expect(table).to_be_visible(timeout=SLOW)
    table.click(position={"x": 40, "y": 50}, force=True)  # the grid lays its scroller over the canvas
    expect(page).to_have_url(re.compile(r"focus=211302(?!008)\d{3}"))
