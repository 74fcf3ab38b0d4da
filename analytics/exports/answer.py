"""An answer as the command line hands it on: a table to read, the browser's CSV, or JSON."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from analytics.asking.ask import Answer
from analytics.asking.buckets import MARK, is_cut
from analytics.asking.geography import areas
from analytics.catalogue import CATALOGUE, Kind
from analytics.exports.text import csv

FORMATS = ("table", "csv", "json")


def written(answer: Answer, form: str, rows: int | None = None) -> bytes:
    """The first `rows` groups, with their total last where one was asked for."""
    frame = _named(first_groups(answer, rows), answer, form)
    if len(answer.totals) and answer.request.by:
        total = answer.totals.copy()
        total.insert(0, answer.request.by[0], "total")
        frame = pd.concat([frame.astype(object), total.astype(object)], ignore_index=True)
    for name in frame.columns:
        if name in CATALOGUE.measures and CATALOGUE.is_count(name):
            frame[name] = pd.to_numeric(frame[name]).astype("Int64")
    if form == "csv":
        return csv(frame)
    if form == "json":
        records = [{str(name): _plain(value) for name, value in row.items()} for row in frame.astype(object).to_dict("records")]
        return f"{json.dumps(records, ensure_ascii=False, indent=1)}\n".encode()
    return f"{frame.to_string(index=False, na_rep='–', float_format=lambda value: f'{value:.4f}')}\n".encode()


def first_groups(answer: Answer, rows: int | None) -> pd.DataFrame:
    """The rows of the first groups of the first period, and what the other periods have of the same groups."""
    frame, by = answer.frame, list(answer.request.by)
    if rows is None or not by:
        return frame
    if "period" not in frame:
        return frame.head(rows)
    kept = frame.loc[frame["period"] == 0, by].head(rows)
    places = pd.MultiIndex.from_frame(frame[by].astype(object).fillna(""))
    return frame[places.isin(pd.MultiIndex.from_frame(kept.astype(object).fillna("")))]


def has_cut(answer: Answer) -> bool:
    """Whether a day, week or month of the answer is cut by the window or by as-of."""
    return bool(_cut(answer.frame, answer).any())


def _cut(frame: pd.DataFrame, answer: Answer) -> pd.Series:
    unit, periods = answer.request.time_dimension, answer.request.periods
    if unit is None or frame.empty:
        return pd.Series(data=False, index=frame.index)
    numbers = frame["period"] if "period" in frame else pd.Series(0, index=frame.index)
    starts = zip(frame[unit], numbers, strict=True)
    return pd.Series([pd.notna(start) and is_cut(unit, start.to_pydatetime(), periods[number]) for start, number in starts], frame.index)


def _named(frame: pd.DataFrame, answer: Answer, form: str) -> pd.DataFrame:
    """The frame with the names of areas beside their codes, days without a time of day, and what is cut: marked, or in a column of its own."""
    cut, frame, known = _cut(frame, answer), frame.copy(), areas()
    for name in answer.request.by:
        kind, place = CATALOGUE.dimension(name).kind, list(frame).index(name)
        if kind == Kind.AREA:
            frame.insert(place + 1, f"{name}_name", [known.name(code) if pd.notna(code) else None for code in frame[name]])
        if kind == Kind.TIME:
            frame[name] = pd.to_datetime(frame[name]).dt.strftime("%Y-%m-%d")
            if cut.any() and form == "table":
                frame[name] = frame[name].where(~cut, frame[name] + MARK)
            elif cut.any():
                frame.insert(place + 1, f"{name}_partial", cut)
    return frame


def _plain(value: object) -> object:
    """A value as JSON has it: nothing where there is none."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if isinstance(value, np.generic) else value
