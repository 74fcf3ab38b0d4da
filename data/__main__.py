"""The data command: python -m data demo | import | status | rollback | rebuild | areas | check | boundaries | audit."""

from __future__ import annotations

import argparse
import sys

from data import auditing, bounding, naming, rebuild
from data.contracts.arguments import Parser
from data.contracts.problem import Problem
from data.demo import command as demo
from data.intake import command as intake


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a mistake of the user is one sentence on stderr and exit status 2."""
    parser: argparse.ArgumentParser = Parser(prog="python -m data", description="From raw exports to published generations.")
    commands = parser.add_subparsers(dest="command", required=True)
    intake.register(commands)
    demo.register(commands)
    rebuild.register(commands)
    naming.register(commands)
    bounding.register(commands)
    auditing.register(commands)
    chosen = parser.parse_args(arguments)
    try:
        done = int(chosen.run(chosen))
        auditing.note(chosen, done)
        return done
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
