"""The analytics command: the same numbers on the command line, and a sentence for every mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics.__main__ import main
from tests.support.warehouses import publish

QUARTER = ["--from", "2021-01-01", "--to", "2021-03-31"]
ROOT = Path(__file__).parents[2]


def row(
    number: int, received: datetime, resolved: datetime | None, channel: str = "hotline_12345", street: str = "211302001"
) -> dict[str, object]:
    return {"ticket_id": str(number), "source": "t", "received_at": received, "resolved_at": resolved, "channel": channel, "street": street}


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(
        tmp_path,
        tickets=[
            row(1, datetime(2021, 1, 5), datetime(2021, 1, 6)),
            row(2, datetime(2021, 1, 7), None),
            row(3, datetime(2021, 2, 5), datetime(2021, 2, 6), street="211302002"),
            row(4, datetime(2021, 2, 5), None, channel="wechat"),
            row(5, datetime(2021, 6, 5), None),
        ],
    )
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["ask", *arguments]) == 0
    return capsys.readouterr().out


def table(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The CSV without the mark that tells a spreadsheet its encoding."""
    out = run(capsys, *arguments, "--format", "csv")
    assert out.startswith("\ufeff")
    return out.removeprefix("\ufeff")


EXAMPLE = ["received,resolution_rate", "--by", "district,month", *QUARTER, "--where", "channel=hotline_12345", "--area", "211302"]


def test_the_example_of_the_issue_answers(capsys: pytest.CaptureFixture[str]):
    rows = list(csv.DictReader(io.StringIO(table(capsys, *EXAMPLE))))
    assert [(line["district"], line["district_name"], line["month"]) for line in rows] == [
        ("211302", "D", "2021-01-01"),
        ("211302", "D", "2021-02-01"),
    ]
    assert [(line["received"], line["resolved"], float(line["resolution_rate"])) for line in rows] == [("2", "1", 0.5), ("1", "1", 1.0)]


def test_every_format_holds_the_same_numbers(capsys: pytest.CaptureFixture[str]):
    records = json.loads(run(capsys, *EXAMPLE, "--format", "json"))
    assert [(record["month"], record["received"], record["resolution_rate"]) for record in records] == [
        ("2021-01-01", 2, 0.5),
        ("2021-02-01", 1, 1.0),
    ]
    lines = run(capsys, *EXAMPLE).splitlines()
    assert lines[0].split() == ["district", "district_name", "month", "received", "resolved", "resolution_rate"]
    assert lines[1].split() == ["211302", "D", "2021-01-01", "2", "1", "0.5000"]


def test_the_sql_it_prints_gives_the_same_numbers(capsys: pytest.CaptureFixture[str], warehouse: Path):
    sql = run(capsys, *EXAMPLE, "--sql")
    copy = shutil.copy(warehouse / "000001.duckdb", warehouse / "copy.db")
    with duckdb.connect(copy, read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
    assert [(line[0], line[2], line[4]) for line in rows] == [("211302", 2, 0.5), ("211302", 1, 1.0)]


def test_totals_and_others_are_rows_of_their_own(capsys: pytest.CaptureFixture[str]):
    out = table(capsys, "received", "--by", "street", *QUARTER, "--limit", "1", "--others", "--totals")
    assert [line.split(",")[0::2] for line in out.splitlines()[1:]] == [["211302001", "3"], ["others", "1"], ["total", "4"]]


def test_a_comparison_numbers_its_periods(capsys: pytest.CaptureFixture[str]):
    out = table(capsys, "received", "--from", "2021-02-01", "--to", "2021-02-28", "--compare", "previous")
    assert out.split() == ["period,received", "0,2", "1,2"]


def test_as_of_and_basis_reach_the_numbers(capsys: pytest.CaptureFixture[str]):
    january = ["resolved", "--from", "2021-01-01", "--to", "2021-01-31"]
    assert table(capsys, *january, "--as-of", "2021-01-05 23:59").split() == ["resolved", "0"]
    assert table(capsys, *january, "--as-of", "2021-01-05").split() == ["resolved", "1"]  # a bare day means its end, 24:00
    assert table(capsys, *january, "--basis", "latest").split() == ["resolved", "1"]


def test_a_comparison_says_which_days_it_compares(capsys: pytest.CaptureFixture[str]):
    assert main(["ask", "received", "--from", "2021-06-01", "--to", "2021-06-30", "--compare", "previous"]) == 0
    assert capsys.readouterr().err == "2021-06-01 to 2021-06-05 compared with 2021-05-01 to 2021-05-05, both judged at the same age.\n"


def test_a_month_that_is_not_complete_is_marked_in_every_format(capsys: pytest.CaptureFixture[str]):
    asked = ["received", "--by", "month", "--from", "2021-01-05", "--to", "2021-06-30"]
    assert [line.split()[0] for line in run(capsys, *asked).splitlines()[1:]] == ["2021-01-01*", "2021-02-01", "2021-06-01*"]
    rows = list(csv.DictReader(io.StringIO(table(capsys, *asked))))
    assert [(row["month"], row["month_partial"]) for row in rows] == [
        ("2021-01-01", "True"),
        ("2021-02-01", "False"),
        ("2021-06-01", "True"),
    ]
    records = json.loads(run(capsys, *asked, "--format", "json"))
    assert [record["month_partial"] for record in records] == [True, False, True]
    assert "month_partial" not in run(capsys, "received", "--by", "month", *QUARTER, "--format", "json")


def test_a_limit_means_rows(capsys: pytest.CaptureFixture[str]):
    rows = table(capsys, "received", "--by", "month,channel", *QUARTER, "--order=-received", "--limit", "2").splitlines()
    assert rows[1:] == ["2021-01-01,hotline_12345,2", "2021-02-01,hotline_12345,1"]
    both = ["received", "--by", "channel", "--from", "2021-02-01", "--to", "2021-02-28", "--compare", "previous", "--limit", "1"]
    assert table(capsys, *both).splitlines()[1:] == ["0,hotline_12345,1", "1,hotline_12345,2"]  # the same channel in both periods
    assert run(capsys, "received", "--by", "month,channel", *QUARTER, "--limit", "2", "--sql").endswith("LIMIT 2\n")


def test_a_limit_with_others_says_what_it_limits(capsys: pytest.CaptureFixture[str]):
    assert main(["ask", "received", "--by", "street,channel", *QUARTER, "--limit", "1", "--others"]) == 0
    assert "keeps the first 1 values of street" in capsys.readouterr().err


def test_csv_is_that_of_the_browser_and_json_is_exact(capsys: pytest.CaptureFixture[str], warehouse: Path):
    rows = [
        row(number, datetime(2021, 1, 5), None) | {"category": name} for number, name in enumerate(["=1+1", "@x", "a", "a", "a", "a", "a"])
    ]
    publish(warehouse, tickets=rows)
    out = run(capsys, "received", "--by", "category", *QUARTER, "--format", "csv")
    assert out == "\ufeffcategory,received\r\n'=1+1,1\r\n'@x,1\r\na,5\r\n"
    records = json.loads(run(capsys, "received,spaces_freed,enterprise_share", "--by", "category", *QUARTER, "--format", "json"))
    assert records[0] == {"category": "=1+1", "received": 1, "spaces_freed": None, "from_enterprises": 0, "enterprise_share": 0.0}


def test_a_filter_that_a_measure_cannot_answer_is_said(capsys: pytest.CaptureFixture[str]):
    assert main(["ask", "received_per_worker", *QUARTER, "--where", "channel=wechat"]) == 0
    assert "grid_workers: not filtered by channel" in capsys.readouterr().err


MISTAKES = {
    "unknown measure": (["recieved"], "Did you mean received?"),
    "unknown dimension": (["received", "--by", "strret"], "Did you mean street?"),
    "unknown filter": (["received", "--where", "chanel=a"], "Did you mean channel?"),
    "filter without a value": (["received", "--where", "channel"], "names no value"),
    "filter on a time": (["received", "--where", "month=2021-01"], "with from and to"),
    "unknown area": (["received", "--area", "21130"], "Did you mean 211302 (D)?"),
    "area by its name": (["received", "--area", "S1"], "Did you mean 211302001 (S1)?"),
    "unknown window": (["received", "--window", "this_moth"], "Did you mean this_month?"),
    "unknown basis": (["received", "--basis", "newest"], "Possible: period_end, latest"),
    "unknown comparison": (["received", "--compare", "years"], "Did you mean year?"),
    "impossible day": (["received", "--from", "2021-02-30", "--to", "2021-03-01"], "not a day"),
    "window backwards": (["received", "--from", "2021-03-01", "--to", "2021-02-01"], "Exchange the two days"),
    "half a window": (["received", "--from", "2021-03-01"], "needs both from and to"),
    "as-of before the window": (["received", *QUARTER, "--as-of", "2020-01-01"], "before the window starts"),
    "as-of is no moment": (["received", "--as-of", "yesterday"], "not a moment"),
    "end of the calendar": (["received", "--from", "2021-01-01", "--to", "9999-12-31"], "calendar can hold"),
    "before the calendar": (["received", "--from", "0001-01-01", "--to", "0001-12-31", "--compare", "year"], "calendar can hold"),
    "years of days": (["backlog", "--by", "day", "--from", "0001-01-01", "--to", "9998-12-31"], "shorter window or a longer unit"),
    "number that is none": (["received", "--where", "rating=--5"], "rating is a number"),
    "flag that is none": (["received", "--where", "enterprise=yes"], "true, false or none"),
    "not splittable": (["grid_workers", "--by", "channel"], "grid_workers cannot be split by channel"),
    "state by time": (["received_per_worker", "--by", "month"], "cannot be split by month"),
    "two units of time": (["received", "--by", "month,day"], "one unit of time"),
    "twice the same": (["received", "--by", "street,street"], "named twice"),
    "too many dimensions": (["received", "--by", "street,grid,channel,category,level"], "At most 4 dimensions"),
    "order by another": (["received", "--by", "street", "--order", "closed"], "Cannot order by 'closed'"),
    "limit of nothing": (["received", "--by", "street", "--limit", "0"], "at least 1"),
    "limit below nothing": (["received", "--by", "street,channel", "--limit=-1"], "at least 1"),
    "others of nothing": (["received", "--others"], "needs a dimension and a limit"),
    "others of a time": (["received", "--by", "month", "--limit", "1", "--others"], "which is a time"),
    "no measure": ([","], "at least one measure"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_and_exit_status_2(name: str, capsys: pytest.CaptureFixture[str]):
    arguments, message = MISTAKES[name]
    assert main(["ask", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "received", "--limit", "few"], ["ask", "received", "--format", "xml"], ["aks", "received"]]
)
def test_a_mistake_in_the_command_itself_ends_with_exit_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analytics", *arguments], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_without_any_data_it_says_what_to_run(tmp_path: Path):
    done = command("ask", "received", GRIDSCOPE_WAREHOUSE=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no data yet. Run `python -m data demo`" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_policy_that_cannot_be_used_does_not_stop_the_numbers(tmp_path: Path):
    # Its limits are columns of the generation already; whoever needs the file itself is told by name what is wrong with it.
    path = tmp_path / "policy.toml"
    path.write_text("minimum_n = 'many'", "utf-8")
    done = command("ask", "instant_closes", GRIDSCOPE_POLICY=str(path))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["askk", "received"], "Did you mean ask?"),
        (["ask", "received", "--format", "jsn"], "Did you mean json?"),
        (["ask", "received", "--top", "3"], "--top 3"),
    ],
)
def test_a_word_that_the_command_does_not_know_is_one_sentence_with_the_closest_match(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
