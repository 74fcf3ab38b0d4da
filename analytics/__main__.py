"""The analytics command: python -m analytics ask MEASURES --by … --from … --to … --where … --area …"""

from __future__ import annotations

import argparse
import signal
import sys

from analytics.asking.ask import Answer, ask
from analytics.asking.buckets import MARK
from analytics.asking.filters import Filter, ScopeError, parse_filter
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope, parse_moment
from analytics.exports.answer import FORMATS, has_cut, written
from analytics.stories.programmes.words import find, opening
from analytics.words.titles import compared_days
from data.contracts.arguments import Parser
from data.contracts.model import N_
from data.contracts.problem import Message, Problem


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a mistake of the user is one sentence on stderr and exit status 2."""
    chosen = _parser().parse_args(arguments)
    try:
        answer = _answer(chosen)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    rows = chosen.limit if _cuts_rows(chosen) else None
    for note in (*answer.notes, *_remarks(answer, chosen)):
        print(note, file=sys.stderr)
    if chosen.sql:
        print(f"{answer.sql}\nLIMIT {rows}" if rows and len(answer.request.periods) == 1 else answer.sql)
        return 0
    sys.stdout.flush()
    sys.stdout.buffer.write(written(answer, chosen.format, rows))
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
    command.add_argument(
        "--programme", help="the rows of a programme (data/programmes), in its area and since it began unless told otherwise"
    )
    command.add_argument("--order", default="", help="measure or dimension; a leading minus for descending (--order=-received)")
    command.add_argument("--limit", type=int, help="only the first rows; with --others the first values of the first dimension")
    command.add_argument("--others", action="store_true", help="compute the rest of the first dimension as one more row")
    command.add_argument("--totals", action="store_true", help="add the total, computed from the rows")
    command.add_argument("--sql", action="store_true", help="print the SQL instead")
    command.add_argument("--format", choices=FORMATS, default="table")
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
    if chosen.programme:
        programme = find(chosen.programme)
        where += [parse_filter(text) for text in programme.where]
        query = {**opening(programme).to_query(), **{key: value for key, value in query.items() if value}}
        if chosen.window:
            query = {key: value for key, value in query.items() if key not in ("from", "to")}
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
        "limit": None if _cuts_rows(chosen) else chosen.limit,
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


def _cuts_rows(chosen: argparse.Namespace) -> bool:
    """Whether the limit keeps rows of the answer as it is, and not values of a dimension for which the rest is computed anew."""
    if chosen.limit is not None and chosen.limit < 1:
        return False  # ask() says what is wrong with it
    return not chosen.others and (len(_listed(chosen.by)) > 1 or chosen.compare != "none")


def _remarks(answer: Answer, chosen: argparse.Namespace) -> list[Message]:
    """What is worth knowing of the answer as it is printed: the days compared, what a limit kept, what is cut."""
    found = []
    if len(answer.request.periods) > 1:
        found.append(compared_days(*answer.request.periods))
    if chosen.limit and chosen.others and len(answer.request.by) > 1:
        text = N_("--limit {count} keeps the first {count} values of {name}; the others are one more.")
        found.append(Message(text, count=chosen.limit, name=answer.request.by[0]))
    if unit := answer.request.time_dimension:
        text = N_("{mark}: not complete, the window or the data begin or end within it.")
        found += [Message(text, mark=MARK if chosen.format == "table" else f"{unit}_partial")] if has_cut(answer) else []
    return found


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends the command without a word
    sys.exit(main())
