"""Where each area stands: raw and adjusted rate, position, interval of the position, evidence against the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.asking.geography import Area
from analytics.catalogue import CATALOGUE
from analytics.statistics.funnel import classify, spread
from analytics.statistics.intervals import wilson
from analytics.statistics.ranks import positions, rank_intervals
from analytics.statistics.standardise import ENOUGH_COVERAGE, Standardised, indirect
from analytics.stories.districts.model import Standing
from analytics.stories.districts.numbers import Numbers
from analytics.stories.districts.words import distinct_names, distinct_shorts
from data.contracts.policy import policy

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """The areas with cases in order, the rate of all of them, φ, and the adjustment, None where it is refused."""

    standings: tuple[Standing, ...]
    overall: float | None
    phi: float
    standardised: Standardised

    @property
    def adjustment(self) -> Standardised | None:
        return self.standardised if self.standardised.is_covered else None


def judge(numbers: Numbers, focus: str) -> Judged:
    """Judge the members against all of them together; `focus` is marked."""
    rates = numbers.rates
    rates = rates[rates["n"] > 0]
    n, k = rates["n"].to_numpy(float), rates["k"].to_numpy(float)
    overall = float(k.sum() / n.sum()) if n.sum() else None
    ranked = n >= policy().minimum_n
    phi = spread(k[ranked], n[ranked], overall)
    standardised = indirect(numbers.cells)
    by_unit = standardised.units.reindex(rates.index)
    expected = by_unit["expected"].to_numpy(float) / n
    adjustable = ranked & standardised.is_covered & (by_unit["coverage"].to_numpy(float) >= ENOUGH_COVERAGE) & (expected > 0)
    scale = np.where(adjustable, (overall or 0.0) / np.where(adjustable, expected, 1.0), 1.0)
    adjusted = np.where(adjustable, np.minimum(k / n * scale, 1.0), np.nan)
    told = np.where(adjustable, adjusted, k / n)
    low, high = wilson(k, n)
    frame = pd.DataFrame(
        {
            "n": n,
            "k": k,
            "rate": k / n,
            "low": low,
            "high": high,
            "cls": classify(k, n, overall, policy().minimum_n, phi),
            "expected": expected,
            "coverage": by_unit["coverage"],
            "adjusted": adjusted,
            "adjusted_low": np.where(adjustable, low * scale, np.nan),
            "adjusted_high": np.where(adjustable, np.minimum(high * scale, 1.0), np.nan),
        },
        index=rates.index,
    )
    frame = frame.join(_places(k, n, scale, told, ranked, numbers.choice.measure, frame))
    order = {area.code: area for area in numbers.members}
    names, shorts = distinct_names(numbers.members, numbers.areas), distinct_shorts(numbers.members, numbers.areas)
    standings = [_standing(order[str(code)], names[str(code)], shorts[str(code)], row, numbers, focus) for code, row in frame.iterrows()]
    first = CATALOGUE.measure(numbers.choice.measure).better != "lower"
    standings.sort(key=lambda each: (not each.is_ranked, -(each.told or 0) if first else each.told or 0, -each.n))
    return Judged(tuple(standings), overall, phi, standardised)


def _places(
    k: Values, n: Values, scale: Values, told: Values, ranked: npt.NDArray[np.bool_], measure: str, frame: pd.DataFrame
) -> pd.DataFrame:
    """Positions among those with enough cases; NaN for the others."""
    highest_first = CATALOGUE.measure(measure).better != "lower"
    places = pd.DataFrame(np.nan, index=frame.index, columns=["position", "adjusted_position", "best", "worst"])
    if ranked.any():
        best, worst = rank_intervals(k[ranked], n[ranked], scale[ranked], highest_first=highest_first)
        places.loc[ranked, "position"] = positions(k[ranked] / n[ranked], highest_first=highest_first)
        places.loc[ranked, "adjusted_position"] = positions(told[ranked], highest_first=highest_first)
        places.loc[ranked, "best"], places.loc[ranked, "worst"] = best, worst
    return places


def _standing(area: Area, name: str, short: str, row: pd.Series, numbers: Numbers, focus: str) -> Standing:
    beside = numbers.table.loc[area.code]
    above = numbers.areas.by_code.get(area.parent) if area.parent else None
    return Standing(
        code=area.code,
        name=name,
        short=short,
        above=above.name if above else "",
        n=int(row["n"]),
        k=int(row["k"]),
        rate=_real(row["rate"]),
        low=_real(row["low"]),
        high=_real(row["high"]),
        cls=row["cls"],
        focus=area.code == focus,
        position=_whole(row["position"]),
        expected=_real(row["expected"]),
        adjusted=_real(row["adjusted"]),
        adjusted_low=_real(row["adjusted_low"]),
        adjusted_high=_real(row["adjusted_high"]),
        adjusted_position=_whole(row["adjusted_position"]),
        best=_whole(row["best"]),
        worst=_whole(row["worst"]),
        coverage=_real(row["coverage"]),
        received=_whole(beside["received"]) or 0,
        on_time=_real(beside["on_time_rate"]),
        median_hours=_real(beside["median_hours"]),
        satisfaction=_real(beside["satisfaction_rate"]),
        trend=tuple(_real(value) for value in numbers.history.loc[area.code]),
    )


def _real(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type]


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload, unused-ignore]
