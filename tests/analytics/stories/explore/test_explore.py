"""An exploration's numbers: against pandas over the rows, totals never summed, changes judged."""

from __future__ import annotations

import io
import os
import shutil
from datetime import datetime, timedelta
from itertools import pairwise, product
from pathlib import Path

import duckdb
import numpy as np
import openpyxl
import pandas as pd
import pytest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.query import RequestError
from analytics.stories.explore import Exploration, ExplorationError, explore, pivot, possible_dimensions
from analytics.stories.explore.export import as_csv, as_parquet, as_workbook
from analytics.stories.explore.pictures import bars, grid, lines
from analytics.stories.explore.story import headline_of, support_of
from analytics.stories.explore.table import pivot_table, table
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold
from data.store import Warehouse
from tests.support.warehouses import publish

CHANNELS, STREETS, CATEGORIES = ("hotline_12345", "grid_report"), ("211302001", "211302002"), ("水", "路", "=SUM(A1)")
JUNE = Scope.from_query({"from": "2021-06-01", "to": "2021-06-30", "area": "211302"})
MEASURES = ("received", "resolution_rate", "mean_hours")


def made() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    rows = []
    for number in range(900):
        received = datetime(2021, 5, 1) + timedelta(minutes=int(rng.integers(0, 60 * 24 * 61)))
        street = STREETS[int(rng.random() < 0.3)]
        done = rng.random() < (0.9 if street == STREETS[0] or received.month == 5 else 0.4)
        rows.append(
            {
                "ticket_id": f"T{number}",
                "source": "test",
                "channel": CHANNELS[int(rng.random() < 0.4)],
                "category": CATEGORIES[int(rng.integers(0, 3))],
                "street": street,
                "received_at": received,
                "resolved_at": received + timedelta(hours=int(rng.integers(1, 200))) if done else None,
            }
        )
    return pd.DataFrame(rows)


TICKETS = made()


@pytest.fixture(autouse=True)
def warehouse(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.getbasetemp() / "explore"
    if not folder.exists():
        publish(folder, tickets=TICKETS)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))


def by_hand(rows: pd.DataFrame, end: datetime) -> dict[str, float]:
    done = rows[rows["resolved_at"] <= end]
    hours = (done["resolved_at"] - done["received_at"]).dt.total_seconds() / 3600
    return {
        "received": len(rows),
        "resolution_rate": len(done) / len(rows) if len(rows) else np.nan,
        "mean_hours": hours.mean() if len(done) else np.nan,
    }


def in_june() -> pd.DataFrame:
    return TICKETS[TICKETS["received_at"].dt.month == 6]


END = datetime(2021, 7, 1)


def test_every_cell_subtotal_and_total_of_a_pivot_is_computed_from_the_rows():
    found = pivot(JUNE, LOCAL, Exploration(MEASURES, ("street", "category"), "channel", view="pivot"))
    rows = in_june().assign(street=lambda frame: frame["street"].map({"211302001": "S1", "211302002": "S2"}))
    seen = 0
    with speaking(ENGLISH):
        english = pivot(JUNE, LOCAL, Exploration(MEASURES, ("street", "category"), "channel", view="pivot")).frame
    for place, kind in enumerate(found.kinds):
        street, category = english.iloc[place, 0], english.iloc[place, 1]
        part = rows if street == "Total" else rows[rows["street"] == street]
        part = part if kind != "cell" else part[part["category"] == category]
        for column, channel in (("12345 hotline", "hotline_12345"), ("Grid report", "grid_report"), ("Total", None)):
            expected = by_hand(part if channel is None else part[part["channel"] == channel], END)
            for measure in MEASURES:
                value = english.iloc[place][(column, measure)]
                assert value == pytest.approx(expected[measure], nan_ok=True), (street, category, column, measure)
                seen += 1
    assert found.kinds == ("cell", "cell", "cell", "subtotal", "cell", "cell", "cell", "subtotal", "total")
    assert seen == 9 * 3 * 3


def test_the_total_of_a_mean_is_not_the_mean_of_the_means():
    found = explore(JUNE, LOCAL, Exploration(("mean_hours",), ("street",)))
    assert found.total["mean_hours"].iloc[0] == pytest.approx(by_hand(in_june(), END)["mean_hours"])
    assert found.total["mean_hours"].iloc[0] != pytest.approx(found.frame["mean_hours"].mean(), abs=1e-6)


def test_a_change_is_the_value_less_the_value_before_and_is_judged():
    found = explore(JUNE, LOCAL, Exploration(("received", "resolution_rate", "median_hours"), ("street",), change=True))
    frame = found.frame.set_index("street")
    may = TICKETS[TICKETS["received_at"].dt.month == 5]
    for street in STREETS:
        now, then = by_hand(in_june()[in_june()["street"] == street], END), by_hand(may[may["street"] == street], datetime(2021, 6, 1))
        assert frame.loc[street, "received_change"] == now["received"] - then["received"]
        assert frame.loc[street, "resolution_rate_change"] == pytest.approx(now["resolution_rate"] - then["resolution_rate"])
    assert bool(frame.loc["211302002", "resolution_rate_beyond"]), "90 % became 40 %"
    assert not frame.loc["211302001", "resolution_rate_beyond"]
    assert frame["median_hours_beyond"].isna().all(), "nothing is known of the noise of a median here"


def test_a_group_that_only_one_period_has_changes_from_or_to_zero():
    june_only = Scope.from_query({"from": "2021-06-30", "to": "2021-06-30", "area": "211302"})
    frame = explore(june_only, LOCAL, Exploration(("received",), ("street", "category", "channel"), change=True)).frame
    assert (frame["received_change"] == frame["received"].fillna(0) - frame["received_before"].fillna(0)).all()
    assert len(frame) > len(frame.dropna(subset=["received"]))


def test_a_comparison_over_time_is_refused_with_a_sentence():
    with pytest.raises(RequestError, match="take the time out"):
        explore(JUNE, LOCAL, Exploration(("received",), ("month",), change=True))
    with pytest.raises(RequestError, match="Choose a comparison"):
        explore(Scope.from_query({"compare": "none"}), LOCAL, Exploration(("received",), ("street",), change=True))


def test_the_first_values_are_kept_and_the_rest_is_computed_as_one_row():
    frame = explore(JUNE, LOCAL, Exploration(("received", "resolution_rate"), ("category",), top=1, sort="-received")).frame
    most = in_june()["category"].value_counts().index[0]
    assert frame["category"].tolist() == [most, "others"]
    rest = by_hand(in_june()[in_june()["category"] != most], END)
    assert frame["resolution_rate"].iloc[1] == pytest.approx(rest["resolution_rate"])


@pytest.mark.parametrize("exploration", [Exploration(("received", "resolution_rate"), ("street", "category")), Exploration(("received",))])
def test_the_sql_shown_gives_the_same_numbers_on_the_file_itself(exploration: Exploration, tmp_path: Path):
    found = explore(JUNE, LOCAL, exploration)
    current = Warehouse(Path(os.environ["GRIDSCOPE_WAREHOUSE"])).current()
    assert current is not None
    file = shutil.copy(current.path, tmp_path)  # this process has the file itself open, hardened
    with duckdb.connect(file, read_only=True) as connection:
        pd.testing.assert_frame_equal(connection.execute(found.queries[0]).df(), found.frame)


def test_the_address_gives_the_exploration_again():
    for measures, rows, across, top, others, change in product(
        [("received",), MEASURES], [("street",), ("street", "month")], ["", "channel"], [None, 5], [True, False], [True, False]
    ):
        wanted = Exploration(measures, rows, across, "pivot", "-received", top, others, change)
        assert Exploration.from_query(wanted.to_query(), ("district",)) == wanted


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"view": "cake"}, "no view"),
        ({"top": "many"}, "whole number"),
        ({"by": "street,channel,month", "across": "category"}, "At most 3 dimensions"),
        ({"by": "street", "across": "street"}, "both in the rows"),
    ],
)
def test_an_address_that_cannot_be_is_told_in_a_sentence(query: dict[str, str], words: str):
    with pytest.raises(ExplorationError, match=words):
        Exploration.from_query(query, ("district",))


def test_only_dimensions_that_all_measures_have_are_offered():
    assert "channel" in possible_dimensions(("received",))
    assert "channel" not in possible_dimensions(("received", "households"))
    assert "month" not in possible_dimensions(("households",))
    assert "street" in possible_dimensions(("received", "households"))


def test_a_workbook_has_native_numbers_formats_a_chart_and_no_formula():
    found = explore(JUNE, LOCAL, Exploration(("received", "resolution_rate"), ("category",)))
    with speaking(ENGLISH):
        book = openpyxl.load_workbook(io.BytesIO(as_workbook(JUNE, LOCAL, found)))
    data, notes = book.worksheets
    rows = list(data.iter_rows(values_only=True))
    assert rows[0] == ("Category", "Received cases", "Resolved cases", "Resolution rate %")
    assert sum(row[1] for row in rows[1:-1]) == rows[-1][1] == len(in_june())
    assert data.cell(2, 4).number_format == "0.0%"
    assert all(cell.data_type != "f" for row in data.iter_rows() for cell in row)
    assert "=SUM(A1)" in [row[0] for row in rows]
    assert len(data._charts) == 1
    text = " ".join(str(cell) for row in notes.iter_rows(values_only=True) for cell in row)
    assert "2021-06-01" in text
    assert "[resolution_rate]" in text


def test_a_csv_read_back_is_the_table_that_was_seen():
    exploration = Exploration(("received", "resolution_rate"), ("street", "category"))
    found = explore(JUNE, LOCAL, exploration)
    back = pd.read_csv(io.BytesIO(as_csv(JUNE, LOCAL, found)), encoding="utf-8-sig", dtype={0: str})
    shown = table(found, codes=True, total=True).frame
    assert back.columns.tolist() == shown.columns.tolist()
    assert np.allclose(back.iloc[:, -1].astype(float), shown.iloc[:, -1].astype(float))
    assert "'=SUM(A1)" in back.iloc[:, 2].tolist(), "guarded against running as a formula"


def test_a_parquet_file_read_back_equals_the_rows():
    found = explore(JUNE, LOCAL, Exploration(MEASURES, ("street", "month")))
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(as_parquet(JUNE, LOCAL, found))), found.frame)


def test_pictures_show_the_numbers_of_the_table():
    by_street = explore(JUNE, LOCAL, Exploration(("received",), ("street",), sort="-received"))
    shown = bars(by_street)
    assert [item.value for item in shown.picture.items] == by_street.frame["received"].tolist()
    assert not shown.note
    course = lines(explore(JUNE, LOCAL, Exploration(("received",), ("week", "street")))).picture
    assert len(course.lines) == 2
    assert sum(value or 0 for line in course.lines for value in line.values) == len(in_june())
    cells = grid(explore(JUNE, LOCAL, Exploration(("resolution_rate",), ("street",), "category"))).picture
    assert len(cells.rows) == 2
    assert {cls for line in cells.classes for cls in line} <= {"low", "same", "high", "thin"}
    assert "low" in cells.classes[cells.rows.index("S2")]


GAPS = ("2021-01-10", "2021-01-11", "2021-04-10", "2021-06-10")  # nothing in February, March and May
SOUTH = ("2021-01-10", "2021-06-10")


@pytest.fixture
def gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scope:
    days = [(day, "211302001") for day in GAPS] + [(day, "211302002") for day in SOUTH]
    rows = [
        {"ticket_id": str(number), "source": "t", "street": street, "received_at": f"{day} 09:00", "resolved_at": f"{day} 10:00"}
        for number, (day, street) in enumerate(days)
    ]
    publish(tmp_path, tickets=rows)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return Scope.from_query({"from": "2021-01-01", "to": "2021-07-31"})


@pytest.mark.parametrize(
    ("time", "measure", "values"),
    [
        ("month", "received", (3, 0, 0, 1, 0, 2)),
        ("month", "resolution_rate", (100, None, None, 100, None, 100)),
        ("month", "mean_hours", (1 / 24, None, None, 1 / 24, None, 1 / 24)),
        ("quarter", "received", (3, 3)),
        ("year", "received", (6,)),
    ],
)
def test_a_line_has_a_point_for_each_time_between_the_first_and_the_last(gaps: Scope, time: str, measure: str, values: tuple):
    found = lines(explore(gaps, LOCAL, Exploration((measure,), (time,)))).picture
    assert found.lines[0].values == pytest.approx(values)
    assert len(found.times) == len(values)
    if time == "month":
        assert found.times == ("2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06")


@pytest.mark.parametrize(("time", "step"), [("week", timedelta(weeks=1)), ("day", timedelta(days=1))])
def test_weeks_and_days_follow_one_another_without_a_gap(gaps: Scope, time: str, step: timedelta):
    found = lines(explore(gaps, LOCAL, Exploration(("received",), (time,)))).picture
    days = [datetime.fromisoformat(name) for name in found.times]
    assert {later - earlier for earlier, later in pairwise(days)} == {step}
    assert sum(value or 0 for value in found.lines[0].values) == len(GAPS) + len(SOUTH)


def test_each_of_several_lines_has_every_time(gaps: Scope):
    found = lines(explore(gaps, LOCAL, Exploration(("received",), ("month", "street")))).picture
    assert {line.name: line.values for line in found.lines} == {"S1": (2, 0, 0, 1, 0, 1), "S2": (1, 0, 0, 0, 0, 1)}


def test_a_line_of_nothing_is_empty_not_an_error(gaps: Scope):
    empty = Scope.from_query({"from": "2010-01-01", "to": "2010-01-31"})
    assert lines(explore(empty, LOCAL, Exploration(("received",), ("month",)))).picture.times == ()


@pytest.mark.parametrize(("picture", "rows"), [(lines, ("street",)), (bars, ()), (grid, ("street",))])
def test_a_picture_that_cannot_be_drawn_says_what_is_missing(picture, rows: tuple[str, ...]):
    with pytest.raises(ExplorationError):
        picture(explore(JUNE, LOCAL, Exploration(("received",), rows)))


def test_the_sentence_names_measures_dimensions_totals_and_the_largest():
    with speaking(ENGLISH):
        found = explore(JUNE, LOCAL, Exploration(("received", "resolution_rate"), ("street",)))
        assert headline_of(found) == "Received, Resolution rate by Street"
        assert f"In all Received {bold(len(in_june()))}" in support_of(found)
        assert f"most in {bold('S1')}" in support_of(found)


def test_an_empty_scope_is_an_empty_table_not_an_error():
    empty = Scope.from_query({"from": "2010-01-01", "to": "2010-01-31"})
    found = explore(empty, LOCAL, Exploration(MEASURES, ("street",), "channel"))
    assert found.frame.empty
    assert pivot_table(pivot(empty, LOCAL, Exploration(MEASURES, ("street",), "channel"))).frame.iloc[-1, 0] in ("合计", "Total")


CUT = Scope.from_query({"from": "2021-05-10", "to": "2021-06-30", "area": "211302", "as_of": "2021-06-20"})
BY_MONTH = Exploration(("received",), rows=("month",), across="channel")


def test_months_that_the_window_or_as_of_cuts_are_marked_wherever_they_stand():
    with speaking(ENGLISH):
        explored = explore(CUT, LOCAL, BY_MONTH)
        assert table(explored).frame["Month"].unique().tolist() == ["2021-05*", "2021-06*"]
        assert grid(explored).picture.rows == ("2021-05*", "2021-06*")
        assert (lines(explored).picture.times, lines(explored).picture.cut) == (("2021-05", "2021-06"), (True, True))
        assert pivot(CUT, LOCAL, BY_MONTH).frame.iloc[:2, 0].tolist() == ["2021-05*", "2021-06*"]
        turned = Exploration(("received",), rows=("channel",), across="month")
        assert [str(head) for head, measure in pivot(CUT, LOCAL, turned).frame.columns if measure][:2] == ["2021-05*", "2021-06*"]


def test_a_file_keeps_the_months_as_they_are_and_says_beside_them_which_are_not_complete():
    scope = Scope.from_query({"from": "2021-05-01", "to": "2021-06-15", "area": "211302"})
    with speaking(ENGLISH):
        explored = explore(scope, LOCAL, Exploration(("received",), rows=("month",)))
        back = pd.read_csv(io.BytesIO(as_csv(scope, LOCAL, explored)), encoding="utf-8-sig")
        assert back[["Month", "Complete"]].to_numpy().tolist()[:2] == [["2021-05", "yes"], ["2021-06", "no"]]
        assert pd.read_parquet(io.BytesIO(as_parquet(scope, LOCAL, explored)))["month_partial"].tolist() == [False, True]


def test_nothing_is_marked_in_a_window_of_whole_months():
    explored = explore(Scope.from_query({"from": "2021-05-01", "to": "2021-05-31", "area": "211302"}), LOCAL, BY_MONTH)
    assert not explored.cut
    assert table(explored).frame.iloc[:, 0].unique().tolist() == ["2021-05"]
