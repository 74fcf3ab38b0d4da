"""Units of amounts: where they may be stated, and that no amount drifts on its way to yuan and square metres."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.contracts.model import Type
from data.intake.mapping.units import UNITS, Quantity, of_header, of_title
from data.intake.rules.parse import macros, reading


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        for statement in macros([]):
            connection.execute(statement)
        yield connection


@pytest.mark.parametrize(
    ("cell", "name", "unit"),
    [
        ("总投资（万元）", "总投资", "万元"),
        ("总投资(亿元)", "总投资", "亿元"),
        ("总投资\n（单位：万元）", "总投资", "万元"),
        ("投资额/万元", "投资额", "万元"),
        ("投资额万元", "投资额", "万元"),
        ("建筑面积（㎡）", "建筑面积", "m2"),
        ("建筑面积（万㎡）", "建筑面积", "万m2"),
        ("改造面积[万平方米]", "改造面积", "万平方米"),
        ("户数（户）", "户数", "户"),
        ("形象进度（%）", "形象进度", "%"),
        ("形象进度％", "形象进度", "%"),
        ("承诺时限（工作日）", "承诺时限", "工作日"),
        ("总投资", "总投资", None),
        ("元", "元", None),
        ("联系人", "联系人", None),
    ],
)
def test_a_header_gives_its_name_and_its_unit(cell, name, unit):
    found, stated = of_header(cell)
    assert (found, stated and stated.name) == (name, unit)


def test_a_line_above_the_table_states_units_for_all_of_it():
    found = of_title(["截至2021年6月30日,,单位：万元、万平方米,", "建设单位：示例公司"])
    assert {quantity: unit.name for quantity, unit in found.items()} == {Quantity.MONEY: "万元", Quantity.AREA: "万平方米"}


@pytest.mark.parametrize(
    ("written", "unit", "meant"),
    [
        ("7.74", "亿元", 774_000_000.0),
        ("7.74亿元", "万元", 774_000_000.0),
        ("7.74亿", "元", 774_000_000.0),
        ("3,200万元", "亿元", 32_000_000.0),
        ("０．１", "万元", 1_000.0),
        ("0.30000000000000004", "万元", 3_000.0),
        ("1.2e3", "元", 1_200.0),
        ("-25.5", "万元", -255_000.0),
        ("¥ 500", "元", 500.0),
        ("12.8", "万平方米", 128_000.0),
        ("12.8万㎡", "平方米", 128_000.0),
        ("35%", "%", 35.0),
        ("15个工作日", "工作日", 15.0),
        ("约1.2亿元", "万元", None),
        ("5户", "万元", None),
        ("7.74.1", "亿元", None),
        ("=1+1", "万元", None),
        ("1e99", "亿元", None),
        ("99999999999999999999999999", "亿元", None),
    ],
)
def test_an_amount_is_brought_to_the_contracts_own_unit(connection, written, unit, meant):
    expression = reading(Type.NUMBER, "x", unit=UNITS[unit])
    assert connection.execute(f"SELECT {expression} FROM (SELECT ? AS x)", [written]).fetchall() == [(meant,)]


@settings(max_examples=60, deadline=None)
@given(amounts=st.lists(st.decimals(0, 90_000, places=4), min_size=1, max_size=40))
def test_no_amount_in_yi_or_wan_drifts(connection, amounts):
    for name in ("万元", "亿元"):
        expression = reading(Type.NUMBER, "x", unit=UNITS[name])
        found = connection.execute(
            f"SELECT {expression} FROM (SELECT unnest(?::VARCHAR[]) AS x)", [[str(one) for one in amounts]]
        ).fetchall()
        assert [value for (value,) in found] == [float(one * UNITS[name].factor) for one in amounts]
        assert all(Decimal(value) == one * UNITS[name].factor for (value,), one in zip(found, amounts, strict=True))


@pytest.mark.parametrize(
    ("written", "meant"), [("1,582户", 1582), ("2人", 2), ("0.5万户", 5000), ("27", 27), ("2.5", None), ("两户", None)]
)
def test_a_count_may_carry_what_it_counts(connection, written, meant):
    expression = reading(Type.INTEGER, "x", unit=UNITS["个"])
    assert connection.execute(f"SELECT {expression} FROM (SELECT ? AS x)", [written]).fetchall() == [(meant,)]


@pytest.mark.parametrize(
    ("written", "day", "ending"),
    [
        ("2021年6月", "2021-06-01", "2021-06-30"),
        ("2021年6月份", "2021-06-01", "2021-06-30"),
        ("2021-06", "2021-06-01", "2021-06-30"),
        ("2021.6", "2021-06-01", "2021-06-30"),
        ("202106", "2021-06-01", "2021-06-30"),
        ("2021.6.26", "2021-06-26", "2021-06-26"),
        ("2021/6/26", "2021-06-26", "2021-06-26"),
        ("2021年6月26日", "2021-06-26", "2021-06-26"),
        ("44373", "2021-06-26", "2021-06-26"),
        ("2021年10月底", None, "2021-10-31"),
        ("2021年底", None, "2021-12-31"),
        ("2021年", None, "2021-12-31"),
        ("2021年13月", None, None),
        ("六月", None, None),
    ],
)
def test_a_month_without_a_day_begins_or_ends_a_plan(connection, written, day, ending):
    found = connection.execute("SELECT CAST(day(x) AS VARCHAR), CAST(ending(x) AS VARCHAR) FROM (SELECT ? AS x)", [written]).fetchall()
    assert found == [(day, ending)]
