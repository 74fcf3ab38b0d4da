"""Properties of ledgers: every line is accounted for whatever a file holds, twice is once, and wide months equal long ones."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.intake.importer import import_files
from data.intake.report import Report
from data.store import Warehouse, read_only

AREAS = "area_code,level,name,parent_code\n990101,district,示例区,\n990101001,street,人民街道,990101\n"
HEADER = ["序号", "小区名称", "街道", "户数", "总投资（亿元）", "计划完工时间", "形象进度"]
CELLS = st.text(st.characters(codec="gb18030", exclude_characters="\r\n\x00", exclude_categories=["Cs", "Cc"]), max_size=10)
AMOUNTS = st.decimals(0, 900, places=4)
GOOD = st.tuples(
    st.integers(1, 9), st.integers(0, 5000), AMOUNTS, st.sampled_from(["2021年6月", "2021.6.26", "44373", ""]), st.integers(0, 100)
)
HOSTILE = st.one_of(
    st.just(["小计", "", "", "3", "5", "", ""]),
    st.just(["", "全区合计", "人民街道", "3", "5", "", "50%"]),
    st.just([""] * 7),
    st.just(HEADER),
    st.just(["1", "=HYPERLINK(1)", "人民街道", "3", "-5", "2021-13", "120"]),
    st.just(["1", "多", "一", "列", "1", "1", "1", "1"]),
    st.lists(CELLS, min_size=7, max_size=7),
)
# Without shrinking: an example is a whole import, and a failing one is small enough to be read.
quick = settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """A folder with a warehouse that knows the areas, to be copied for every example."""
    folder = tmp_path_factory.mktemp("known")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_KEY", "a key that is only for tests")
        bring(folder, "areas.csv", AREAS)
        yield folder


@contextmanager
def copied(known: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(known, folder, dirs_exist_ok=True)
        yield Path(folder)


def written(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue()


def bring(folder: Path, name: str, text: str) -> Report:
    (folder / name).write_bytes(text.encode("gb18030"))
    return import_files([folder / name], warehouse=Warehouse(folder / "warehouse"), accept_losses=True)


def asked(folder: Path, sql: str) -> list[tuple]:
    generation = Warehouse(folder / "warehouse").current()
    assert generation is not None
    with read_only(generation.path) as connection:
        return connection.execute(sql).fetchall()


@quick
@given(lines=st.lists(st.one_of(GOOD, HOSTILE), min_size=1, max_size=12))
def test_every_line_of_a_ledger_is_accounted_for_and_good_rows_arrive_exactly_and_only_once(known, lines):
    expected, rows = {}, []
    for line in lines:
        if isinstance(line, tuple):
            number, households, amount, finish, done = line
            expected[f"小区{number}"] = (households, amount)
            rows.append([str(number), f"小区{number}", "人民街道", f"{households}户", str(amount), finish, f"{done}%"])
        else:
            rows.append(line)
    text = "示例区老旧小区改造台账\n截至2021年6月30日\n" + written([HEADER, *rows])
    with copied(known) as folder:
        [table] = bring(folder, "ledger.csv", text).tables
        assert table.lines == len(rows) + 3
        assert table.header + table.blank + table.joined + table.accepted + table.quarantined_lines == table.lines
        found = {
            name: (count, money)
            for name, count, money in asked(folder, "SELECT name, households, planned_investment FROM renovation_projects")
        }
        for name, (households, amount) in expected.items():
            assert found[name][0] == households
            assert Decimal(found[name][1]) == amount * 100_000_000
        assert not [name for name in found if name.endswith(("合计", "小计"))]
        again = bring(folder, "ledger.csv", text)
        assert again.generation is None
        assert again.tables[0].unchanged == table.accepted


@quick
@given(
    amounts=st.dictionaries(
        st.sampled_from(["甲项目", "乙项目", "丙项目"]),
        st.lists(st.one_of(st.none(), st.decimals(-50, 90_000, places=3)), min_size=12, max_size=12),
        min_size=1,
    ),
    year_in_header=st.booleans(),
)
def test_months_side_by_side_are_the_same_as_one_line_per_month(known, amounts, year_in_header):
    months = [f"2021年{month}月" if year_in_header else f"{month}月" for month in range(1, 13)]
    wide = [["项目名称", "区县", *months, "合计"]]
    wide += [[name, "示例区", *("" if one is None else str(one) for one in row), "9999"] for name, row in amounts.items()]
    long = [["项目名称", "区县", "月份", "到位资金（亿元）"]]
    long += [
        [name, "示例区", f"2021-{month:02}", str(one / 10_000)]
        for name, row in amounts.items()
        for month, one in enumerate(row, start=1)
        if one is not None
    ]
    with copied(known) as folder:
        bring(folder, "wide.csv", "2021年到位资金（单位：万元）\n" + written(wide))
        found = asked(
            folder,
            "SELECT project.name, flow.month, inflow FROM investment_flows AS flow JOIN investment_projects AS project USING (project_id)",
        )
        expected = {
            (name, date(2021, month, 1)): one * 10_000
            for name, row in amounts.items()
            for month, one in enumerate(row, start=1)
            if one is not None
        }
        assert {(name, month): Decimal(inflow) for name, month, inflow in found} == expected
        assert bring(folder, "long.csv", "到位资金\n" + written(long)).nothing_changed
