"""python -m benchmarks.null: how often the verdict among peers is wrong where nothing differs, and how often it finds what was planted.

Simulated cities, thousands of them, through the statistics alone: units of 30 to 5,000 cases with kinds of cases of their own, twelve periods. Prints
one line per scenario and keeps the figures as JSON under benchmarks/results.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analytics.verdicts import judge

RESULTS = Path(__file__).parent / "results"
KINDS, PERIODS, MINIMUM, SMALLEST = 12, 12, 20, 0.02
UNITS = (8, 30, 100)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class City:
    """How unlike the kinds of cases of units are, and the standard deviation of what passes and of what lasts between units."""

    mixed: bool = False
    wander: float = 0.0
    lasting: float = 0.0
    planted: tuple[float, ...] = ()  # of the first units, each of 300 cases

    def draw(self, rng: np.random.Generator, units: int) -> list[tuple[Floats, Floats]]:
        """Trials and successes of each period, the newest first."""
        cases = np.exp(rng.uniform(np.log(30), np.log(5000), units)).astype(int)
        cases[: len(self.planted)] = 300
        rates = np.clip(rng.normal(0.89, 0.075 if self.mixed else 0.0, KINDS), 0.6, 0.985)
        shares = rng.dirichlet(np.full(KINDS, 1.2 if self.mixed else 60.0), units)
        lasts = rng.normal(0, self.lasting, units)
        lasts[: len(self.planted)] = self.planted
        found = []
        for _period in range(PERIODS):
            trials = rng.multinomial(rng.poisson(cases), shares).astype(float)
            own = rates[None, :] + (lasts + rng.normal(0, self.wander, units))[:, None] + rng.normal(0, 0.01)
            found.append((trials, rng.binomial(trials.astype(int), np.clip(own, 0.01, 0.999)).astype(float)))
        return found


FALSE = {
    "equal": City(),
    "mix as in the demo, equal quality": City(mixed=True),
    "wander of 1.8 points": City(wander=0.018),
    "mix and wander of 1.8 points": City(mixed=True, wander=0.018),
    "small lasting differences of 1.8 points": City(lasting=0.018),
}
FOUND = {
    "one of 30 at −8 points, n = 300, with mix": (30, City(mixed=True, planted=(-0.08,))),
    "one of 30 at −8 points, n = 300, mix and lasting 1.8": (30, City(mixed=True, lasting=0.018, planted=(-0.08,))),
    "two of 8 at −10 and −18 points, n = 300": (8, City(planted=(-0.10, -0.18))),
    "two of 8 at −10 and −18 points, n = 300, with mix": (8, City(mixed=True, planted=(-0.10, -0.18))),
}


def false_flags(city: City, units: int, runs: int, seed: int) -> float:
    """Share of runs in which any unit is said to differ."""

    def any_named(classes: tuple[str, ...]) -> float:
        return float(any(each in ("low", "high") for each in classes))

    return _share(city, units, runs, seed, any_named)


def power(city: City, units: int, runs: int, seed: int) -> float:
    """Share of the planted units that are named as worse."""
    planted = len(city.planted)
    return _share(city, units, runs, seed, lambda classes: sum(each == "low" for each in classes[:planted]) / planted)


def _share(city: City, units: int, runs: int, seed: int, told: Callable[[tuple[str, ...]], float]) -> float:
    rng = np.random.default_rng(seed)
    return sum(told(judge(city.draw(rng, units), MINIMUM, SMALLEST).classes) for _run in range(runs)) / runs


def measure(runs: int, seed: int = 5) -> dict[str, float]:
    """Every scenario; prints each as it is known."""
    found: dict[str, float] = {}
    for name, city in FALSE.items():
        for units in UNITS:
            found[f"any false flag, J = {units}: {name}"] = false_flags(city, units, runs if units < max(UNITS) else runs // 3, seed)
            _tell(found)
    for name, (units, city) in FOUND.items():
        found[f"found: {name}"] = power(city, units, runs, seed)
        _tell(found)
    return found


def _tell(found: dict[str, float]) -> None:
    name = next(reversed(found))
    print(f"  {name:<75} {100 * found[name]:5.1f} %", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.null", description="False flags and power of the verdict among peers.")
    parser.add_argument("--runs", type=int, default=2000, help="simulated cities of each scenario")
    chosen = parser.parse_args()
    found = {name: round(value, 4) for name, value in measure(chosen.runs).items()}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "null.json").write_text(json.dumps({"runs": chosen.runs, "found": found}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
