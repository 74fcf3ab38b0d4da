"""The briefing command, also for cron: python -m analytics.briefing --area … --month … --format docx,pdf,xlsx --out …"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import FORMATS, BriefingError, Month, briefing, last_whole, made, prepare
from analytics.briefing.outline import lacks_pictures
from analytics.briefing.paper import without_pictures
from analytics.briefing.programme import programme_briefing
from analytics.engines.duckdb import newest
from analytics.figures.printed import warm
from analytics.words.language import CHINESE, LANGUAGES, speaking
from data.contracts.arguments import Parser
from data.contracts.model import N_
from data.contracts.problem import Problem

PICTURED = {"docx", "pdf"}


def main(arguments: list[str] | None = None) -> int:
    """Write the files and print their paths; a mistake of the user is one sentence on stderr and exit status 2."""
    chosen = _parser().parse_args(arguments)
    try:
        forms = _forms(chosen.format)
        with speaking(chosen.language):
            _write(chosen, forms)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m analytics.briefing", description="The monthly briefing of an area as files.")
    parser.add_argument("--area", help="code of the area; without it everything")
    parser.add_argument("--programme", help="the monthly report of a programme (data/programmes) instead")
    parser.add_argument("--month", help="2021-07; without it the last whole month of the data")
    parser.add_argument("--format", default="docx", help="docx, pdf, xlsx, separated by commas")
    parser.add_argument("--out", type=Path, default=Path(), help="folder for the files, or the file itself for one format")
    parser.add_argument("--language", default=CHINESE, choices=list(LANGUAGES))
    return parser


def _forms(text: str) -> list[str]:
    forms = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [form for form in forms if form not in FORMATS]
    if unknown or not forms:
        raise BriefingError(N_("There is no format {name!r}. Possible: {possible}."), name=", ".join(unknown), possible=list(FORMATS))
    return forms


def _write(chosen: argparse.Namespace, forms: list[str]) -> None:
    single = chosen.out.suffix.lower().lstrip(".") in FORMATS
    if single and [chosen.out.suffix.lower().lstrip(".")] != forms:
        raise BriefingError(
            N_("--out names the file {file}, but the format is {format}. Give a folder."), file=chosen.out.name, format=forms
        )
    areas().path(chosen.area)
    month = Month.parse(chosen.month) if chosen.month else last_whole(newest())
    is_pictured = bool(set(forms) & PICTURED)
    if is_pictured:
        warm()  # the browser starts while the story is told
    prepare(forms)
    scope = Scope(area=chosen.area)
    told = programme_briefing(scope, LOCAL, chosen.programme, str(month)) if chosen.programme else briefing(scope, LOCAL, str(month))
    folder = chosen.out.parent if single else chosen.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for form in forms:
            path = chosen.out if single else folder / f"{told.file_name}.{form}"
            path.write_bytes(made(told, form))
            print(path)
    except OSError as error:
        raise BriefingError(N_("The briefing cannot be written to {folder}: {detail}."), folder=folder, detail=error.strerror) from error
    if is_pictured and lacks_pictures(told):
        print(without_pictures(), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
