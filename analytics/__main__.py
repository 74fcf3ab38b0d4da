"""The analytics command: python -m analytics ask MEASURES --by … --from … --to … --where … --area …"""

from __future__ import annotations

import argparse
import json
import signal
import sys

import pandas as pd

from analytics.ask import Answer, ask
from analytics.catalogue import CATALOGUE, Kind
from analytics.filters import Filter, ScopeError, parse_filter
from analytics.geography import areas
from analytics.principal import LOCAL
from analytics.scope import Scope, parse_moment
from data.contracts.arguments import Parser
from data.contracts.model import N_
from data.contracts.problem import Problem


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a mistake of the user is one sentence on stderr and exit status 2."""
    chosen = _parser().parse_args(arguments)
    try:
        answer = _answer(chosen)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    for note in answer.notes:
        print(note, file=sys.stderr)
    print(answer.sql if chosen.sql else _text(answer, chosen.format))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m analytics", description="Numbers from the current generation.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("ask", help="measures × dimensions × scope → a table")
    command.add_argument("measures", help="measures, separated by commas")
    command.add_argument("--by", default="", help="dimensions, separated by commas")
    command.add_argument("--from", dest="first", help="first day of the window")
    command.add_argument("--to", dest="last", help="last day of the window (included)")
    command.add_argument("--window", help="this_month, last_12_months, … instead of --from and --to")
    command.add_argument("--as-of", help="judge the tickets from this moment; a bare day means its end")
    command.add_argument("--basis", default="period_end", help="period_end or latest")
    command.add_argument("--compare", default="none", help="previous, year or none")
    command.add_argument(
        "--where", action="append", default=[], metavar="DIMENSION=VALUE[,VALUE]", help="=! for none of the values; may be repeated"
    )
    command.add_argument("--area", help="code of the area")
    command.add_argument("--order", default="", help="measure or dimension; a leading minus for descending (--order=-received)")
    command.add_argument("--limit", type=int, help="only the first rows")
    command.add_argument("--others", action="store_true", help="compute the rest as one more row")
    command.add_argument("--totals", action="store_true", help="add the total, computed from the rows")
    command.add_argument("--sql", action="store_true", help="print the SQL instead")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    return parser


def _answer(chosen: argparse.Namespace) -> Answer:
    if chosen.window and (chosen.first or chosen.last):
        raise ScopeError(N_("Give either --window or --from and --to, not both."))
    query = {
        "area": chosen.area,
        "window": chosen.window,
        "basis": chosen.basis,
        "compare": chosen.compare,
        "from": chosen.first,
        "to": chosen.last,
    }
    where: list[Filter] = [parse_filter(text) for text in chosen.where]
    scope = Scope.from_query({key: value for key, value in query.items() if value})
    scope = Scope(
        scope.window,
        scope.first,
        scope.last,
        scope.basis,
        scope.compare,
        parse_moment("as-of", chosen.as_of) if chosen.as_of else None,
        scope.area,
        tuple(where),
    )
    measures = _listed(chosen.measures)
    options = {
        "scope": scope,
        "principal": LOCAL,
        "by": _listed(chosen.by),
        "order": chosen.order,
        "limit": chosen.limit,
        "others": chosen.others,
        "totals": chosen.totals,
    }
    answer = ask(measures, **options)
    if scope.compare == "none":
        return answer
    newest = answer.generation.data_until
    compared = scope.comparison(newest)
    assert compared is not None
    return ask(measures, periods=[scope.period(newest), compared], **options)


def _text(answer: Answer, form: str) -> str:
    frame = _named(answer)
    if len(answer.totals) and answer.request.by:
        total = answer.totals.copy()
        total.insert(0, answer.request.by[0], "total")
        frame = pd.concat([frame.astype(object), total.astype(object)], ignore_index=True)
    if form == "csv":
        return frame.to_csv(index=False).rstrip("\n")
    if form == "json":
        return json.dumps(json.loads(frame.to_json(orient="records", date_format="iso")), ensure_ascii=False, indent=1)
    return frame.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.4f}")


def _named(answer: Answer) -> pd.DataFrame:
    """The frame with the names of areas beside their codes and days without a time of day."""
    frame, known = answer.frame.copy(), areas()
    for name in answer.request.by:
        kind = CATALOGUE.dimension(name).kind
        if kind == Kind.AREA:
            frame.insert(
                list(frame).index(name) + 1, f"{name}_name", [known.name(code) if pd.notna(code) else None for code in frame[name]]
            )
        if kind == Kind.TIME:
            frame[name] = pd.to_datetime(frame[name]).dt.strftime("%Y-%m-%d")
    return frame


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends the command without a word
    sys.exit(main())
