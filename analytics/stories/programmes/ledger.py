"""The card of the ledger: what is open, where it stands, how long, and how far beyond the limit of its step."""

from __future__ import annotations

import pandas as pd

from analytics.asking.flows import NAMED, Flow
from analytics.asking.geography import areas
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Kind, Table
from analytics.stories.programmes.words import counted, step_name
from analytics.words.language import _
from analytics.words.wording import number

DAY = 24
DATED = ("investment", "renovation")  # whose moments are days


def ledger(found: Flow, rows: pd.DataFrame) -> Panel[Picture]:
    """Those longest beyond their limit first; of more than fit, the first."""
    key, name = NAMED[found.programme.source]
    known = [step for step, stands in zip(found.programme.steps, found.steps, strict=True) if stands.is_reported] or list(
        found.programme.steps
    )
    names = [step_name(step) for step in found.programme.steps]
    places = areas().by_code
    columns = [
        Column(_("Number"), tuple(str(value) for value in rows[key])),
        Column(_("Matter"), tuple(_text(value) for value in rows[name])),
        Column(
            _("Place"),
            tuple(places[code].name if code in places else "" for code in rows["place"].astype(object).where(rows["place"].notna(), "")),
        ),
        Column(_("Holder"), tuple(_text(value) for value in rows["holder"])),
        Column(_("Stands at"), tuple(names[int(step)] for step in rows["step"])),
        Column(_("Days there"), tuple(_days(value) for value in rows["hours"]), "tenth"),
        Column(_("Days past the limit"), tuple(_days(value, least=0) for value in rows["over"]), "tenth"),
    ]
    kind: Kind = "day" if found.programme.source in DATED else "moment"
    columns += [
        Column(step_name(step), tuple(None if pd.isna(value) else value for value in rows[f"m{place}"]), kind)
        for place, step in enumerate(found.programme.steps)
        if step in known
    ]
    title = (
        _("Nothing is open") if not found.open else _("{count} open, those latest first").format(count=counted(found.open, found.programme))
    )
    if found.open > len(rows):
        title = _("{count} open; the {shown} latest").format(count=counted(found.open, found.programme), shown=number(len(rows)))
    return Panel("programme-ledger", title, Table(tuple(columns)), empty=_("Nothing is open in this period and area."))


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _days(hours: float, least: float | None = None) -> float | None:
    if pd.isna(hours) or (least is not None and hours <= least):
        return None
    return float(hours) / DAY
