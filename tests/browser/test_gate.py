"""Signing in as people do, what a page may load on every page, and what somebody sees whose session is ended."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.components.navigation import PAGES
from tests.support.gate_server import PASSWORD, Served, gate_server

PEOPLE = (("li", "manager", "*"), ("wang", "viewer", "211302001"), ("shen", "auditor", "*"))


@pytest.fixture(scope="module")
def gated(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("gated")
    warehouse = folder / "warehouse"
    warehouse.mkdir()
    for file in demo_warehouse.iterdir():
        if file.is_file():
            (warehouse / file.name).symlink_to(file)
    (folder / "secrets.toml").write_text('[gridscope]\nsign_in = "accounts"\norganisation = "双塔区网格服务中心"\n', "utf-8")
    with gate_server(warehouse, folder / "secrets.toml") as server:
        for name, role, areas in PEOPLE:
            server.command("pages.gate", "user", "add", name, "--role", role, "--areas", areas, text=f"{PASSWORD}\n")
        yield server


@contextmanager
def window(browser: Browser, server: Served, name: str, path: str = "/") -> Iterator[tuple[Page, list[str]]]:
    """Somebody signed in, and what the browser refused to load meanwhile."""
    context = browser.new_context(viewport={"width": 1440, "height": 1010}, accept_downloads=True)
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('refused: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))"
    )
    page, refused = context.new_page(), list[str]()
    page.set_default_timeout(30_000)
    page.on("console", lambda message: refused.append(message.text) if re.search("refused:|Content Security", message.text) else None)
    page.goto(f"{server.address}{path}")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    yield page, refused
    context.close()


def test_one_signs_in_comes_to_the_page_asked_for_and_leaves(browser: Browser, gated: Served):
    with window(browser, gated, "li", "/cases?area=211302") as (page, _refused):
        expect(page.get_by_role("heading", level=1)).to_contain_text("件", timeout=60_000)
        assert page.url.endswith("/cases?area=211302")
        page.get_by_role("button", name="li").click()
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_label("密码")).to_be_visible()
        page.goto(f"{gated.address}/cases")
        expect(page.get_by_label("密码")).to_be_visible()


def test_every_page_runs_under_the_content_security_policy(browser: Browser, gated: Served):
    with window(browser, gated, "li") as (page, refused):
        for entry in PAGES:
            page.goto(f"{gated.address}/{entry.address}")
            ready = page.locator(".st-key-wall, [data-testid=stMain] h1, [data-testid=stHtml]").first
            expect(ready).to_be_visible(timeout=60_000)
            expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
        # A control that loads a part of the frontend of its own, an upload, and a download.
        page.goto(f"{gated.address}/imports")
        field = page.locator("input[type=file]")
        field.set_input_files({"name": "一.csv", "mimeType": "text/csv", "buffer": "工单编号,受理时间\nA1,2021-08-01 08:00\n".encode()})
        expect(page.get_by_text("一.csv").first).to_be_visible(timeout=60_000)
        page.goto(f"{gated.address}/explore")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV", exact=True).click()
        assert "gridscope-explore" in download.value.suggested_filename
        assert refused == []
    assert "explore.csv" in gated.command("data", "audit")


def test_whose_session_is_ended_reads_why(browser: Browser, gated: Served):
    with window(browser, gated, "wang", "/overview") as (page, _refused):
        expect(page.get_by_role("heading", level=1)).to_contain_text("双塔街道", timeout=60_000)
        gated.command("pages.gate", "session", "end", "wang")
        expect(page.get_by_role("dialog")).to_contain_text("请刷新页面重新登录", timeout=15_000)


def test_a_page_that_one_may_not_open_is_not_there(browser: Browser, gated: Served):
    with window(browser, gated, "shen") as (page, _refused):
        expect(page.get_by_role("heading", level=1)).to_contain_text("没有缺失", timeout=60_000)
        for address in ("overview", "cases", "imports", "wall"):
            page.goto(f"{gated.address}/{address}")
            expect(page.get_by_role("heading", level=1)).to_contain_text("没有缺失", timeout=60_000)


def test_the_link_of_a_wall_shows_its_area_under_its_title_and_nothing_else(browser: Browser, gated: Served):
    told = gated.command("pages.gate", "wall", "add", "指挥大厅", "--area", "211302001", "--until", "2099-01-01").strip()
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{gated.address}{told}")
    expect(page.get_by_text("指挥大厅").first).to_be_visible(timeout=60_000)
    page.goto(f"{gated.address}/wall?area=211302&title=别的")
    expect(page.get_by_text("指挥大厅").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("别的")).to_have_count(0)
    page.goto(f"{gated.address}/overview")
    expect(page.get_by_text("指挥大厅").first).to_be_visible(timeout=60_000)
    context.close()
