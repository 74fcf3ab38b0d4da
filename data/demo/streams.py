"""Streams of requests: who reports where through which channel, and how many a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.demo.scales import Scale
from data.demo.tables import districts, table


@dataclass(frozen=True)
class Stream:
    """One channel in one district; `streets` limits it, `subcategories` marks a burst of a few kinds only."""

    district: str
    channel: str
    per_day: float
    first: date
    last: date
    areas: tuple[str, ...] = ()
    all_but: tuple[str, ...] = ()
    pace: float = 1.0
    stuck: float | None = None
    rated: float | None = None
    satisfied: float | None = None
    subcategories: tuple[str, ...] = ()
    flexible: bool = False


def streams(scale: Scale) -> list[Stream]:
    """The streams that touch the days of a scale; the flexible ones are raised to the wanted total."""
    own = _listed(scale)
    listed = {(stream.district, stream.channel) for stream in own}
    for channel in table("channels").itertuples():
        for code in scale.districts:
            if channel.volume > 0 and (code, channel.channel) not in listed and not code.startswith("23"):
                volume = channel.volume * float(districts().at[code, "size"])
                own.append(Stream(code, str(channel.channel), volume, date.fromisoformat(str(channel[5])), scale.last, flexible=True))
    own += _bursts(scale)
    own = [stream for stream in own if stream.first <= scale.last and stream.last >= scale.first and stream.per_day > 0]
    if scale.tickets is None:
        return own
    settled = sum(stream.per_day * _days(stream, scale) for stream in own if not stream.flexible)
    flexible = sum(stream.per_day * _days(stream, scale) for stream in own if stream.flexible)
    factor = (scale.tickets - settled) / flexible
    return [replace(stream, per_day=stream.per_day * factor) if stream.flexible else stream for stream in own]


def planted(effect: str) -> pd.DataFrame:
    """The planted events of one effect, with dates as timestamps and areas as lists."""
    frame = table("planted").query("effect == @effect").copy()
    frame["areas"] = frame["areas"].astype(str).str.split(" ")
    frame["subcategories"] = frame["subcategories"].map(lambda text: text.split("|") if text == text else [])
    frame["first"] = frame["first"].map(pd.Timestamp)
    frame["last"] = frame["last"].map(pd.Timestamp)
    return frame


def _listed(scale: Scale) -> list[Stream]:
    found = []
    for row in table("streams").itertuples():
        if str(row.district) not in scale.districts:
            continue
        places = "" if row.streets != row.streets else str(row.streets)
        found.append(
            Stream(
                district=str(row.district),
                channel=str(row.channel),
                per_day=float(row.per_day),
                first=scale.first if row[4] != row[4] else date.fromisoformat(str(row[4])),
                last=scale.last if row.until != row.until else date.fromisoformat(str(row.until)),
                areas=(places,) if places and not places.startswith("!") else (),
                all_but=(places[1:],) if places.startswith("!") else (),
                pace=1.0 if row.pace != row.pace else float(row.pace),
                stuck=_number(row.stuck),
                rated=_number(row.rated),
                satisfied=_number(row.satisfied),
            )
        )
    return found


def _bursts(scale: Scale) -> list[Stream]:
    found = []
    for row in planted("burst").itertuples():
        codes = [str(code) for code in row.areas if str(code)[:6] in scale.districts]
        for code in codes:
            found.append(
                Stream(
                    district=code[:6],
                    channel=str(row.channel),
                    per_day=float(row.size) / len(row.areas),
                    first=row.first.date(),
                    last=row.last.date(),
                    areas=(code,),
                    subcategories=tuple(row.subcategories),
                )
            )
    return found


def _days(stream: Stream, scale: Scale) -> int:
    return max((min(stream.last, scale.last) - max(stream.first, scale.first)).days + 1, 0)


def _number(value: float) -> float | None:
    return None if value != value else float(value)
