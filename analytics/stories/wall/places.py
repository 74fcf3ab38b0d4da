"""The level below on the wall: how each area stands among its peers, as on every page, with the target as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.targets import aim_of
from analytics.shapes.units import Unit
from analytics.stories.overview import Overview
from analytics.stories.wall.model import HEADLINE, LINE, Place, Plate, Ranking, State
from analytics.words.language import _
from analytics.words.width import sentence_width, text_width
from analytics.words.wording import NOTHING, count, number, percent, short

RATE = "resolution_rate"
FACTS = ("received", "backlog", "overdue_backlog")
STATES: dict[str, State] = {"low": "below", "same": "near", "high": "above", "thin": "thin"}


@dataclass(frozen=True)
class Compared:
    """Areas of one level, the rate they are held against, and what that is called."""

    places: tuple[Place, ...]
    level: str | None
    standard: float | None
    called: str


def compared(scope: Scope, principal: Principal, view: Overview) -> Compared:
    """The parts of the area, or its peers where it has none, and the line that they are drawn with: the target, or their whole."""
    units, reference = (view.units, view.reference) if view.units else (view.peers, view.peer_reference)
    units = _of_one_province(units)
    aim = aim_of(RATE)
    level = areas().get(units[0].code).level if units else None
    around = scope if view.units or not scope.area else scope.within(areas().get(scope.area).parent)
    facts = _facts(around, principal, level) if level else pd.DataFrame()
    return Compared(
        places=tuple(
            Place(
                unit.code,
                _name(unit),
                unit.rate,
                unit.band[0] if unit.band else None,
                unit.band[1] if unit.band else None,
                STATES[unit.cls],
                _told(facts, unit),
            )
            for unit in units
        ),
        level=level,
        standard=reference.rate if aim is None else aim,
        called=reference.label if aim is None else _("the target"),
    )


def plate(shown: Compared) -> Plate:
    """The map of these areas and what its marks mean."""
    return Plate(
        title=_("{measure} by {level}, %").format(measure=_measure(), level=_level(shown)),
        below=_("worse than peers"),
        above=_("better"),
        rest=_("dark: too few cases") if any(place.state == "thin" for place in shown.places) else _("the rest like them"),
        places=shown.places,
    )


def ranking(shown: Compared) -> Ranking:
    """Best first, without those that have too few cases; a place is named where it differs from its peers."""
    rated = (place for place in shown.places if place.rate is not None and place.state != "thin")
    judged = sorted(rated, key=lambda place: -(place.rate or 0))
    if not judged:
        return Ranking(_("Too few cases to rank"), _("No area has as many cases as the policy asks for."))
    low = [place.name for place in reversed(judged) if place.state == "below"]
    high = [place.name for place in judged if place.state == "above"]
    if low:
        title = _sentence(low, shown, "below")
    elif high:
        title = _sentence(high, shown, "above")
    else:
        title = _("All like their peers") if len(judged) > 1 else _("{name} like its peers").format(name=judged[0].name)
    standard = f"{shown.called} {_standard(shown)}".strip()
    note = _("Dot: rate in %, bar: like its peers, dashes: {standard}").format(standard=standard)
    return Ranking(title, note, tuple(judged), shown.standard)


def _name(unit: Unit) -> str:
    return unit.name if text_width(unit.name) <= 5 else unit.short


def _standard(shown: Compared) -> str:
    return NOTHING if shown.standard is None else short(shown.standard * 100, 1)


def _sentence(names: list[str], shown: Compared, side: Literal["below", "above"]) -> str:
    """By name as long as the names fit the headline, by number else."""
    by_name = _("{names} worse than peers") if side == "below" else _("{names} better than peers")
    told = by_name.format(names=_(", ").join(names))
    if text_width(told) <= HEADLINE:
        return told
    by_number = _("{count} of {all} areas worse than peers") if side == "below" else _("{count} of {all} areas better than peers")
    return by_number.format(count=number(len(names)), all=number(len(shown.places)))


def _facts(scope: Scope, principal: Principal, level: str) -> pd.DataFrame:
    return ask(FACTS, by=[level], scope=scope, principal=principal).frame.dropna(subset=[level]).set_index(level)


def _told(facts: pd.DataFrame, unit: Unit) -> str:
    """93.5%　受理 249　在办 52　超期 12; as many of these as one line holds beside the name."""
    row = facts.loc[unit.code] if unit.code in facts.index else dict.fromkeys(FACTS, 0)
    parts = [
        percent(unit.rate),
        _("received {count}").format(count=count(row["received"])),
        _("open {count}").format(count=count(row["backlog"])),
        _("overdue {count}").format(count=count(row["overdue_backlog"])),
    ]
    while sentence_width("　".join((_name(unit), *parts))) > LINE:
        parts.pop(1)
    return "　".join(parts)


def _measure() -> str:
    return _(CATALOGUE.measure(RATE).label).partition("（")[0]


def _level(shown: Compared) -> str:
    """As a word inside a sentence."""
    name = _(CATALOGUE.dimension(shown.level).label) if shown.level else _("Area")
    return name.lower()


def _of_one_province(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    largest = areas().common_province([unit.code for unit in units])
    return tuple(unit for unit in units if unit.code in largest)
