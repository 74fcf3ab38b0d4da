"""The level below on the wall: where each area's rate lies to the target, on the map and in the ranking."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.ask import ask
from analytics.catalogue import CATALOGUE
from analytics.figures.placement import text_width
from analytics.geography import areas
from analytics.language import _
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.stories.model import Unit
from analytics.stories.overview import Overview
from analytics.stories.wall.model import Place, Plate, Ranking, State
from analytics.wording import number, percents
from data.contracts.policy import policy

RATE = "resolution_rate"
FACTS = ("received", "backlog", "overdue_open")
LONGEST = 17  # Han characters of a headline
BY_AVERAGE: dict[str, State] = {"low": "below", "same": "near", "high": "above", "thin": "thin"}


@dataclass(frozen=True)
class Compared:
    """Areas of one level, the rate they are held against, and what that is called."""

    places: tuple[Place, ...]
    level: str | None
    standard: float | None
    called: str


def compared(scope: Scope, principal: Principal, view: Overview) -> Compared:
    """The parts of the area, or its peers where it has none, against the target, or against their whole where there is none."""
    units, reference = (view.units, view.reference) if view.units else (view.peers, view.peer_reference)
    units = _of_one_province(units)
    aim = policy().targets.get(RATE)
    level = areas().get(units[0].code).level if units else None
    around = scope if view.units or not scope.area else scope.within(areas().get(scope.area).parent)
    facts = _facts(around, principal, level) if level else pd.DataFrame()
    return Compared(
        places=tuple(
            Place(
                unit.code,
                unit.name if text_width(unit.name) <= 5 else unit.short,
                unit.rate,
                unit.low,
                unit.high,
                BY_AVERAGE[unit.cls] if aim is None else _state(unit, aim),
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
    standard = percents(shown.standard).removesuffix(".0")
    return Plate(
        title=_("{measure} by {level}, %").format(measure=_measure(), level=_level(shown)),
        below=_("below {standard} {value}").format(standard=shown.called, value=standard),
        above=_("above it"),
        rest=_("the rest on a par"),
        places=shown.places,
    )


def ranking(shown: Compared) -> Ranking:
    """Best first; a place is named where its whole interval lies on one side of the standard."""
    ranked = sorted((place for place in shown.places if place.rate is not None), key=lambda place: -(place.rate or 0))
    judged = [place for place in ranked if place.state != "thin"]
    if not judged:
        return Ranking(_("Too few cases to rank"), _("No area has as many cases as the policy asks for."))
    low = [place.name for place in reversed(judged) if place.state == "below"]
    high = [place.name for place in judged if place.state == "above"]
    if low:
        title = _sentence(low, shown, "below")
    elif high:
        title = _sentence(high, shown, "above")
    else:
        title = _("Everywhere on a par with {standard}").format(standard=shown.called)
    note = _("Dot: rate in %, bar: 95% interval, dashes: {standard}").format(standard=shown.called)
    return Ranking(title, note, tuple(ranked), shown.standard)


def _state(unit: Unit, aim: float) -> State:
    if unit.cls == "thin" or unit.low is None or unit.high is None:
        return "thin"
    return "below" if unit.high < aim else "above" if unit.low > aim else "near"


def _sentence(names: list[str], shown: Compared, side: Literal["below", "above"]) -> str:
    """By name as long as the names fit the headline, by number else."""
    by_name = _("{names} below {standard}") if side == "below" else _("{names} above {standard}")
    told = by_name.format(names=_(", ").join(names), standard=shown.called)
    if text_width(told) <= LONGEST:
        return told
    by_number = _("{count} of {all} areas below {standard}") if side == "below" else _("{count} of {all} areas above {standard}")
    return by_number.format(count=number(len(names)), all=number(len(shown.places)), standard=shown.called)


def _facts(scope: Scope, principal: Principal, level: str) -> pd.DataFrame:
    return ask(FACTS, by=[level], scope=scope, principal=principal).frame.dropna(subset=[level]).set_index(level)


def _told(facts: pd.DataFrame, unit: Unit) -> str:
    """受理 249　在办 52　超期 12."""
    row = facts.loc[unit.code] if unit.code in facts.index else dict.fromkeys(FACTS, 0)
    return _("received {received}　open {open}　overdue {overdue}").format(
        received=number(row["received"]), open=number(row["backlog"]), overdue=number(row["overdue_open"])
    )


def _measure() -> str:
    return _(CATALOGUE.measure(RATE).label).partition("（")[0]


def _level(shown: Compared) -> str:
    return _(CATALOGUE.dimension(shown.level).label) if shown.level else _("Area")


def _of_one_province(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Those of the province that has most of them: provinces may lie so far apart that neither could be read on one map."""
    known = areas()
    roots = {unit.code: known.path(unit.code)[0].code for unit in units}
    largest = Counter(roots.values()).most_common(1)
    return tuple(unit for unit in units if roots[unit.code] == largest[0][0])
