"""Programmes are declared in short files: those that ship are sound, and a wrong one gets one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.asking.filters import parse_filter
from analytics.asking.published import published_figures
from analytics.catalogue import CATALOGUE
from data.contracts.programmes import Programme, ProgrammeError, programmes

GOOD = """
name = "三单"
sentence = "点单、接单"
from = "tickets"
where = ["channel=problem_ledger"]
since = 2021-03-01
limit = "15 天"
[[steps]]
name = "点单"
reached = "received_at"
limit = "12 小时"
[[steps]]
name = "销单"
reached = "closed_at"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_PROGRAMMES", str(tmp_path))
    return tmp_path


def added(folder: Path, text: str, name: str = "99_own.toml") -> tuple[Programme | None, list[str]]:
    (folder / name).write_text(text, "utf-8")
    good, bad = programmes()
    return next((each for each in good if each.id == "own"), None), [str(error) for error in bad]


def test_every_shipped_programme_can_be_read_and_names_what_exists():
    known, wrong = programmes()
    assert not wrong
    assert len(known) >= 25 and len({each.id for each in known}) == len(known)
    figures = {figure.id for figure in published_figures()}
    for each in known:
        assert set(each.published) <= figures, each.id
        assert all(parse_filter(text).dimension in CATALOGUE.dimensions for text in each.where), each.id
        assert each.en and each.sentence_en and all(step.en for step in each.steps), each.id


def test_a_folder_of_ones_own_adds_and_replaces(own: Path):
    mine, wrong = added(own, GOOD)
    assert not wrong and mine is not None
    assert (mine.first.limit, mine.limit) == (12, 360)
    (own / "10_three_ledgers.toml").write_text(GOOD.replace("三单", "本地的三单"), "utf-8")
    assert next(each for each in programmes()[0] if each.id == "three_ledgers").name == "本地的三单"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('limit = "12 小时"', 'limit = "半天"'), ("99_own.toml", "steps.1.limit", "15 天")),
        (GOOD + "colour = 3\n", ("steps.2.colour", "Possible: name, reached")),
        (GOOD.replace('from = "tickets"', 'from = "letters"'), ("entry from", "tickets")),
        (GOOD.replace("since = 2021-03-01\n", ""), ("entry since",)),
        (GOOD.replace('name = "三单"\n', "name = \n"), ("not valid TOML", "line 2")),
        (GOOD.partition("[[steps]]")[0] + '[[steps]]\nname = "a"\nreached = "received_at"\n', ("entry steps",)),
        (GOOD.replace("sentence =", "sentense ="), ("entry sentence",)),
    ],
)
def test_a_wrong_file_gets_one_sentence_that_names_file_and_entry(own: Path, text: str, told: tuple[str, ...]):
    mine, wrong = added(own, text)
    assert mine is None and len(wrong) == 1
    assert all(part in wrong[0] for part in ("99_own.toml", *told)), wrong


def test_a_file_of_another_encoding_is_named(own: Path):
    (own / "99_own.toml").write_bytes(GOOD.encode("gb18030"))
    assert "not UTF-8" in str(programmes()[1][0])


def test_a_wrong_file_leaves_the_others_alone(own: Path):
    _mine, wrong = added(own, "name = ")
    assert len(wrong) == 1 and len(programmes()[0]) >= 25


def test_a_folder_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_PROGRAMMES", "/nowhere/at/all")
    with pytest.raises(ProgrammeError, match="no folder"):
        programmes()
