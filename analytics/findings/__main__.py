"""The findings command: python -m analytics.findings --area … --window … --format text|json --deliver.

Exit status: 0 done, with or without findings, told or held back; 2 a mistake in the request or the settings, one sentence on
stderr; 3 not every channel could be told, the next run tries again.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from dataclasses import asdict

from analytics.asking.ask import conditions
from analytics.asking.filters import ScopeError
from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.findings.delivery import Outcome, deliver
from analytics.findings.message import head, message
from analytics.findings.notices import Notice, notices
from analytics.findings.settings import settings
from analytics.words.language import CHINESE, LANGUAGES, _, plural, speaking
from data.contracts.arguments import Parser
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import now

MISTAKE, NOT_TOLD = 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Find, print, and with --deliver tell."""
    chosen = _parser().parse_args(arguments)
    with speaking(chosen.language):
        try:
            return _run(chosen)
        except Problem as problem:
            print(problem.told(_), file=sys.stderr)
            return MISTAKE


def _parser() -> argparse.ArgumentParser:
    assert __doc__
    purpose, _break, status = __doc__.partition("\n\n")
    parser = Parser(prog="python -m analytics.findings", description=purpose, epilog=status)
    parser.add_argument("--area", help="code of the area; without it all of them")
    parser.add_argument("--window", help="this_month, last_30_days, …; last_30_days unless told otherwise")
    parser.add_argument("--from", dest="first", help="first day of the window")
    parser.add_argument("--to", dest="last", help="last day of the window (included)")
    parser.add_argument("--compare", default="previous", help="previous or year")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=CHINESE, help="of the text; JSON holds both")
    parser.add_argument("--deliver", action="store_true", help="send what is news to the channels of the secrets file")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong, for cron")
    return parser


def _run(chosen: argparse.Namespace) -> int:
    scope = _scope(chosen)
    channels = settings() if chosen.deliver else None  # a mistake there shows before the work
    conditions(scope, LOCAL, areas())
    found = notices(scope, LOCAL)
    if not chosen.quiet:
        print(_document(scope, found) if chosen.format == "json" else _text(scope, found))
    outcomes = deliver(channels, scope, found, now()) if channels else []
    for outcome in outcomes:
        if outcome.problem or not chosen.quiet:
            print(_told(outcome), file=sys.stderr)
    return NOT_TOLD if any(outcome.problem for outcome in outcomes) else 0


def _scope(chosen: argparse.Namespace) -> Scope:
    if chosen.window and (chosen.first or chosen.last):
        raise ScopeError(N_("Give either --window or --from and --to, not both."))
    query = {"area": chosen.area, "window": chosen.window, "from": chosen.first, "to": chosen.last, "compare": chosen.compare}
    return Scope.from_query({key: value for key, value in query.items() if value})


def _document(scope: Scope, found: list[Notice]) -> str:
    return json.dumps({**head(scope), "findings": [asdict(notice) for notice in found]}, ensure_ascii=False, indent=1)


def _text(scope: Scope, found: list[Notice]) -> str:
    told = message(scope, found).text.rstrip()
    return told if found else "\n\n".join((told, _("Nothing needs attention")))


def _told(outcome: Outcome) -> str:
    if outcome.problem:
        return f"{outcome.channel}: {outcome.problem.told(_)}"
    if outcome.held:
        text = plural(
            "{channel}: {count} finding waits for the end of the quiet hours.",
            "{channel}: {count} findings wait for the end of the quiet hours.",
            outcome.held,
        )
        return text.format(channel=outcome.channel, count=outcome.held)
    text = plural("{channel}: {count} finding told.", "{channel}: {count} findings told.", outcome.told)
    return text.format(channel=outcome.channel, count=outcome.told)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `… | head` ends the command without a word
    sys.exit(main())
