"""The findings command: text, JSON in both languages, delivery, and a sentence for every mistake."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from analytics.findings.__main__ import main
from tests.analytics.findings.conftest import Hook

JULY = ["--area", "211302", "--from", "2021-07-01", "--to", "2021-07-31"]


@pytest.fixture
def demo(warehouse: Path, demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The demo's generation beside a journal of the test's own."""
    folder = tmp_path / "demo"
    folder.mkdir()
    for path in demo_warehouse.iterdir():
        (folder / path.name).symlink_to(path)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
    return folder


def test_the_same_findings_as_text_in_either_language_and_as_json(demo: Path, capsys: pytest.CaptureFixture[str]):
    assert main([*JULY, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["name"], document["from"], document["to"]) == ("双塔区", "2021-07-01", "2021-07-31")
    for language in ("zh_CN", "en"):
        assert main([*JULY, "--language", language]) == 0
        text = capsys.readouterr().out
        places = [text.index(finding["title"][language]) for finding in document["findings"]]
        assert places == sorted(places)
    assert any(finding["link"].startswith("https://g.example.cn/tickets?area=211302&") for finding in document["findings"])


def test_delivery_tells_what_it_did_and_tells_it_once(demo: Path, hook: Hook, secrets: Path, capsys: pytest.CaptureFixture[str]):
    arguments = [*JULY, "--deliver", "--language", "en"]
    assert main(arguments) == 0
    assert f"webhook: {len(hook.got[0]['findings'])} findings told." in capsys.readouterr().err
    assert main(arguments) == 0
    assert "webhook: 0 findings told." in capsys.readouterr().err
    assert len(hook.got) == 1


def test_for_cron_it_says_nothing_but_what_went_wrong(demo: Path, hook: Hook, secrets: Path, capsys: pytest.CaptureFixture[str]):
    arguments = [*JULY, "--deliver", "--quiet", "--language", "en"]
    assert main(arguments) == 0
    assert capsys.readouterr() == ("", "")
    hook.answers = [403]
    (demo / "findings.jsonl").unlink()
    assert main(arguments) == 3
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("webhook: ") and err.count("\n") == 1


def test_a_link_of_a_moving_window_still_shows_the_same_days_next_week(demo: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--area", "211302", "--window", "this_month", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["demo"]
    for finding in document["findings"]:
        query = parse_qs(urlsplit(finding["link"]).query)
        assert "window" not in query
        assert query["to"] == [document["to"]]


def test_a_channel_that_refuses_ends_with_status_3(demo: Path, hook: Hook, secrets: Path, capsys: pytest.CaptureFixture[str]):
    hook.answers = [403]
    assert main([*JULY, "--deliver", "--language", "en"]) == 3
    assert "answers 403" in capsys.readouterr().err


@pytest.fixture
def secrets(hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text(f"other = 1\n[delivery.webhook]\nurl = 'http://127.0.0.1:{hook.port}/in'\n")
    monkeypatch.setenv("GRIDSCOPE_SECRETS", str(path))
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "999"], "999"),
        (["--window", "this_month", "--from", "2021-07-01", "--to", "2021-07-31"], "not both"),
        (["--from", "2021-07-01"], "both from and to"),
        (["--area", "211302", "--deliver"], "Nowhere to deliver"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
):
    monkeypatch.setenv("GRIDSCOPE_SECRETS", str(warehouse / "none.toml"))
    assert main([*arguments, "--language", "en"]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def test_nothing_to_tell_is_a_sentence(warehouse: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--area", "211302", "--from", "2020-01-01", "--to", "2020-01-31", "--language", "en"]) == 0
    assert "Nothing needs attention" in capsys.readouterr().out
