"""Command lines whose mistakes are one sentence, as everywhere else."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """A mistake ends with exit status 2 and one sentence that names what was meant and what exists."""

    def error(self, message: str) -> NoReturn:
        meant = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
        near = get_close_matches(meant[1], re.findall(r"[\w-]+", meant[2]), n=1, cutoff=0.5) if meant else []
        hint = f" Did you mean {near[0]}?" if near else ""
        self.exit(2, f"{message[:1].upper()}{message[1:]}.{hint} See `{self.prog} --help`.\n")
