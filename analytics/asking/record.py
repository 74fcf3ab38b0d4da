"""From when to when a mart has a record: a period wholly outside of it has no value, since nobody has reported anything for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Clock, Model
from analytics.engines.duckdb import Reader
from analytics.query.record import record_sql
from analytics.query.request import Request


@dataclass(frozen=True)
class Record:
    """The first and the last moment that anything is known of; none of a mart without rows."""

    first: datetime | None = None
    last: datetime | None = None

    def misses(self, period: Period) -> bool:
        return self.first is None or self.last is None or period.start > self.last or period.end <= self.first


def record_of(reader: Reader, model: Model) -> Record:
    row = reader.cached(record_sql(model, reader.about.ahead_from)).iloc[0]
    if pd.isna(row["first"]):
        return Record()
    # Where nothing comes in any more, cases are still closed: the record ends with the data as a whole.
    return Record(row["first"].to_pydatetime(), max(row["last"].to_pydatetime(), reader.about.data_until))


def beyond(reader: Reader, name: str, period: Period) -> Record | None:
    """The record that a measure would need for a period and that lies wholly before or after it; none where it does not."""
    for part in CATALOGUE.aggregates(name):
        model = CATALOGUE.model_of(part)
        # A state holds at its moment, whenever it was reported.
        if CATALOGUE.measure(part).clock != Clock.STATE and (record := record_of(reader, model)).misses(period):
            return record
    return None


def without_unrecorded(frame: pd.DataFrame, reader: Reader, request: Request) -> pd.DataFrame:
    """The frame of an answer, with no value where a period lies outside the record of what it would count."""
    for number, period in enumerate(request.periods):
        unknown = [name for name in request.columns if beyond(reader, name, period)]
        if unknown:
            rows = frame["period"] == number if "period" in frame else slice(None)
            frame = frame.astype({name: "float64" for name in unknown if frame[name].dtype.kind != "f"})
            frame.loc[rows, unknown] = float("nan")
    return frame
