"""The areas of a province or city: their funds, each against its own target and plan."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.readings.judged_pace import judged
from analytics.shapes.areas import NO_CLASS, AreaMap, Shade
from analytics.shapes.funds import FundsRow, FundsRows
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import _
from analytics.words.marks import BREAK
from analytics.words.money import MoneyUnit, money_unit
from analytics.words.wording import percent, points_apart
from data.contracts.policy import policy

NAMED = 2
BANDS = 4
AMOUNT, RATE = "amount", "rate"


def parts(numbers: Numbers) -> tuple[FundsRow, ...]:
    """Every area of the level below that has projects or a target, most funds first; a district stands among its peers."""
    if numbers.parts.empty:
        return ()
    known = numbers.areas.by_code
    found = []
    for row in numbers.parts.itertuples():
        if row.code not in known or (pd.isna(row.inflow) and pd.isna(row.investment_target) and not row.investment_projects):
            continue
        rate = _share(row.inflow_this_year, row.investment_target)
        planned = _share(row.target_by_now, row.investment_target)
        area = known[row.code]
        found.append(
            FundsRow(
                code=area.code,
                name=area.name,
                short=area.short,
                received=0.0 if pd.isna(row.inflow) else float(row.inflow),
                before=None if pd.isna(row.inflow_yoy) or row.inflow_comparable != row.inflow else float(row.inflow_year_before),
                target=None if pd.isna(row.investment_target) else float(row.investment_target),
                rate=rate,
                planned=planned,
                verdict=None if rate is None or planned is None else judged(rate - planned),
                projects=0 if pd.isna(row.investment_projects) else int(row.investment_projects),
                focus=area.code == numbers.scope.area,
            )
        )
    return tuple(sorted(found, key=lambda part: -part.received))


def parts_panel(found: tuple[FundsRow, ...]) -> Panel[FundsRows]:
    """Each area against its own target."""
    measures = ("target_rate", "time_rate", "inflow_yoy")
    return Panel("parts", _parts_title(found), _parts_table(found), FundsRows(found) if found else None, measures=measures)


def parts_map(found: tuple[FundsRow, ...], by: str) -> Panel[AreaMap]:
    """The map of the areas: by AMOUNT received, or by how the rate stands to the plan."""
    shades, words = _shades(found, by)
    picture = AreaMap(shades, "funds" if by == AMOUNT else "paces", words, _("no funds or no target"))
    return Panel("investment-map", _map_title(found), _parts_table(found), picture, measures=("inflow", "target_rate", "time_rate"))


def _parts_table(parts: Sequence[FundsRow]) -> Table:
    """Every area with its funds, its target and what was planned by now."""
    return Table(
        (
            Column(_("Code"), tuple(part.code for part in parts)),
            Column(_("Area"), tuple(part.name for part in parts)),
            Column(_("Projects"), tuple(part.projects for part in parts), "count"),
            Column(_("Funds received"), tuple(part.received for part in parts), "wan"),
            Column(_("Year on year"), tuple(part.change for part in parts), "percent"),
            Column(_("Target"), tuple(part.target for part in parts), "wan"),
            Column(_("Done"), tuple(part.rate for part in parts), "percent"),
            Column(_("Planned by now"), tuple(part.planned for part in parts), "percent"),
            Column(_("Judgement"), tuple(part.verdict.told if part.verdict else _("no target") for part in parts)),
        )
    )


def _shades(found: tuple[FundsRow, ...], by: str) -> tuple[tuple[Shade, ...], tuple[str, ...]]:
    unit = money_unit(*(part.received for part in found))
    known = sorted(part.received for part in found if part.received > 0)
    edges = [known[len(known) * part // BANDS] for part in range(1, BANDS)] if len(known) >= BANDS else []
    words = (*(_("below {amount}").format(amount=unit.text(edge)) for edge in edges), _("more") if edges else _("received"))
    if by != AMOUNT:
        limit = points_apart(policy().pace.behind_limit, 0)
        words = (
            _("{points} and more behind plan ▼").format(points=limit),
            _("nearer to the plan"),
            _("{points} and more ahead ▲").format(points=limit),
        )
    return tuple(_shade(part, by, edges, unit) for part in found), words


def _shade(part: FundsRow, by: str, edges: list[float], unit: MoneyUnit) -> Shade:
    against = _("no target")
    if part.rate is not None and part.planned is not None:
        against = _("{rate} of the target, planned by now {planned}").format(rate=percent(part.rate), planned=percent(part.planned))
    if by == AMOUNT:
        band = sum(part.received >= edge for edge in edges) if part.received > 0 else NO_CLASS
        value = unit.figure(part.received)
    else:
        band = NO_CLASS if part.rate is None or part.planned is None else _band(part.rate - part.planned)
        value = percent(part.rate)
    return Shade(
        part.code, part.name, part.short, value, band, f"{unit.text(part.received)}{BREAK}{against}", part.focus, rate=part.rate or 0.0
    )


def _band(lead: float) -> int:
    limit = policy().pace.behind_limit
    return 0 if lead <= -limit else 2 if lead >= limit else 1


def _map_title(found: tuple[FundsRow, ...]) -> str:
    """Where most of the funds come in."""
    paid = [part for part in found if part.received > 0]
    if not paid:
        return _("No area has received funds")
    whole = sum(part.received for part in paid)
    return _("{name} first, {share} of the funds").format(name=paid[0].short, share=percent(paid[0].received / whole, 0))


def _parts_title(found: tuple[FundsRow, ...]) -> str:
    """Which areas are behind their plan."""
    behind = [part.short for part in sorted(found, key=lambda part: (part.rate or 0) - (part.planned or 0)) if part.is_behind]
    if not any(part.verdict for part in found):
        return _("No area has a target")
    if not behind:
        return _("No area is behind schedule")
    if len(behind) <= NAMED:
        return _("{names} behind schedule").format(names=_(", ").join(behind))
    return _("{names} and {count} more behind schedule").format(names=_(", ").join(behind[:NAMED]), count=len(behind) - NAMED)


def _share(above: float, below: float) -> float | None:
    if pd.isna(below) or not below:
        return None
    return 0.0 if pd.isna(above) else float(above) / float(below)
