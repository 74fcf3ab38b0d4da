"""An export of numbers, receipts and closes alone: no page shows a nought or a verdict for what nobody reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.ask import ask
from analytics.principal import LOCAL
from analytics.scope import Scope
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
