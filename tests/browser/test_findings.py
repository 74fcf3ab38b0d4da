"""Every kind of finding leads from the overview to the page, and the state of it, that show what it said; in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_overview import opened

SCOPES = (
    "area=211302&from=2021-07-13&to=2021-08-10",
    "area=211303&from=2022-03-01&to=2022-03-31",
    "area=211300",
    "area=211302&from=2021-10-01&to=2021-10-31",
)


@dataclass(frozen=True)
class Said:
    """A finding as the card of the overview says it."""

    title: str
    evidence: str

    def number(self, before: str, after: str) -> str:
        """The number that stands between these words."""
        found = re.search(f"{before} ?([\\d.,]+%?) ?{after}", f"{self.title}；{self.evidence}")
        assert found, (before, after, self)
        return found[1]


def shows_overdue(page: Page, said: Said) -> None:
    """The cases of the part that is named last."""
    named = said.title.rpartition("，")[2]
    expect(page.locator(".st-key-area button").first).to_contain_text(named.split()[0].removeprefix("其中"))
    expect(page.locator("h1")).to_have_text(f"超期案件 {named.split()[1]} 件")


def shows_signal(page: Page, said: Said) -> None:
    """The control chart, in view, of the rate that is named; the rate itself stands among the numbers above."""
    rate = re.split("（|明显", said.title)[0]
    expect(page.get_by_role("radio", name="是否受控")).to_be_checked()
    expect(page.locator(".st-key-charted").get_by_role("radio", name=rate)).to_be_checked()
    expect(page.locator(".st-key-stability .main-svg").first).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_test_id("stMetric").filter(has_text=rate).first).to_contain_text(said.number("件中", "；"))


def shows_surge(page: Page, said: Said) -> None:
    place, _colon, matter = said.title.partition("激增")[0].partition("：")
    expect(page.locator(".st-key-area button").first).to_contain_text(f"› {place}")
    expect(page.locator(".st-key-filters button").first).to_contain_text(matter)
    expect(page.get_by_test_id("stMetricValue").first).to_contain_text(re.compile(rf"^{said.number('激增至', '件')}(?!\d)"))


def shows_trend(page: Page, said: Said) -> None:
    expect(main(page)).to_contain_text(f"期末在办 {said.number('增至', '件')} 件")


def shows_limit(page: Page, said: Said) -> None:
    name = re.split("按期|办结率", said.title)[0]
    expect(page.locator(".st-key-open-focus button").first).to_contain_text(name)
    told = re.escape(said.number("件中", "；"))
    expect(main(page)).to_contain_text(re.compile(f"{name}(街道|镇|乡)?是其中之一：原始 {told}"))


def shows_pace(page: Page, said: Said) -> None:
    expect(main(page)).to_contain_text(f"落后 {said.number('落后序时', '个百分点')} 个百分点")
    expect(main(page)).to_contain_text(said.title.partition("落后")[0])


def shows_silence(page: Page, said: Said) -> None:
    expect(main(page)).to_contain_text(said.title.partition("上报")[0])
    expect(main(page)).to_contain_text(f"实际 {said.number('天仅', '件')} 件，应有约 {said.number('应约', '件')} 件")


SHOWS: dict[str, Callable[[Page, Said], None]] = {
    "超期": shows_overdue,
    "下滑": shows_signal,
    "激增": shows_surge,
    "积压": shows_trend,
    "异常": shows_limit,
    "进度": shows_pace,
    "核实": shows_silence,
}


def test_every_kind_of_finding_leads_to_what_it_said(page: Page, server: str):
    followed: set[str] = set()
    for scope in SCOPES:
        opened(page, f"{server}/overview?{scope}")
        expect(page.locator(".st-key-table-paces")).to_be_visible()  # what follows the findings
        overview = page.url
        kinds = [row.locator(".stMarkdownBadge").inner_text().split()[-1] for row in rows(page).all()]
        fresh = {kind: kinds.index(kind) for kind in kinds if kind not in followed}
        for kind, place in fresh.items():
            if place != next(iter(fresh.values())):
                page.go_back()
                expect(page).to_have_url(overview)
                expect(rows(page)).to_have_count(len(kinds))
            row = rows(page).nth(place)
            said = Said(row.locator("strong").inner_text(), row.locator("strong ~ span").inner_text())
            row.locator("a, button").click()
            expect(page).not_to_have_url(overview)  # before that, what it said is still the overview's own
            SHOWS[kind](page, said)
        followed |= set(fresh)
    assert followed == set(SHOWS)


def rows(page: Page) -> Locator:
    return page.locator(".st-key-findings [data-testid=stHorizontalBlock]")


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")
