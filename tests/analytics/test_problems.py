"""Whatever a reader may run into is told in the language of the page, down to its parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from analytics.asking.ask import NotAllowed, ask
from analytics.asking.filters import ScopeError, parse_filter
from analytics.asking.geography import UnknownArea, areas
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, UnknownName
from analytics.engines.duckdb import EngineError, engine
from analytics.query import RequestError
from analytics.words.language import _, speaking
from data.contracts.policy import PolicyError, policy
from data.contracts.problem import Message, Problem
from data.store import StoreError, Warehouse
from tests.support.warehouses import publish

ROOT = Path(__file__).parents[2]
NEWEST = datetime(2021, 4, 1)
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
# Names that are typed as they are, in any language: parts of a URL, commands, settings, file formats.
TYPED = {
    "from",
    "to",
    "true",
    "false",
    "none",
    "python",
    "data",
    "demo",
    "import",
    "FILE",
    "GRIDSCOPE_ENGINE",
    "GRIDSCOPE_POLICY",
    "duckdb",
}
TYPED |= {"UTF", "TOML"}


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
    publish(folder, tickets=[{"ticket_id": "1", "source": "t", "received_at": datetime(2021, 3, 2), "street": "211302001"}])
    return folder


def requested(measures: str, by: str = "", principal: Principal = LOCAL, area: str | None = None, **options: Any) -> Callable[[], object]:
    return lambda: ask([measures], by=[name for name in by.split(",") if name], scope=MARCH.within(area), principal=principal, **options)


PROBLEMS: dict[str, tuple[type[Problem], Callable[[], object], str]] = {
    "measure": (UnknownName, lambda: CATALOGUE.measure("recieved"), "没有指标“recieved”。您要找的是否为“received”？可用："),
    "dimension": (UnknownName, lambda: CATALOGUE.dimension("zzz"), "没有维度“zzz”。可用："),
    "area": (UnknownArea, lambda: areas().get("21130"), "没有区域“21130”。您要找的是否为“211302 (D)”？"),
    "filter": (ScopeError, lambda: parse_filter("channel"), "没有取值"),
    "number": (ScopeError, lambda: parse_filter("rating=x"), "rating 应为数字，不能是“x”。"),
    "flag": (ScopeError, lambda: parse_filter("enterprise=x"), "enterprise 只能是 true、false 或 none，不能是“x”。"),
    "window": (ScopeError, lambda: Scope(window="this_moth"), "window 的值“this_moth”无效。您要找的是否为“this_month”？可选：this_week、"),
    "day": (ScopeError, lambda: Scope.from_query({"from": "soon", "to": "soon"}), "from 的值“soon”不是日期。"),
    "backwards": (
        ScopeError,
        lambda: Scope.from_query({"from": "2021-03-02", "to": "2021-03-01"}),
        "截止日 2021-03-01 早于起始日 2021-03-02",
    ),
    "as-of": (
        ScopeError,
        lambda: Scope.from_query(MARCH.to_query() | {"as_of": "2021-02-01"}).period(NEWEST),
        "早于时间窗口起始日 2021-03-01",
    ),
    "calendar": (ScopeError, lambda: Scope.from_query({"from": "0001-01-01", "to": "0001-01-31"}).comparison(NEWEST), "超出历法范围"),
    "split": (RequestError, requested("grid_workers", "channel"), "grid_workers 不能按 channel 拆分。可按：province、city、"),
    "order": (RequestError, requested("received", "street", order="-closed"), "不能按“closed”排序；可用：street、received。"),
    "twice": (RequestError, requested("received", "street,street"), "维度重复：street、street。"),
    "others": (RequestError, requested("received", others=True), "“其他”一行须同时有维度和行数限制。"),
    "buckets": (
        RequestError,
        lambda: ask(["backlog"], by=["day"], scope=Scope.from_query({"from": "0001-01-01", "to": "9998-12-31"}), principal=LOCAL),
        "按 day 分为",
    ),
    "not allowed": (
        NotAllowed,
        requested("received", principal=Principal("甲", "leader", ("211302001",)), area="211302"),
        "甲 无权查看D。可选：S1。",
    ),
    "generation": (StoreError, lambda: Warehouse().rollback(7), "第 7 代数据不存在。现有：1。"),
    "before": (StoreError, lambda: Warehouse().rollback(), "第 1 代之前没有数据。现有：1。"),
}


def told(kind: type[Problem], act: Callable[[], object]) -> tuple[Problem, str]:
    with pytest.raises(kind) as refusal:
        act()
    with speaking("zh_CN"):
        return refusal.value, refusal.value.told(_)


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_told_in_chinese_with_no_english_but_names(name: str):
    kind, act, expected = PROBLEMS[name]
    problem, sentence = told(kind, act)
    assert expected in sentence
    assert not english(sentence, problem.message)


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_in_english_is_the_same_sentence_as_on_the_command_line(name: str):
    kind, act, _expected = PROBLEMS[name]
    with pytest.raises(kind) as refusal:
        act()
    with speaking("en"):
        assert refusal.value.told(_) == str(refusal.value)


def test_without_data_the_reader_is_told_in_chinese_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "nowhere"))
    problem, sentence = told(EngineError, lambda: engine().reading().__enter__())
    assert sentence.startswith("尚无数据。请运行 `python -m data demo`")
    assert not english(sentence, problem.message)
    assert told(StoreError, lambda: Warehouse().rollback(3))[1] == "第 3 代数据不存在。现有：无。"


def test_a_policy_that_cannot_be_used_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "none.toml"))
    problem, sentence = told(PolicyError, policy)
    assert "不存在" in sentence
    assert not english(sentence, problem.message)


def english(sentence: str, message: Message) -> set[str]:
    """Words of the sentence that are neither values of the message nor typed as they are."""
    for part in sorted(parts(message), key=len, reverse=True):
        sentence = sentence.replace(part, " ")
    return set(re.findall(r"[A-Za-z_]{2,}", sentence)) - TYPED


def parts(value: object) -> list[str]:
    if isinstance(value, Message):
        return [part for inner in value.values.values() for part in parts(inner)]
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def raised() -> list[tuple[str, ast.Call]]:
    """Every problem that the pages may show, as the source raises it."""
    kinds = {
        kind.__name__ for kind in (UnknownName, UnknownArea, ScopeError, RequestError, NotAllowed, EngineError, StoreError, PolicyError)
    }
    found = []
    for path in [*(ROOT / "analytics").rglob("*.py"), ROOT / "data" / "store.py", ROOT / "data" / "contracts" / "policy.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and ast.unparse(node.exc.func) in kinds:
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node.exc))
    return found


def test_every_problem_is_a_marked_message_with_the_values_of_its_placeholders():
    joined_notes = "' '.join((str(note) for note in answer.notes))"  # sentences of an answer, handed on as they are
    calls = [(place, call) for place, call in raised() if ast.unparse(call.args[0]) != joined_notes]
    assert len(calls) > 30
    for place, call in calls:
        marked = call.args[0]
        assert isinstance(marked, ast.Call) and ast.unparse(marked.func) == "N_", place
        text = ast.literal_eval(marked.args[0])
        given = {keyword.arg for keyword in call.keywords}
        needed = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
        assert given == needed or None in given, place  # None: values unpacked from a mapping
