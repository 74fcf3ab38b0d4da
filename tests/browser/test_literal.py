"""Hostile names and addresses in a real browser: shown as they are written, no foreign link, no picture, no formula, no request."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, _wait, serving
from tests.support.hostile import HOST, MARKDOWN
from tests.support.hostile_warehouse import DISTRICT, FILES, SIGNS, publish_hostile

YEAR = {"area": DISTRICT, "window": "last_12_months"}
# What of Markdown and tags may not come from a text: pictures and links to elsewhere, formulas, and markup around foreign words.
FOREIGN = """() => [
  ...[...document.querySelectorAll('a[href], svg a')].filter((a) => new URL(a.href?.baseVal ?? a.href, location).host !== location.host),
  ...[...document.querySelectorAll('img')].filter((img) => !img.src.startsWith(location.origin) && !img.src.startsWith('data:')),
  ...document.querySelectorAll('.katex:not(.katex-display .katex), em, del'),
  ...[...document.querySelectorAll('strong, b, [style*=font-weight], .stMarkdownColoredText, [role=img]')].filter((e) => /^(粗|红|smile|home)$/.test(e.textContent)),
].map((e) => e.outerHTML.slice(0, 200))"""
SAID = """() => [document.body.innerText, ...[...document.querySelectorAll('svg text')].map((t) => t.textContent),
  ...[...document.querySelectorAll('input')].map((i) => i.value)].join('\\n')"""
DRAWN = """() => !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
  && !document.querySelector('[data-testid=stStatusWidget]')"""

PLACES: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    *((page, {}, ()) for page in ("renovation", "investment", "services", "quality")),
    ("overview", YEAR, (SIGNS[1], SIGNS[3])),
    ("districts", YEAR | {"focus": f"{DISTRICT}001"}, (SIGNS[3],)),
    ("renovation", {"project": "R0<b>"}, ()),
    ("investment", {"investment": "I0", "area": DISTRICT}, ()),
    ("briefing", {"area": DISTRICT, "month": "2021-07"}, (SIGNS[1],)),
    ("tickets", YEAR, ()),
    ("workload", YEAR, ()),
    ("workload", YEAR | {"section": "moves"}, ()),
    ("explore", YEAR | {"by": "category", "across": "channel", "view": "heat"}, ()),
    ("explore", YEAR | {"by": "department", "view": "bar"}, ()),
    ("explore", {"area": f"![q]({HOST}/f.png)"}, (f"![q]({HOST}/f.png)",)),
    ("explore", {"window": f"[点这里]({HOST})"}, (f"[点这里]({HOST})",)),
    ("explore", {"from": ":red[红] $x$ **粗**"}, (":red[红] $x$ **粗**",)),
    ("explore", {"show": f"<img src={HOST}/y.png> www.evil.example"}, (f"<img src={HOST}/y.png> www.evil.example",)),
    ("cases", {"case": f"源{SIGNS[4]}:T9-1"}, ("T9-1", SIGNS[1])),
    ("cases", {"case": f"x:![z]({HOST}/c.png)"}, (f"![z]({HOST}/c.png)",)),
    ("cases", {"q": f"[x]({HOST})", "category": SIGNS[4]}, ()),
    ("definitions", {"q": f"[x]({HOST})"}, (f"[x]({HOST})",)),
    ("imports", {"file": FILES[0]}, (FILES[0],)),
    ("wall", {"area": DISTRICT, "title": SIGNS[2]}, (SIGNS[2],)),
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    publish_hostile(folder)
    with serving(folder) as (address, _process):
        yield address


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One window for all pages, and what it asked of anybody but this machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 1010})
    page = context.new_page()
    page.set_default_timeout(20_000)
    outside: list[str] = []

    def stop(route: Any) -> None:
        outside.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(("http://127.0.0.1", "data:", "blob:")), stop)
    page.on("popup", lambda opened: outside.append(opened.url))
    yield page, outside
    context.close()


@pytest.mark.parametrize(("place", "query", "texts"), PLACES, ids=[f"{place}-{'&'.join(query)}" for place, query, _texts in PLACES])
def test_hostile_names_and_addresses_are_text(
    hostile: str, watched: tuple[Page, list[str]], place: str, query: dict[str, str], texts: tuple[str, ...]
):
    page, outside = watched
    page.goto(f"{hostile}/{place}?{urlencode(query)}")
    expect(page.locator(".wall-title" if place == "wall" else "h1").first).to_be_visible()
    page.wait_for_function(DRAWN)
    for text in texts:
        page.wait_for_function(f"(text) => ({SAID})().includes(text)", arg=text)
    assert page.evaluate(FOREIGN) == []
    said = page.evaluate(SAID)
    assert "\\[" not in said and "\\*" not in said and "&amp;" not in said and ":small[" not in said
    assert outside == []


def test_a_name_is_literal_where_it_opens(hostile: str, watched: tuple[Page, list[str]]):
    """Popovers, their options, tooltips and the dialog of a card."""
    page, outside = watched
    page.goto(f"{hostile}/overview?{urlencode(YEAR)}")
    page.locator(".st-key-area button").first.click()
    expect(page.get_by_role("button", name=SIGNS[1]).first).to_be_visible()
    page.get_by_role("combobox", name="下一级").click()
    expect(page.get_by_role("option").filter(has_text=SIGNS[3]).first).to_be_visible()
    assert page.evaluate(FOREIGN) == []
    page.goto(f"{hostile}/explore?{urlencode(YEAR)}")
    page.locator(".st-key-saved button, .st-key-views button").first.click()
    kept = page.get_by_text(f"视图{SIGNS[0]}").first
    expect(kept).to_be_visible()
    kept.hover()
    assert page.evaluate(FOREIGN) == [] and outside == []


# How often the gallery says a text in each of its ways.
WAYS = {"markdown": 1, "title": 1, "warning": 1, "button": 1, "page_link": 1, "between": 3, "within": 1, "metric": 4}
MADE = "a, img, .katex, em, del, code, h2, h3, li, blockquote, hr, table, pre, input, sup, [role=img], .stMarkdownColoredText"
DRAWN_AS = """(made) => Object.fromEntries([...document.querySelectorAll('[class*=st-key-]')].map((e) => [
  [...e.classList].find((c) => c.startsWith('st-key-')).slice(7),
  [e.textContent, [...e.querySelectorAll('[data-testid=stMarkdownContainer]')].flatMap((m) => [...m.querySelectorAll(made)]).map((m) => m.outerHTML.slice(0, 120))],
]))"""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """Address of a page that draws every hostile text in every way."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = ROOT / "tests" / "support" / "literal_app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"})
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_streamlit_draws_a_literal_text_as_it_is_written(gallery: str, watched: tuple[Page, list[str]]):
    page, outside = watched
    page.goto(gallery)
    expect(page.locator(".st-key-done")).to_have_text("完", timeout=60_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton]') && document.querySelector('.st-key-tabs')?.textContent"
    )
    found = page.evaluate(DRAWN_AS, MADE)
    wrong = []
    for way, times in WAYS.items():
        for number, text in enumerate(MARKDOWN):
            said, made = found[f"{way}-{number}"]
            if " ".join(said.split()).count(" ".join(text.split())) < times or (made and way != "between"):
                wrong.append((way, text, said, made))
    for way in ("radio", "pills", "segments", "tabs"):
        said, made = found[way]
        wrong += [(way, text, "", made) for text in MARKDOWN if " ".join(text.split()) not in " ".join(said.split()) or made]
    assert not wrong
    assert outside == []
