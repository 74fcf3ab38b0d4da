"""What an area's kinds of cases let expect of its rate, period by period, as the areas beside it handle them."""

from __future__ import annotations

import pandas as pd

from analytics.asking.scope import Period
from analytics.catalogue import Measure
from analytics.readings.mix import mix_cells
from analytics.readings.numbers import Numbers

ENOUGH = 0.5  # of the area's own cases, that the areas beside it must have to be a standard
OWN_SAY = 20.0  # cases that a kind must have in a period before its rate then counts as much as its rate over all periods


def expected_rates(numbers: Numbers, measure: Measure, periods: list[Period]) -> pd.DataFrame:
    """One row per period (0 is the current one) with n, k, expected and its variance, of the cases that can be compared.

    The standard are areas of the same level in the same period, so that season, holidays and a month that ends on a Sunday fall
    on both sides: those nearest around that have enough cases together. Where there are none, or the reader may not see them, it
    is the area itself over the periods before. Kinds that the standard does not have, such as a channel that only this area has
    opened, are left out on both sides.
    """
    area, known = numbers.scope.area, numbers.areas
    for above in _around(numbers):
        cells = mix_cells(numbers.scope.within(above), numbers.principal, measure.id, known.get(str(area)).level, periods=periods)
        own, others = cells[cells["unit"] == area], cells[cells["unit"] != area]
        if others["n"].sum() >= ENOUGH * own["n"].sum():
            return _against(own, others)
    if numbers.unit_level is None:
        return pd.DataFrame()
    own = mix_cells(numbers.scope, numbers.principal, measure.id, numbers.unit_level, periods=periods)
    return _against(own, own[own["period"] > 0].assign(period=None))


def _around(numbers: Numbers) -> list[str | None]:
    """The areas that the area lies in, the nearest first and all there is last."""
    if numbers.scope.area is None or numbers.principal.areas is not None:
        return []
    return [*(area.code for area in reversed(numbers.areas.path(numbers.scope.area)[:-1])), None]


def _against(own: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """`others` without a period stand for all of them. A kind's rate in a period is drawn towards its lasting rate."""
    own = own[own["channel"].isin(others["channel"])]  # the cases of a channel are compared with its own kind, not with a category of any
    lasting = others.groupby("stratum")[["n", "k"]].sum().add_suffix("_lasting").reset_index()
    then = others.groupby(["period", "stratum"])[["n", "k"]].sum().add_suffix("_then").reset_index()
    cells = own.groupby(["period", "stratum"])[["n", "k"]].sum().reset_index()
    cells = cells.merge(lasting[lasting["n_lasting"] > 0], on="stratum").merge(then, on=["period", "stratum"], how="left")
    cells = cells.fillna({"n_then": 0.0, "k_then": 0.0})
    usual = cells["k_lasting"] / cells["n_lasting"]
    weight = cells["n_then"] / (cells["n_then"] + OWN_SAY)
    rate = weight * (cells["k_then"] / cells["n_then"].where(cells["n_then"] > 0, 1)) + (1 - weight) * usual
    chance = weight**2 / cells["n_then"].where(cells["n_then"] > 0, 1) + (1 - weight) ** 2 / cells["n_lasting"]
    spread = rate * (1 - rate)
    cells = cells.assign(expected=cells["n"] * rate, variance=spread * (cells["n"] + cells["n"] ** 2 * chance))
    return cells.groupby("period")[["n", "k", "expected", "variance"]].sum()
