"""Repeated timing: best and median of several runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def timed(label: str, run: Callable[[], object], *, before: Callable[[], object] = lambda: None, runs: int = 7) -> dict[str, float]:
    """Milliseconds of `run`, each time after `before`; prints and returns best and median."""
    taken = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    found = {"best_ms": round(min(taken), 1), "median_ms": round(statistics.median(taken), 1)}
    print(f"  {label:<58} best {found['best_ms']:8.1f} ms   median {found['median_ms']:8.1f} ms", flush=True)
    return found
