"""The commands of the demo on the command line."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import analytics.asking.published
from analytics.asking.published import published_figures
from data.__main__ import main
from tests.support.warehouses import publish


@pytest.fixture
def on_demo(demo_warehouse, monkeypatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


def test_check_prints_every_figure_beside_the_computed_one(on_demo, capsys):
    assert main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 109 + 2
    assert lines[-2] == "106 equal, 3 not claimed."
    assert lines[-1] == "Of 109 published figures the scale demo covers 106, the scale province covers 59; together they cover 109."
    assert next(line for line in lines if line.startswith("shuangta-platform-received")).split()[1:] == ["3,670", "3,670", "equal"]


def test_check_as_json_gives_the_request_and_both_values(on_demo, capsys):
    assert main(["check", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert len(rows) == 109
    row = rows["baita-city-open"]
    assert (row["published"], row["computed"], row["verdict"]) == (531, 531, "equal")
    assert (row["measure"], row["area"], row["where"], row["from"], row["to"]) == (
        "open",
        "211002",
        ["channel=city_management"],
        "2021-04-27",
        "2021-05-27",
    )


def test_check_fails_when_a_claimed_figure_differs(on_demo, monkeypatch, capsys):
    wrong = [replace(figure, expected=figure.expected + 1) for figure in published_figures() if figure.id == "shuangta-platform-received"]
    monkeypatch.setattr(analytics.asking.published, "published_figures", lambda: wrong)
    assert main(["check"]) == 1
    assert "different" in capsys.readouterr().out


def test_check_of_an_import_claims_nothing(tmp_path, monkeypatch, capsys):
    publish(tmp_path)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert main(["check", "--json"]) == 0
    assert {row["verdict"] for row in json.loads(capsys.readouterr().out)} <= {"not claimed", "not yet computable"}


def test_an_unknown_scale_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["demo", "--scale", "planet"])
    assert stopped.value.code == 2
    assert "province" in capsys.readouterr().err
