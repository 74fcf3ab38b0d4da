"""The pages of programmes: every declared one is drawn, its numbers are those of its rows, and its ledger lists what is open."""

from __future__ import annotations

import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import parse_filter
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from data.contracts.programmes import programmes
from pages.components.navigation import entry
from tests.pages.conftest import Opened

KNOWN = programmes()[0]


@pytest.mark.parametrize("programme", KNOWN, ids=lambda programme: programme.id)
def test_every_programme_opens_where_it_is_at_home_and_tells_its_numbers(opened: Opened, programme):
    app = opened("analysis/programme", programme=programme.id)
    assert not app.error and not app.warning
    assert app.title[0].value.startswith(programme.name)
    assert app.query_params["area"] == programme.area
    assert app.get("plotly_chart"), "no picture of the steps"
    assert len(app.dataframe) >= 1


def test_the_numbers_of_the_headline_are_those_that_ask_gives(opened: Opened):
    told = next(each for each in KNOWN if each.id == "three_ledgers")
    scope = Scope.from_query({"area": told.area, "from": "2021-03-01", "to": "2021-08-20", "compare": "none"})
    row = ask(
        ["received", "resolved"],
        scope=Scope(scope.window, scope.first, scope.last, area=told.area, where=(parse_filter("channel=problem_ledger"),)),
        principal=LOCAL,
    ).frame.iloc[0]
    app = opened("analysis/programme", programme=told.id, **scope.to_query())
    assert f"进入 {row['received']:,} 件" in app.title[0].value and f"{row['resolved']:,} 件" in app.title[0].value
    assert (row["received"], row["resolved"]) == (825, 778)


def test_the_index_has_one_line_for_each(opened: Opened):
    app = opened("analysis/programmes")
    assert len(app.dataframe[0].value) == len(KNOWN)
    assert entry("programme") is not None


def test_a_file_that_cannot_be_read_is_told_and_the_others_stand(opened: Opened, tmp_path, monkeypatch):
    (tmp_path / "99_bad.toml").write_text('name = "x"\n', "utf-8")
    monkeypatch.setenv("GRIDSCOPE_PROGRAMMES", str(tmp_path))
    app = opened("analysis/programmes")
    assert "99_bad.toml" in app.warning[0].value
    assert len(app.dataframe[0].value) == len(KNOWN)
