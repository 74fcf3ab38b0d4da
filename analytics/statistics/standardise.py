"""Case mix: what rate a unit would have if each kind of case were handled as everywhere, and its rate adjusted for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

REST = "rest"  # stratum of the cases that no stratum of their own can hold
FEWEST_UNITS = 2  # a stratum that one unit alone has compares that unit with itself
ENOUGH_COVERAGE = 0.8


@dataclass(frozen=True)
class Standardised:
    """`strata`: one row per stratum with n, k, rate of all units together. `units`: one row per unit with n, k, expected
    (cases that would succeed at the strata's rates), adjusted (rate) and coverage (share of its cases in a stratum of their
    own kind). `overall`: the rate of all units together. `coverage`: that share over all units."""

    strata: pd.DataFrame
    units: pd.DataFrame
    overall: float
    coverage: float

    @property
    def is_covered(self) -> bool:
        """Enough of all cases lie in strata of their own kind for an adjustment to mean something."""
        return self.coverage >= ENOUGH_COVERAGE


def pooled(cells: pd.DataFrame, kinds: Sequence[str], minimum: int) -> pd.Series:
    """The stratum of each cell: its kinds together, thin ones pooled step by step from the last kind to the first.

    `cells` has unit, n, and the kinds (say category and channel), one row per unit and combination. A stratum stands on its
    own when all units together have at least `minimum` cases in it and at least two units have any; what is left over is
    pooled without its last kind, and so on; what no kind can hold, or has none recorded, is REST.
    """
    stratum = pd.Series([REST] * len(cells), index=cells.index, dtype=object)
    open_cells = pd.Series(True, index=cells.index)
    for depth in range(len(kinds), 0, -1):
        used = list(kinds[:depth])
        left = cells[open_cells & cells[used].notna().all(axis=1) & (cells["n"] > 0)]
        if not len(left):
            continue
        groups = left.groupby(used, observed=True)
        stands = (groups["n"].transform("sum") >= minimum) & (groups["unit"].transform("nunique") >= FEWEST_UNITS)
        placed = left.index[stands]
        stratum.loc[placed] = [" × ".join(str(part) for part in row) for row in left.loc[placed, used].itertuples(index=False)]
        open_cells.loc[placed] = False
    return stratum


def indirect(cells: pd.DataFrame) -> Standardised:
    """Indirect standardisation: adjusted = observed ÷ expected × overall.

    `cells` has unit, stratum, n (cases) and k (successes). The standard is all units together, so that expected and observed
    successes have the same sum. An adjusted rate can pass 1 where nearly everything succeeds. NaN for a unit without cases.
    Breslow, N. E. & Day, N. E. (1987), Statistical Methods in Cancer Research II, ch. 2. IARC.
    """
    strata = cells.groupby("stratum")[["n", "k"]].sum()
    strata["rate"] = strata["k"] / strata["n"].where(strata["n"] > 0)
    expected = cells["n"] * cells["stratum"].map(strata["rate"]).fillna(0.0)
    own = cells["n"].where(cells["stratum"] != REST, 0)
    units = cells.assign(expected=expected, own=own).groupby("unit")[["n", "k", "expected", "own"]].sum()
    total = float(strata["n"].sum())
    overall = float(strata["k"].sum()) / total if total else np.nan
    units["adjusted"] = units["k"] / units["expected"].where(units["expected"] > 0) * overall
    units["coverage"] = units.pop("own") / units["n"].where(units["n"] > 0)
    return Standardised(strata, units, overall, float(own.sum()) / total if total else 0.0)


def mix_effect(cells: pd.DataFrame, unit: str, by: str) -> pd.DataFrame:
    """How the case mix of a unit moves its expected rate away from the overall one: index `by`; effect, share, usual (shares).

    The effects sum exactly to expected rate − overall rate: each stratum gives (share − usual share) × (rate − overall rate),
    and the shares on both sides sum to 1.
    """
    strata = cells.groupby("stratum")[["n", "k"]].sum()
    overall = strata["k"].sum() / strata["n"].sum()
    rate = (strata["k"] / strata["n"].where(strata["n"] > 0)).fillna(overall)
    own = cells["n"].where(cells["unit"] == unit, 0)
    share, usual = own / own.sum(), cells["n"] / cells["n"].sum()
    effect = (share - usual) * (cells["stratum"].map(rate) - overall)
    parts = pd.DataFrame({"effect": effect, "share": share, "usual": usual, by: cells[by]})
    return parts.groupby(by, dropna=False)[["effect", "share", "usual"]].sum()
