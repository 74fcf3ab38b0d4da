"""The commands of the demo: demo, check."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

from data.demo.build import publish
from data.demo.scales import SCALES
from data.store import Warehouse

SEED = 20220420


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the sub-commands to the data command."""
    demo = commands.add_parser("demo", help="build the synthetic, calibrated demo generation and publish it")
    demo.add_argument("--scale", choices=list(SCALES), default="demo", help="demo (default), or province with 3,593,000 tickets")
    demo.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same rows")
    demo.set_defaults(run=_demo)
    check = commands.add_parser("check", help="print every published figure beside the computed one; exit 1 if a claimed one differs")
    check.add_argument("--json", action="store_true", help="as JSON")
    check.set_defaults(run=_check)


def _demo(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    generation = publish(SCALES[arguments.scale], arguments.seed, Warehouse())
    print(
        f"Generation {generation.number} ({arguments.scale}, seed {arguments.seed}) is published; built in {time.monotonic() - started:.1f} s."
    )
    return 0


def _check(arguments: argparse.Namespace) -> int:
    # Only this command looks upwards: the comparison must go through ask(), as every page does.
    from analytics.asking.principal import LOCAL
    from analytics.asking.published import DIFFERENT, compare

    comparisons = compare(LOCAL)
    if arguments.json:
        rows = [
            {
                "id": item.figure.id,
                "dataset": item.figure.dataset,
                "measure": item.figure.measure,
                "area": item.figure.area,
                "where": list(item.figure.where),
                "from": str(item.figure.first),
                "to": str(item.figure.last),
                "test": item.figure.test,
                "published": item.figure.expected,
                "tolerance": item.figure.tolerance,
                "computed": item.computed,
                "verdict": item.verdict,
                "reason": item.reason,
            }
            for item in comparisons
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print(f"{'figure':<36} {'published':>16} {'computed':>16}  verdict")
        for item in comparisons:
            sign = "≥ " if item.figure.test == "at_least" else ""
            computed = "–" if item.computed is None else _number(item.computed)
            print(f"{item.figure.id:<36} {sign + _number(item.figure.expected):>16} {computed:>16}  {item.verdict}")
        verdicts = [item.verdict for item in comparisons]
        print(", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)) + ".")
        print(_claims([item.figure.scales for item in comparisons]))
    return int(any(item.verdict == DIFFERENT for item in comparisons))


def _claims(scales: Sequence[Sequence[str]]) -> str:
    """How many of the figures each scale covers, and all of them together."""
    claimed = [f"{name} covers {sum(name in each for each in scales)}" for name in SCALES]
    together = sum(any(name in each for name in SCALES) for each in scales)
    return f"Of {len(scales)} published figures the scale {', the scale '.join(claimed)}; together they cover {together}."


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.4f}"
