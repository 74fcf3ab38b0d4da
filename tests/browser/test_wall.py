"""The wall in a real browser: it must look right on every screen, and live for months without a person."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.store import POINTER
from tests.support.wall_data import DISTRICT, publish_district
from tests.support.wall_server import Line, WallServer

EVENING = datetime(2022, 4, 30, 23, 40)
QUICK = "beat_seconds=0.5&refresh_seconds=1&link_amber_seconds=2.5&link_red_seconds=5&tour_seconds=1&turn_seconds=2"
STATE = "html[data-link='{}']"
SEEN = """() => {
  const scene = document.querySelector(`.st-key-wall-scene${document.documentElement.dataset.scene}`);
  return [...scene.querySelectorAll('.stPlotlyChart')].map((chart) => !!chart.querySelector('.main-svg'));
}"""
# Watches the scene that is shown, frame by frame: charts without a drawing, and boxes that change their size or place.
WATCH = """() => {
  const seen = window.seen = {frames: 0, empty: 0, moved: [], boxes: new Map()};
  const look = () => {
    const number = document.documentElement.dataset.scene;
    for (const chart of document.querySelectorAll(`.st-key-wall-scene${number} .stPlotlyChart`)) if (!chart.querySelector('.main-svg')) seen.empty++;
    for (const box of document.querySelectorAll(`[class*="st-key-s${number}-"]`)) {
      const key = box.className.match(/st-key-s\\d-([\\w-]+)/)[1], {x, y, width, height} = box.getBoundingClientRect();
      if (!width) continue; // on its way out, and not to be seen
      const now = [x, y, width, height].map(Math.round).join();
      if (seen.boxes.has(key) && seen.boxes.get(key) !== now) seen.moved.push(`${key} ${seen.boxes.get(key)} -> ${now}`);
      seen.boxes.set(key, now);
    }
    seen.frames++;
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wall")


@pytest.fixture(scope="module")
def host(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WallServer]:
    running = WallServer(warehouse, tmp_path_factory.mktemp("clock"))
    running.set_clock(EVENING)
    running.launch()
    publish_district(warehouse, EVENING)
    running.wait()
    yield running
    running.kill()


@contextmanager
def screen(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(40_000)
    yield page
    context.close()


@pytest.fixture(scope="module")
def glass(browser: Browser, host: WallServer) -> Iterator[Page]:
    """One wall that lives through what follows, and that nobody touches."""
    with screen(browser) as page:
        yield opened(page, host.port)


@pytest.fixture(scope="module")
def line(host: WallServer) -> Iterator[Line]:
    cable = Line(host.port)
    yield cable
    cable.close()


@pytest.fixture(scope="module")
def second(browser: Browser, line: Line) -> Iterator[Page]:
    """A screen at the end of a line that can be cut."""
    with screen(browser) as page:
        yield opened(page, line.port)


def opened(page: Page, port: int) -> Page:
    """The wall with its first picture; a reload from here on would be noticed."""
    page.goto(f"http://127.0.0.1:{port}/wall?area={DISTRICT}&window=this_month&{QUICK}")
    page.wait_for_selector("html[data-scene]", state="attached")
    page.evaluate("window.sameWindow = true")
    return page


@contextmanager
def another_picture(page: Page) -> Iterator[None]:
    """What is done inside brings the other scene onto the glass."""
    before = page.evaluate("document.documentElement.dataset.scene")
    yield
    expect(page.locator("html")).not_to_have_attribute("data-scene", before)


@contextmanager
def another_generation(page: Page, folder: Path) -> Iterator[None]:
    """What is published inside is taken back in the end, and the wall shows the first picture again."""
    pointer = folder / POINTER
    first = pointer.read_text("ascii")
    yield
    with another_picture(page):
        pointer.write_text(first, "ascii")


def same_window(page: Page) -> bool:
    return bool(page.evaluate("window.sameWindow === true"))


def state(page: Page, name: str) -> None:
    page.wait_for_selector(STATE.format(name), state="attached")


def shown(page: Page, selector: str) -> str:
    """Text in the scene that is seen."""
    return page.locator(f".st-key-wall-scene{page.evaluate('document.documentElement.dataset.scene')} {selector}").first.inner_text()


def rate(page: Page) -> str:
    return shown(page, ".wall-tile:nth-child(2) .wall-value")


def test_a_new_generation_comes_onto_the_glass_whole_without_a_blank_and_without_a_jump(glass: Page, host: WallServer, warehouse: Path):
    assert rate(glass).startswith("48.3")
    glass.evaluate(WATCH)
    with another_generation(glass, warehouse):
        with another_picture(glass):
            publish_district(warehouse, EVENING, resolved=80)
        assert rate(glass).startswith("77.2")
    assert rate(glass).startswith("48.3")
    turned = glass.evaluate("document.documentElement.dataset.turn")
    expect(glass.locator("html")).not_to_have_attribute("data-turn", turned)
    glass.wait_for_timeout(900)  # until the next panel has faded in
    seen = glass.evaluate("({...seen, boxes: seen.boxes.size})")
    assert seen["frames"] > 50 and seen["boxes"] > 6
    assert (seen["empty"], seen["moved"]) == (0, [])
    assert same_window(glass)


def test_a_killed_server_is_told_amber_then_red_and_the_restarted_one_is_found_again(glass: Page, host: WallServer):
    picture = shown(glass, ".wall-tiles")
    host.kill()
    state(glass, "slow")
    expect(glass.locator("#say")).to_contain_text(re.compile(r"连接中断 \d+ 秒"))
    state(glass, "lost")
    expect(glass.locator("#second")).to_contain_text("正在重连")
    turned = glass.evaluate("document.documentElement.dataset.turn")
    expect(glass.locator("html")).not_to_have_attribute("data-turn", turned)  # the panels go on turning
    assert shown(glass, ".wall-tiles") == picture and all(glass.evaluate(SEEN))
    assert not glass.get_by_test_id("stDialog").is_visible()
    host.start()
    state(glass, "fresh")
    assert shown(glass, ".wall-tiles") == picture
    assert same_window(glass)


def test_midnight_and_the_end_of_the_month_need_nobody(glass: Page, host: WallServer, warehouse: Path):
    host.set_clock(datetime(2022, 4, 30, 23, 59, 57))
    expect(glass.locator("#date")).to_have_text("4月30日 星期六")
    assert "2022-04-01 至 04-30" in shown(glass, ".wall-line")
    expect(glass.locator("#date")).to_have_text("5月1日 星期日")
    expect(glass.locator("#say")).to_have_text("数据截至 4月30日 23:40")
    with another_generation(glass, warehouse):
        with another_picture(glass):
            publish_district(warehouse, datetime(2022, 5, 1, 0, 0))
        assert "本月 2022-05-01 ·" in shown(glass, ".wall-line")
        expect(glass.locator("#say")).to_have_text("数据截至 00:00")
        assert same_window(glass)
        host.set_clock(EVENING)


def test_the_age_of_the_data_is_told_in_words_amber_then_red(glass: Page, host: WallServer):
    host.set_clock(datetime(2022, 5, 1, 0, 0))
    expect(glass.locator("#second")).to_have_text("20 分钟前")
    host.set_clock(datetime(2022, 5, 2, 3, 0))
    state(glass, "stale")
    expect(glass.locator("#say")).to_have_text("数据已 27 小时未更新")
    expect(glass.locator("#second")).to_have_text("截至 4月30日 23:40，请检查导入")
    host.set_clock(datetime(2022, 5, 4, 3, 0))
    state(glass, "outdated")
    expect(glass.locator("#say")).to_have_text("数据已 3 天未更新")
    host.set_clock(EVENING)
    state(glass, "fresh")


def test_a_warehouse_that_cannot_be_read_keeps_the_last_picture_and_says_so(glass: Page, host: WallServer, warehouse: Path):
    picture = shown(glass, ".wall-tiles")
    pointer = warehouse / POINTER
    text = pointer.read_text()
    pointer.write_text("nothing")
    state(glass, "failed")
    expect(glass.locator("#say")).to_have_text("数据更新失败")
    assert shown(glass, ".wall-tiles") == picture
    pointer.write_text(text)
    state(glass, "fresh")
    assert same_window(glass)


def test_the_map_traces_the_area_whose_facts_it_tells(glass: Page, host: WallServer):
    # Names in the order of the map's locations; the shape that is traced must be that of the name below.
    trace = """() => {
      const scene = document.querySelector(`.st-key-wall-scene${document.documentElement.dataset.scene}`);
      const lines = [...scene.querySelectorAll('.wall-stop')], here = lines.findIndex((line) => line.classList.contains('wall-here'));
      const shapes = [...scene.querySelectorAll('.choroplethlayer path')].map((shape) => shape.getAttribute('d'));
      return [here, shapes.indexOf(scene.querySelector('.wall-outline').getAttribute('d')), lines[here].innerText,
        [...scene.querySelectorAll('.wall-visited')].map((name) => name.textContent)];
    }"""
    glass.wait_for_selector(".wall-outline", state="attached")
    visited: set[int] = set()
    deadline = time.monotonic() + 20
    while visited != {0, 1, 2} and time.monotonic() < deadline:
        here, traced, words, bold = glass.evaluate(trace)
        assert here == traced and "受理" in words
        assert bold and all(words.startswith(name) for name in bold)
        visited.add(here)
        glass.wait_for_timeout(300)
    assert visited == {0, 1, 2}


def test_a_cut_line_and_a_browser_without_network_are_told_and_mended_without_a_person(second: Page, line: Line):
    line.cut()
    second.context.set_offline(True)
    state(second, "slow")
    state(second, "lost")
    assert all(second.evaluate(SEEN))
    second.context.set_offline(False)
    line.mend()
    state(second, "fresh")
    assert same_window(second)


def test_a_page_that_hears_nothing_from_a_healthy_server_loads_itself_anew(second: Page, line: Line):
    line.cut()
    second.evaluate("gridscopeWall.told.reload_after = 3")  # nothing is told any more that could change it
    line.mend(old_connections=False)
    second.wait_for_function("() => window.sameWindow === undefined")
    state(second, "fresh")
    second.wait_for_selector("html[data-scene]", state="attached")
