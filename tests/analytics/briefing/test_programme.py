"""The monthly report of a programme says what its page says, up to the end of the month, in every format."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from analytics.asking.flows import flow
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import BriefingError, made
from analytics.briefing.__main__ import main
from analytics.briefing.programme import programme_briefing
from analytics.stories.programmes import find
from data.contracts.programmes import ProgrammeError


@pytest.fixture(autouse=True)
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


def test_it_counts_from_the_first_day_to_the_end_of_the_month():
    told = programme_briefing(Scope(), LOCAL, "three_ledgers", "2021-08")
    programme = find("three_ledgers")
    scope = Scope(window="custom", first=programme.since, last=date(2021, 8, 31), compare="none", area=programme.area)
    counted = flow(programme, scope, LOCAL)
    assert f"进入{counted.entered}件" in told.text and f"{counted.done}件" in told.text
    assert told.title == "光明街道三单三台账专报" and told.issue == "2021年第8期"
    assert "2021年8月进入" in told.text and "演示数据" in told.notice


def test_a_docx_and_a_workbook_hold_the_same_numbers():
    told = programme_briefing(Scope(), LOCAL, "express", "2021-12")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made(told, "docx"))).paragraphs)
    assert told.sections[0].blocks[0].text in text
    book = openpyxl.load_workbook(io.BytesIO(made(told, "xlsx")))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    steps = next(table for table in told.annex if table.name == "programme-steps")
    assert {row[1].value for row in steps.rows} <= set(cells)


def test_the_command_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--programme", "wishes", "--month", "2021-09", "--format", "xlsx", "--out", str(tmp_path)]) == 0
    assert Path(capsys.readouterr().out.strip()).name == "专报_百姓点单_2021-09.xlsx"


def test_what_does_not_exist_is_one_sentence(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(ProgrammeError, match="Known: three_ledgers"):
        programme_briefing(Scope(), LOCAL, "nope", "2021-08")
    with pytest.raises(BriefingError):
        programme_briefing(Scope(), LOCAL, "wishes", "August")
    assert main(["--programme", "nope", "--month", "2021-08"]) == 2
    assert "There is no programme 'nope'" in capsys.readouterr().err
