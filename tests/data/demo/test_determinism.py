"""The same seed gives the same rows; another seed gives others."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from data.demo.build import generate
from tests.data.demo.conftest import SMALL


def _frame(rows: pd.DataFrame | pa.Table) -> pd.DataFrame:
    return rows.to_pandas() if isinstance(rows, pa.Table) else rows


def test_the_same_seed_gives_the_same_rows(small):
    again = generate(SMALL, seed=7)
    for name, rows in small.items():
        pd.testing.assert_frame_equal(_frame(rows), _frame(again[name]), obj=name)


def test_another_seed_gives_other_rows_and_the_same_published_numbers(small):
    other = generate(SMALL, seed=8)
    assert not _frame(small["tickets"]).equals(_frame(other["tickets"]))
    for rows in (small, other):
        tickets = _frame(rows["tickets"])
        platform = tickets[(tickets["district"] == "211302") & (tickets["channel"] == "grid_platform")]
        platform = platform[platform["received_at"].between("2021-05-31", "2021-08-20 23:59:59")]
        platform = platform[platform["void_at"].isna() | (platform["void_at"] > "2021-08-21")]
        assert len(platform) == 3670
        assert (platform["resolved_at"] <= "2021-08-21").sum() == 3479


def test_nothing_has_happened_after_the_last_day(small):
    tickets = _frame(small["tickets"])
    for column in tickets.select_dtypes("datetime"):
        if column != "due_at":
            assert tickets[column].max() < pd.Timestamp(SMALL.last) + pd.Timedelta(days=1), column
