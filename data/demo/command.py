"""The commands of the demo: demo, check, boundaries."""

from __future__ import annotations

import argparse
import json
import sys
import time

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
    boundaries = commands.add_parser("boundaries", help="fill in the real boundaries of the districts, as a new generation")
    boundaries.set_defaults(run=_boundaries)


def _demo(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    generation = publish(SCALES[arguments.scale], arguments.seed, Warehouse())
    print(f"Generation {generation.number} ({arguments.scale}, seed {arguments.seed}) is published; built in {time.monotonic() - started:.1f} s.")
    return 0
