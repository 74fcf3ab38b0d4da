"""Where each area stands: raw and adjusted rate, position, interval of the position, evidence against the whole."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.asking.geography import Area
from analytics.catalogue import CATALOGUE
from analytics.readings.peers import Among, Verdict
from analytics.statistics.intervals import wilson
from analytics.statistics.ranks import positions, rank_intervals
from analytics.statistics.standardise import ENOUGH_COVERAGE, Standardised, indirect
from analytics.stories.districts.model import Standing
from analytics.stories.districts.numbers import Numbers
from analytics.stories.districts.words import distinct_names, distinct_shorts

Values = npt.NDArray[np.float64]
VERDICT = [part.name for part in fields(Verdict)]


@dataclass(frozen=True)
class Judged:
    """The areas with cases in order, the rate of all of them, the rule they are judged by, and the share of cases of known kinds."""

    standings: tuple[Standing, ...]
    overall: float | None
    among: Among
    standardised: Standardised

    @property
    def adjustment(self) -> Standardised | None:
        return self.standardised if self.standardised.is_covered else None


def judge(numbers: Numbers, focus: str) -> Judged:
    """The members with their verdicts among peers; `focus` is marked."""
    rates = numbers.rates
    rates = rates[rates["n"] > 0]
    n, k = rates["n"].to_numpy(float), rates["k"].to_numpy(float)
    overall = float(k.sum() / n.sum()) if n.sum() else None
    standardised = indirect(numbers.cells)
    coverage = standardised.units["coverage"].reindex(rates.index)
    found = pd.DataFrame([vars(numbers.judged.verdicts[str(code)]) for code in rates.index], index=rates.index, columns=VERDICT)
    ranked = (found["cls"] != "thin").to_numpy()
    adjustable = ranked & standardised.is_covered & (coverage.to_numpy(float) >= ENOUGH_COVERAGE)
    low, high = wilson(k, n)
    told = np.where(adjustable, found["adjusted"].clip(0, 1), k / n)
    shift = np.where(adjustable, found["adjusted"] - found["rate"], np.nan)
    frame = found.assign(
        n=n,
        k=k,
        rate=k / n,
        fair=found["adjusted"].clip(0, 1),
        interval_low=low,
        interval_high=high,
        coverage=coverage,
        expected=np.where(adjustable, found["expected"], np.nan),
        adjusted=np.where(adjustable, told, np.nan),
        adjusted_low=np.clip(low + shift, 0, 1),
        adjusted_high=np.clip(high + shift, 0, 1),
    )
    frame = frame.join(_places(frame, told, ranked, numbers.choice.measure))
    order = {area.code: area for area in numbers.members}
    names, shorts = distinct_names(numbers.members, numbers.areas), distinct_shorts(numbers.members, numbers.areas)
    standings = [_standing(order[str(code)], names[str(code)], shorts[str(code)], row, numbers, focus) for code, row in frame.iterrows()]
    first = CATALOGUE.measure(numbers.choice.measure).better != "lower"
    standings.sort(key=lambda each: (not each.is_ranked, -(each.told or 0) if first else each.told or 0, -each.n))
    return Judged(tuple(standings), overall, numbers.judged, standardised)


def _places(frame: pd.DataFrame, told: Values, ranked: npt.NDArray[np.bool_], measure: str) -> pd.DataFrame:
    """Positions among those with enough cases; NaN for the others."""
    highest_first = CATALOGUE.measure(measure).better != "lower"
    places = pd.DataFrame(np.nan, index=frame.index, columns=["position", "adjusted_position", "best", "worst"])
    if ranked.any():
        best, worst = rank_intervals(frame.loc[ranked, "shrunk"], frame.loc[ranked, "error"], highest_first=highest_first)
        places.loc[ranked, "position"] = positions(frame.loc[ranked, "rate"], highest_first=highest_first)
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
        low=_real(row["interval_low"]),
        high=_real(row["interval_high"]),
        band_low=_real(row["low"]),
        band_high=_real(row["high"]),
        weight=float(row["weight"]),
        shrunk=_real(row["shrunk"]),
        fair=float(row["fair"]),
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
