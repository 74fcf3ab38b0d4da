"""The investment page in a real browser: from a project that waits to its page and back, and the ledger as a file."""

from playwright.sync_api import Page, expect

SLOW = 60_000  # the page is long, and it moves while its pictures come
ADDRESS = "/investment?area=211300&window=this_year"


def test_a_project_that_waits_leads_to_its_page_and_the_way_back(page: Page, server: str):
    page.goto(server + ADDRESS)
    look = page.get_by_role("button", name="查看").first
    look.click(timeout=SLOW)
    expect(page.get_by_text("推进节点与间隔")).to_be_visible()
    assert "investment=ZS" in page.url
    page.reload()
    expect(page.get_by_text("推进节点与间隔")).to_be_visible()
    page.get_by_role("button", name="返回全部项目").click()
    expect(page.get_by_text("完成年度目标")).to_be_visible()
    assert "investment=ZS" not in page.url


def test_the_ledger_is_a_file_with_every_project(page: Page, server: str):
    page.goto(server + ADDRESS)
    button = page.get_by_role("button", name="下载 CSV").last
    with page.expect_download(timeout=SLOW) as waiting:
        button.click(timeout=SLOW)
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines[0].startswith("编号,项目,区域,阶段")
    expect(page.get_by_text(f"台账共 {len(lines) - 2} 个项目")).to_be_visible()
