"""python -m analytics.briefing, as cron runs it."""

from pathlib import Path

import pytest

from analytics.briefing.__main__ import main


def test_the_last_whole_month_goes_into_a_folder_by_default(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--area", "211302008", "--format", "xlsx", "--out", str(tmp_path / "new")]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == tmp_path / "new" / "工作专报_站南街道_2022-03.xlsx" and path.stat().st_size > 5000


def test_one_format_may_name_its_file(demo: Path, tmp_path: Path) -> None:
    assert main(["--area", "211302008", "--month", "2021-07", "--format", "xlsx", "--out", str(tmp_path / "july.xlsx")]) == 0
    assert (tmp_path / "july.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--month", "July"], "The month is 'July', not one such as 2021-07."),
        (["--format", "doc"], "There is no format 'doc'. Possible: docx, pdf, xlsx."),
        (["--area", "999999"], "999999"),
        (["--format", "docx,pdf", "--out", "july.pdf"], "--out names the file july.pdf, but the format is docx, pdf. Give a folder."),
        (["--format", "xlsx", "--out", "/dev/null/x"], "The briefing cannot be written to /dev/null/x"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_two(
    demo: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert sentence in told.err and told.err.count("\n") == 1 and not told.out


def test_without_a_browser_the_files_are_there_and_a_sentence_says_what_they_lack(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["--area", "211302008", "--month", "2021-07", "--format", "docx", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert Path(told.out.strip()).stat().st_size > 10_000
    assert told.err == "本机没有可用的 Chromium，图从略；数字见附表。\n"
