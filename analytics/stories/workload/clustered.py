"""Hot and cold clusters of requests per household, told in sentences and as a map."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.geography import boundaries
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.shapes.areas import Shade
from analytics.shapes.evidence import Class
from analytics.statistics.neighbours import FEWEST, Kind, clusters, neighbours
from analytics.stories.workload.model import LoadUnit
from analytics.stories.workload.numbers import numbers
from analytics.stories.workload.sentences import counted, load_value
from analytics.words.language import _
from analytics.words.wording import count, number
from data.contracts.model import N_

RATE = "received_per_1000_households"
KINDS: tuple[Kind, ...] = ("hot", "cold", "high_among_low", "low_among_high", "none")
WORDS = {
    "hot": N_("hot cluster ▲"),
    "cold": N_("cold cluster ▼"),
    "high_among_low": N_("high among low"),
    "low_among_high": N_("low among high"),
    "none": N_("no cluster"),
}
EVIDENCE: dict[Kind, Class] = {"hot": "high", "cold": "low"}  # their names come first on the map
GLOBAL = 0.05


@dataclass(frozen=True)
class Placed:
    unit: LoadUnit
    kind: Kind
    p: float


@dataclass(frozen=True)
class Clustered:
    """`placed`: every unit with households and a boundary, with its kind; empty where nothing could be judged."""

    title: str
    sentence: str
    placed: tuple[Placed, ...]
    shades: tuple[Shade, ...]
    words: tuple[str, ...]

    @property
    def found(self) -> tuple[Placed, ...]:
        return tuple(sorted((item for item in self.placed if item.kind != "none"), key=lambda item: (KINDS.index(item.kind), item.p)))


@kept
def clustered(scope: Scope, principal: Principal, level: str, chosen: str) -> Clustered:
    """Local Moran's I of tickets per household among neighbouring units."""
    units = numbers(scope, principal, level).units
    shapes = boundaries(unit.code for unit in units if unit.households)
    by_code = {unit.code: unit for unit in units}
    judged = [by_code[code] for code in shapes["area_code"]]
    if len(judged) < FEWEST:
        text = _("Clusters need at least {least} units with households and a boundary; here are {count}").format(
            least=number(FEWEST), count=number(len(judged))
        )
        return Clustered(_("Too few units to tell clusters"), text, (), (), ())
    found = clusters([unit.received for unit in judged], [unit.households for unit in judged], neighbours(shapes))
    if found is None:
        return Clustered(_("No clusters: all units alike"), _("Every unit has the same number of tickets per household."), (), (), ())
    placed = tuple(Placed(unit, kind, p) for unit, kind, p in zip(judged, found.kinds, found.p_values, strict=True))
    shades = tuple(_shade(item, chosen) for item in placed)
    return Clustered(_title(placed, level), _sentence(found.i, found.p), placed, shades, tuple(_(WORDS[kind]) for kind in KINDS))


def clusters_table(found: Clustered) -> pd.DataFrame:
    rows = [*found.found, *(item for item in found.placed if item.kind == "none")]
    return pd.DataFrame(
        {
            _("Code"): [item.unit.code for item in rows],
            _("Area"): [item.unit.name for item in rows],
            _("Belongs to"): [item.unit.place for item in rows],
            _("Judgement"): [_(WORDS[item.kind]) for item in rows],
            _("Received per 1,000 households"): [_rounded(item.unit.received_per_1000_households) for item in rows],
            _("Received"): [item.unit.received for item in rows],
            _("Households"): [item.unit.households for item in rows],
            _("p value"): [f"{item.p:.4f}" for item in rows],
        }
    )


def _shade(item: Placed, chosen: str) -> Shade:
    unit = item.unit
    received = count(unit.received, "cases")
    return Shade(
        code=unit.code,
        name=unit.name,
        short=unit.short,
        value=load_value(unit, RATE),
        band=KINDS.index(item.kind),
        hover=_("{kind}; {received}").format(kind=_(WORDS[item.kind]), received=received),
        focus=unit.code == chosen,
        cls=EVIDENCE.get(item.kind, "same"),
    )


def _title(placed: tuple[Placed, ...], level: str) -> str:
    hot, cold = (sum(item.kind == kind for item in placed) for kind in ("hot", "cold"))
    if hot and cold:
        return _("{hot} in hot clusters, {cold} in cold ones").format(hot=counted(level, hot), cold=counted(level, cold))
    if hot:
        return _("{hot} in hot clusters, none in cold ones").format(hot=counted(level, hot))
    if cold:
        return _("{cold} in cold clusters, none in hot ones").format(cold=counted(level, cold))
    return _("No cluster beyond chance")


def _sentence(i: float, p: float) -> str:
    p_text = "< 0.001" if p < 0.001 else f"= {number(p, 3)}"
    if p >= GLOBAL:
        text = _("Neighbours are no more alike than chance lets expect (Moran's I {i}, p {p}).")
    elif i > 0:
        text = _("Neighbours are more alike than chance lets expect (Moran's I {i}, p {p}): busy areas lie together.")
    else:
        text = _("Neighbours differ more than chance lets expect (Moran's I {i}, p {p}).")
    return text.format(i=number(i, 2), p=p_text)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
