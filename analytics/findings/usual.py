"""How many cases of each matter a part should ordinarily have: from its own year, or, where a channel is young, from the other parts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.readings.numbers import YEAR, Numbers

EARLY = 1 / 8  # of its year, half of an even share: what a channel must have brought in the first quarter to have a past
KEYS = ["code", "subcategory"]
A_HALF = 0.5  # case, so that a matter that no other part has is rare and not impossible


def usual_counts(numbers: Numbers) -> pd.DataFrame:
    """One row per part and subcategory: code, subcategory, now, carried (expected), past (how many cases that rests on).

    Channel by channel, so that one that a part has opened since is no surge in everything it brings: a channel with a whole year
    behind it is carried forward from that year, a younger one is expected to bring what it brings elsewhere.
    """
    if numbers.unit_level is None:
        return pd.DataFrame()
    cells = _cells(numbers, numbers.unit_level)
    channel = cells.groupby(["code", "channel"])[["past", "early"]].transform("sum")
    has_past = (channel["past"] > 0) & (channel["early"] >= EARLY * channel["past"])
    return _together(pd.concat([_from_own_year(cells[has_past]), _from_elsewhere(cells[~has_past])]))


def _together(cells: pd.DataFrame) -> pd.DataFrame:
    """Sums by part and subcategory. What few cases carry far is uncertain however many others there are: squared errors add up, each
    carried² / past, and `past` is the number of cases that would have their sum."""
    known = cells[cells["past"] > 0]
    known = known.assign(error=known["carried"] ** 2 / known["past"])
    counts = known.groupby(KEYS, as_index=False)[["now", "carried", "error"]].sum()
    counts = counts[counts["error"] > 0]
    return counts.assign(past=counts["carried"] ** 2 / counts["error"])


def _cells(numbers: Numbers, level: str) -> pd.DataFrame:
    """code, channel, subcategory, now, past (the year before), early (its first quarter)."""
    early = replace(numbers.year_before, end=numbers.year_before.start + YEAR / 4)
    later = replace(numbers.year_before, start=early.end)
    frame = ask(
        ["received"],
        by=[level, "channel", "subcategory"],
        scope=numbers.scope,
        principal=numbers.principal,
        periods=[numbers.period, later, early],
    ).frame
    frame = frame.rename(columns={level: "code"}).dropna(subset=KEYS).fillna({"channel": ""})
    wide = frame.pivot(index=["code", "channel", "subcategory"], columns="period", values="received").reindex(columns=[0, 1, 2])
    cells = wide.astype(float).fillna(0).set_axis(["now", "later", "early"], axis=1).reset_index()
    return cells.assign(past=cells["later"] + cells["early"])


def _from_own_year(cells: pd.DataFrame) -> pd.DataFrame:
    """The past of each matter times the change of all other matters of its part and channel, and the change of the same matter in
    the other parts, which is drawn towards none."""
    channel = cells.groupby(["code", "channel"])[["now", "past"]].transform("sum") - cells[["now", "past"]]
    overall = cells["now"].sum() / max(cells["past"].sum(), 1)
    carried = cells["past"] * (channel["now"] / channel["past"]).where(channel["past"] > 0, overall)
    cells = cells.assign(carried=carried)
    matter = cells.groupby(KEYS)[["now", "carried"]].transform("sum")
    others = cells.groupby("subcategory")[["now", "carried"]].transform("sum") - matter
    return cells.assign(carried=carried * (others["now"] + 1) / (others["carried"] + 1))


def _from_elsewhere(cells: pd.DataFrame) -> pd.DataFrame:
    """All other matters of the part and channel times how the matter compares with them in the other parts, whose cases of it are
    what this rests on; nothing where no other part has the channel."""
    whole = cells.groupby("channel")["now"].transform("sum")
    part = cells.groupby(["code", "channel"])["now"].transform("sum")
    matter = cells.groupby(["channel", "subcategory"])["now"].transform("sum") - cells["now"] + A_HALF
    rest = whole - part - matter
    carried = (part - cells["now"]) * matter / rest.where(rest > 0)
    return cells.assign(past=matter, carried=carried).dropna(subset=["carried"])
