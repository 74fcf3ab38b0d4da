"""Ledgers that nobody here wrote: percents in two writings, lengths of time in words, parts of a year, columns that hold no areas."""

from __future__ import annotations

from datetime import date

import pytest

from data.intake.report_text import text
from tests.data.intake.conftest import Bring, Query

PROGRESS = "项目名称,所属区县,所属街道,月份,形象进度\n"
ITEMS = "事项名称,区县,法定办结时限,承诺办结时限\n"
PROJECTS = "项目名称,区县,签约时间,落地时间\n"


def progress(bring: Bring, query: Query, *cells: str, head: str = "形象进度") -> list[float | None]:
    lines = [f"小区{place},双塔区,龙凤街道,2021-06,{cell}" for place, cell in enumerate(cells)]
    known = "".join(f"小区{place},双塔区,龙凤街道,10\n" for place in range(len(cells)))
    bring("项目名称,所属区县,所属街道,改造户数\n" + known, name="list.csv", preset="renovation_ledger")
    bring(PROGRESS.replace("形象进度", head) + "\n".join(lines) + "\n", preset="renovation_progress_report")
    names = "renovation_projects JOIN renovation_progress USING (project_id)"
    return query(f"SELECT actual_percent FROM {names} ORDER BY renovation_projects.name")


@pytest.mark.parametrize(
    ("cells", "head", "meant"),
    [
        (["57%", "0.57", "57％"], "形象进度", [57, 57, 57]),  # a sign is sure, and the plain ones are shares
        (["57%", "57", "60"], "形象进度", [57, 57, 60]),
        (["57%", "0.57", "57"], "形象进度", [57, None, 57]),  # either half a percent or more than half of all
        (["1", "0.5", "57"], "形象进度", [None, None, 57]),
        (["0.5", "57", "100"], "形象进度（%）", [0.5, 57, 100]),  # the header says percent
    ],
)
def test_percents_and_shares_in_one_column(bring: Bring, query: Query, cells: list[str], head: str, meant: list[float | None]):
    assert progress(bring, query, *cells, head=head) == meant


def test_what_may_be_a_share_or_a_percent_is_left_empty_and_told(bring: Bring):
    lines = "".join(f"小区{place},双塔区,龙凤街道,2021-06,{cell}\n" for place, cell in enumerate(("57%", "0.57", "57")))
    report = bring(PROGRESS + lines, preset="renovation_progress_report")
    assert "形象进度 mixes percents such as 57 with shares such as 0.57" in text(report)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("24小时", 1),
        ("48 小时", 2),
        ("半天", 0.5),
        ("2个工作日", 2),
        ("十五个工作日内", 15),
        ("二十天", 20),
        ("1周", 5),
        ("当场办结", 0),
        ("即来即办", 0),
        ("5", 5),
        ("7.5", 7.5),
        ("尽快", None),
        ("3-5天", None),
    ],
)
def test_lengths_of_time_of_service_items(bring: Bring, query: Query, written: str, days: float | None):
    report = bring(ITEMS + f"营业执照,双塔区,20个工作日,{written}\n", preset="service_items")
    assert query("SELECT promised_days FROM service_items") == [days]
    assert bool(report.tables[0].dropped) is (days is None)


def test_a_column_of_hours_is_told_in_days(bring: Bring, query: Query):
    bring(ITEMS.replace("承诺办结时限", "承诺办结时限（小时）") + "营业执照,双塔区,20,36\n", preset="service_items")
    assert query("SELECT statutory_days, promised_days FROM service_items") == [(20, 1.5)]


def test_a_quarter_is_a_date_and_costs_no_line(bring: Bring, query: Query):
    report = bring(
        PROJECTS + "甲项目,双塔区,2021年一季度,2021年上半年\n乙项目,双塔区,2021Q2,\n丙项目,双塔区,2021年3月中旬,待定\n",
        preset="investment_ledger",
    )
    assert report.tables[0].accepted == 3
    assert query("SELECT signed_at FROM investment_projects ORDER BY signed_at") == [date(2021, 1, 1), date(2021, 3, 11), date(2021, 4, 1)]


def test_a_ledger_whose_area_column_holds_sentences_needs_a_yes(bring: Bring):
    lines = "".join(f"项目{n},文化路{n}号,东临中山街，西至解放路{n}号楼。,2021-03-0{n}\n" for n in range(1, 9))
    report = bring("项目名称,区县,街道,签约时间\n" + lines, preset="investment_ledger")
    assert any("Are the columns shifted?" in str(loss) for loss in report.tables[0].losses)
