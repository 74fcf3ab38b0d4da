"""A generation that grew import by import holds the same rows as one that was built whole each time, whatever came in which order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data import boundaries, growing
from data.contracts.policy import DEFAULT
from data.growing import CheckError
from data.intake.importer import import_files
from data.intake.placing.aliases import JOURNAL
from data.rebuild import check, rebuild
from data.store import Warehouse

START = datetime(2021, 3, 1, 8)
AREAS = "area_code,level,name,parent_code\n990101,district,示例区,\n990102,district,样板区,\n990101001,street,人民街道,990101\n"
LATE = {
    "a street that rows already name": "990101002,street,新华街道,990101\n",
    "a second area of a known name": "990102001,street,人民街道,990102\n",
    "a community": "990101001001,community,幸福社区,990101001\n",
    "a street that moves to another district": "990101001,street,人民街道,990102\n",
}
COLUMNS = (
    "工单编号",
    "受理时间",
    "来源渠道",
    "诉求类别",
    "街道",
    "社区",
    "办结时间",
    "满意度评分",
    "联系电话",
    "办理时限",
    "工单状态",
    "经度",
    "纬度",
)
LEDGERS = {
    "visits.csv": "走访活动台账\n序号,走访类型,走访时间,区县,街道,是否计划,是否完成\n{n},入户走访,2021.6.{d},示例区,{street},是,是\n",
    "targets.csv": "2021年招商引资年度目标表（单位：亿元）\n区县,年度目标（亿元）\n示例区,{n}\n",
    "renovation.csv": "示例区老旧小区改造台账\n截至2021年6月30日\n序号,小区名称,街道,户数,计划完工时间,形象进度\n1,小区{n},{street},{d}00户,2021年{n}月,{d}%\n",
}  # fmt: skip
POLICY = {"repeat_days = 30": "repeat_days = 3"}
RING = shapely.box(122.0, 41.0, 122.5, 41.5)


@dataclass(frozen=True)
class Step:
    """One thing that happens to a warehouse."""

    what: str
    of: Any = None


CELLS = {
    "工单编号": st.integers(1, 9).map(str),
    "受理时间": st.integers(0, 40 * 24).map(lambda hours: f"{START + timedelta(hours=2 * hours):%Y-%m-%d %H:%M:%S}"),
    "来源渠道": st.sampled_from(["微信", "12345热线"]),
    "诉求类别": st.sampled_from(["供热供水", "物业管理"]),
    "街道": st.sampled_from(["人民街道", "新华街道", ""]),
    "社区": st.sampled_from(["幸福社区", "", ""]),
    "办结时间": st.sampled_from(["", "2021-05-20 10:00:00", "2021-06-01 10:00:00"]),
    "满意度评分": st.sampled_from(["", "5", "2"]),
    "联系电话": st.sampled_from(["13800000001", "13800000002", ""]),
    "办理时限": st.sampled_from(["", "2021-06-10 10:00:00"]),
    "工单状态": st.sampled_from(["", "已办结", "作废"]),
    "经度": st.sampled_from(["122.2", "120.1"]),
    "纬度": st.just("41.2"),
}
LINES = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=6)
OPTIONAL = st.sets(st.sampled_from(COLUMNS[2:]), max_size=len(COLUMNS))
TICKETS = st.tuples(LINES, OPTIONAL, st.sampled_from(["one", "two"]), st.sampled_from([None, "990101", "990102"]))
LEDGER = st.tuples(st.sampled_from(sorted(LEDGERS)), st.integers(1, 3), st.integers(1, 9), st.sampled_from(["人民街道", "新华街道"]))
STEPS = st.lists(
    st.one_of(
        TICKETS.map(lambda of: Step("tickets", of)),
        TICKETS.map(lambda of: Step("tickets", of)),
        TICKETS.map(lambda of: Step("tickets", of)),
        st.sampled_from(sorted(LATE)).map(lambda of: Step("areas", of)),
        LEDGER.map(lambda of: Step("ledger", of)),
        st.sampled_from(["990101001", "990101002"]).map(lambda of: Step("alias", of)),
        st.sampled_from([Step("boundary"), Step("policy"), Step("rollback"), Step("rebuild")]),
    ),
    min_size=2,
    max_size=5,
)  # fmt: skip


def written(step: Step) -> tuple[str, str, dict[str, Any]]:
    """Name and text of the file of a step, and the options of its import."""
    if step.what == "areas":
        return "areas.csv", AREAS.splitlines()[0] + "\n" + LATE[step.of], {}
    if step.what == "ledger":
        name, n, d, street = step.of
        return name, LEDGERS[name].format(n=n, d=d, street=street), {"within": "990101"}
    lines, optional, source, within = step.of
    columns = [name for name in COLUMNS if name in COLUMNS[:2] or name in optional]
    text = "\n".join([",".join(columns), *(",".join(line[name] for name in columns) for line in lines)]) + "\n"
    return "export.csv", text, {"source": source, "within": within}


def take(warehouse: Warehouse, folder: Path, step: Step) -> None:
    if step.what == "alias":
        warehouse.note(JOURNAL, {"name": "新华街道", "parent": None, "code": step.of, "by": "test"})
    elif step.what == "boundary":
        known = set(boundaries.known_areas(warehouse)["area_code"])
        boundaries.publish(warehouse, {code: RING for code in ("990101001",) if code in known})
    elif step.what == "rollback" and len(warehouse.generations()) > 1:
        warehouse.rollback(warehouse.generations()[-2].number)
    elif step.what == "rebuild":
        rebuild(warehouse)
    elif step.what in ("tickets", "areas", "ledger"):
        name, text, options = written(step)
        (folder / name).write_text(text, "utf-8")
        import_files([folder / name], warehouse=warehouse, accept_losses=True, **options)


def rows(warehouse: Warehouse) -> dict[str, list[str]]:
    """Every row of every table, as sorted texts."""
    generation = warehouse.current()
    assert generation is not None
    found = {}
    with duckdb.connect(generation.path, read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            left_out = {"generation": ["number", "built_at", "loose"], "imports": ["generation"]}.get(table, [])
            relation = connection.table(table)
            kept = [name for name in relation.columns if name not in left_out]
            found[table] = sorted(map(repr, relation.select(*kept).fetchall()))
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """Every import at the same moment, so that what says when is equal too."""
    with ExitStack() as stack:
        for module in ("data.intake.run", "data.rebuild", "data.boundaries"):
            stack.enter_context(patch(f"{module}.now", lambda: datetime(2022, 1, 1)))
        yield


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse with areas and two tickets, so that the next one can grow."""
    folder = tmp_path_factory.mktemp("known")
    with pytest.MonkeyPatch.context() as environment, one_moment():
        environment.setenv("GRIDSCOPE_KEY", "a key that is only for tests")
        warehouse = Warehouse(folder / "warehouse")
        (folder / "areas.csv").write_text(AREAS, "utf-8")
        (folder / "first.csv").write_text(
            "工单编号,受理时间,街道\n1,2021-03-05 08:00:00,人民街道\n100,2021-03-06 08:00:00,新华街道\n", "utf-8"
        )
        import_files([folder / "areas.csv"], warehouse=warehouse)
        import_files([folder / "first.csv"], warehouse=warehouse, source="one", accept_losses=True)
        yield folder


def hold(known: Path, steps: list[Step]) -> None:
    """Take the steps in a warehouse that grows and in one that is built whole each time; after each they hold the same."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as environment, one_moment():
        folder = Path(name)
        grown, whole = (Warehouse(folder / which) for which in ("grown", "whole"))
        for warehouse in (grown, whole):
            shutil.copytree(known / "warehouse", warehouse.folder)
        for step in steps:
            if step.what == "policy":
                text = DEFAULT.read_text("utf-8")
                for old, new in POLICY.items():
                    assert old in text
                    text = text.replace(old, new)
                (folder / "policy.toml").write_text(text, "utf-8")
                environment.setenv("GRIDSCOPE_POLICY", str(folder / "policy.toml"))
                continue
            take(grown, folder, step)
            with patch("data.growing.may_grow", lambda _path: False):
                take(whole, folder, step)
            mine, theirs = rows(grown), rows(whole)
            assert mine.keys() == theirs.keys()
            for table in mine:
                assert mine[table] == theirs[table], (table, step, steps)
        # After these, building whole gives other rows until the next import.
        if not {"policy", "alias"} & {step.what for step in steps}:
            assert check(grown)


@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_sequence_of_imports_gives_the_same_rows_as_building_whole(known: Path, steps: list[Step]):
    hold(known, steps)


def line(number: str, **cells: str) -> dict[str, str]:
    return {**dict.fromkeys(COLUMNS, ""), "工单编号": number, "受理时间": "2021-03-10 08:00:00", "街道": "新华街道", **cells}


CASE = {"诉求类别": "供热供水", "联系电话": "13800000001"}
NAMED = {"诉求类别", "联系电话", "街道"}


def test_a_case_between_two_others_makes_the_later_one_a_repeat_and_its_correction_takes_that_back(known: Path):
    first = ([line("1", **CASE), line("2", **CASE, 受理时间="2021-05-20 08:00:00")], NAMED, "one", "990101")
    between = ([line("3", **CASE, 受理时间="2021-05-01 08:00:00")], NAMED, "two", "990101")
    elsewhere = ([line("3", 诉求类别="物业管理", 联系电话="13800000001", 受理时间="2021-05-01 08:00:00")], NAMED, "two", "990101")
    hold(known, [Step("tickets", first), Step("tickets", between), Step("tickets", elsewhere)])


def test_areas_that_come_late_and_move_take_their_old_rows_along(known: Path):
    rows = ([line("1"), line("2", 街道="人民街道", 社区="幸福社区")], {"街道", "社区"}, "one", "990101")
    hold(known, [Step("tickets", rows), Step("ledger", ("visits.csv", 1, 2, "新华街道")), *(Step("areas", of) for of in sorted(LATE))])


def test_a_column_that_a_source_reports_for_the_first_time_is_told_of_its_months(known: Path):
    bare, rated = ([line("1")], {"街道"}, "one", None), ([line("2", 满意度评分="5")], {"街道", "满意度评分"}, "one", None)
    hold(known, [Step("tickets", bare), Step("tickets", rated), Step("tickets", bare)])


def test_many_loose_rows_are_sorted_anew_into_a_file_of_its_own_size(known: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.growing.FEW", 1)
    hold(known, [Step("tickets", ([line(str(number)) for number in range(1, 6)], {"街道"}, "two", None))])


def test_a_row_that_a_growing_generation_would_lose_is_not_published(known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(known / "warehouse", tmp_path / "warehouse")
    warehouse = Warehouse(tmp_path / "warehouse")
    real = growing.replace

    def losing(connection: duckdb.DuckDBPyConnection, mart: str) -> None:
        real(connection, mart)
        connection.execute("DELETE FROM tickets WHERE ticket_id = '100'")

    monkeypatch.setenv("GRIDSCOPE_KEY", "a key that is only for tests")
    monkeypatch.setattr("data.growing.replace", losing)
    number = warehouse.generations()[-1].number
    with pytest.raises(CheckError, match="reached the mart"):
        take(warehouse, tmp_path, Step("tickets", ([line("7")], {"街道"}, "one", None)))
    assert warehouse.generations()[-1].number == number


def test_a_generation_that_differs_from_the_whole_is_told_with_its_tables(known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(known / "warehouse", tmp_path / "warehouse")
    warehouse = Warehouse(tmp_path / "warehouse")
    current = warehouse.current()
    assert current is not None
    assert check(warehouse) == current.number
    with duckdb.connect(current.path) as connection:
        connection.execute("UPDATE tickets SET is_repeat = NOT is_repeat WHERE ticket_id = '100'")
    with pytest.raises(CheckError, match=r"tickets \(2 rows\)"):
        check(warehouse)
    assert warehouse.current() == current
