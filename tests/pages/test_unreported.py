"""An export of numbers, receipts and closes alone: no page shows a nought or a verdict for what nobody reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from data.intake.importer import import_files
from data.store import Warehouse
from tests.pages.conftest import APP

BARE = Path(__file__).parents[1] / "data" / "intake" / "files" / "bare.csv"
JANUARY = {"from": "2021-01-01", "to": "2021-01-31"}
PAGES = (
    "leadership/overview",
    "analysis/tickets",
    "leadership/districts",
    "leadership/briefing",
    "manage/quality",
    "display/wall",
    "analysis/explore",
    "analysis/cases",
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("bare") / "warehouse"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        import_files([BARE], warehouse=Warehouse())
        yield folder


def visit(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES)
def test_the_page_stands(bare: Path, page: str):
    assert not visit(page, **JANUARY).error


def test_rates_that_nobody_reports_have_no_value(bare: Path):
    names = [
        "response_rate",
        "dispatched_promptly_rate",
        "reopened_rate",
        "solved_locally_rate",
        "enterprise_share",
        "joint_share",
        "supervised",
    ]
    answer = ask(names, scope=Scope.from_query(JANUARY), principal=LOCAL)
    assert answer.frame[names].isna().all(axis=None)
    assert set(answer.coverage) == set(names) and all(one.is_nothing for one in answer.coverage.values())
    known = ask(["received", "resolution_rate", "backlog"], scope=Scope.from_query(JANUARY), principal=LOCAL)
    assert known.frame.iloc[0].tolist() == [30, 30, 1.0, 0] and not known.coverage


def test_cards_say_what_is_missing_and_judge_nothing(bare: Path):
    for page, name in (("leadership/overview", "满意率"), ("analysis/tickets", "按时响应率"), ("analysis/tickets", "返工率")):
        app = visit(page, **JANUARY)
        shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
        assert shown[name] == "–"
        told = "\n".join(text.value for text in app.markdown)
        assert "0.0%" not in shown.values() and "数据中没有满意度评价" in told and "未达目标" not in told


def test_the_quality_page_lists_it_first(bare: Path):
    app = visit("manage/quality")
    first = app.dataframe[0].value
    assert list(first.columns) == ["来源", "未报送字段", "月份"]
    assert "首次答复时间" in first["未报送字段"].iloc[0] and first["月份"].tolist() == ["全部"]


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Twenty cases of which fifteen are closed, none with a time."""
    folder = tmp_path_factory.mktemp("undated")
    states = ["已办结"] * 15 + ["办理中"] * 5
    rows = [f"U{day:02},2021-01-{day:02} 09:00,供热,{state}" for day, state in enumerate(states, 1)]
    file = folder / "state.csv"
    file.write_text("\n".join(["工单编号,受理时间,诉求类别,工单状态", *rows]) + "\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder / "warehouse"))
        import_files([file], warehouse=Warehouse())
        yield folder


def test_closes_without_a_time_are_no_verdict_on_how_long_residents_wait(undated: Path):
    app = visit("analysis/tickets", **JANUARY)
    assert app.title[0].value == "数据中没有办结时间"
    text = "".join(str(each.value) for each in app.markdown)
    assert "导入的文件填报办结时间后" in text
    assert "3 天内办结" not in text


@pytest.mark.parametrize("page", ["leadership/overview", "leadership/districts", "analysis/workload"])
def test_tickets_without_areas_are_not_called_no_tickets(bare: Path, page: str):
    app = visit(page, **JANUARY)
    assert [each.value for each in app.info] == ["本范围的诉求未注明下级区划，无法比较，也无法绘制地图。"]
    assert "没有受理诉求" not in app.title[0].value


def test_no_load_is_told_where_no_unit_is_known(bare: Path):
    assert not visit("analysis/workload", **JANUARY).metric
