"""Every line can be fetched again: those outside, those that lost a value, tests and void cases."""

from __future__ import annotations

import csv
import io

import pytest

from data.intake.mend import NothingToMend, mendable
from data.store import Warehouse
from tests.data.intake.conftest import Bring

HEAD = "工单编号,受理时间,标题,工单状态,满意度评分\n"


def fetched(warehouse: Warehouse, *, everything: bool) -> list[str]:
    _, content = mendable(warehouse, 1, everything=everything)
    return [row[0] for row in list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]]


def test_void_and_test_rows_are_fetched_with_all_others(bring: Bring, warehouse: Warehouse):
    bring(
        HEAD
        + "A1,2021-03-01 09:00,不热,已办结,5\nA2,2021-03-01 09:01,漏水,作废,\nA3,2021-03-01 09:02,测试工单请忽略,,\n"
        + "A4,2021-03-01 09:03,停水,,9\nA5,昨天,停电,,\n"
    )
    assert fetched(warehouse, everything=True) == ["A2", "A3", "A4", "A5"]
    assert fetched(warehouse, everything=False) == ["A4", "A5"]


def test_a_file_with_void_rows_alone_has_nothing_to_mend(bring: Bring, warehouse: Warehouse):
    bring(HEAD + "A1,2021-03-01 09:00,不热,已办结,5\nA2,2021-03-01 09:01,漏水,已作废,\n")
    with pytest.raises(NothingToMend):
        mendable(warehouse, 1)
    assert fetched(warehouse, everything=True) == ["A2"]
