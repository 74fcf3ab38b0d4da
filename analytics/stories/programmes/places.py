"""The card of areas: the share that came to the end, with intervals, against the whole."""

from __future__ import annotations

import pandas as pd

from analytics.asking.flows import Flow
from analytics.asking.geography import areas
from analytics.asking.scope import Scope
from analytics.readings.units import reference
from analytics.shapes.evidence import word
from analytics.shapes.panel import Panel
from analytics.shapes.rows import Ranking
from analytics.shapes.table import Column, Table
from analytics.shapes.units import Unit
from analytics.statistics.funnel import classify, overdispersion, z_scores
from analytics.statistics.intervals import wilson
from analytics.stories.programmes.words import step_name, unit
from analytics.words.language import _
from analytics.words.titles import ranking_title
from data.contracts.policy import policy


def places(found: Flow, scope: Scope, parts: pd.DataFrame | None, level: str | None) -> Panel[Ranking]:
    """The parts of the area by how much of theirs came to the last step; those with few items are not compared."""
    shown = _units(found, parts) if parts is not None and len(parts) else ()
    whole = reference(found.done / found.entered if found.entered else None, scope.area, areas())
    done = _("{last} %").format(last=step_name(found.programme.last))
    table = Table(
        (
            Column(_("Code"), tuple(each.code for each in shown)),
            Column(_("Area"), tuple(each.name for each in shown)),
            Column(_("Entered"), tuple(each.n for each in shown), "count"),
            Column(step_name(found.programme.last), tuple(each.k for each in shown), "count"),
            Column(_("Share"), tuple(each.rate for each in shown), "percent"),
            Column(_("95% low"), tuple(each.low for each in shown), "percent"),
            Column(_("95% high"), tuple(each.high for each in shown), "percent"),
            Column(_("Against the average"), tuple(word(each.cls) for each in shown)),
        )
    )
    drawn = Ranking(shown, whole, None, done, unit(found.programme)) if len(shown) > 1 and whole.rate is not None else None
    title = ranking_title(shown) if drawn else _("No parts to compare")
    return Panel("programme-places", title, table, drawn, _("Ranking of the areas with 95% intervals"), empty=_empty(level))


def _units(found: Flow, parts: pd.DataFrame) -> tuple[Unit, ...]:
    known = areas().by_code
    rows = parts[parts["code"].isin(known)]
    n, k = rows["items"].to_numpy(), rows["done"].to_numpy()
    if not n.sum():
        return ()
    whole = found.done / found.entered
    low, high = wilson(k, n)
    noise = overdispersion(z_scores(k, n, whole)) if 0 < whole < 1 else 1.0
    classes = classify(k, n, whole, policy().minimum_n, noise)
    units = [
        Unit(code, known[code].name, known[code].short, int(n[i]), int(k[i]), float(k[i] / n[i]), float(low[i]), float(high[i]), classes[i])
        for i, code in enumerate(rows["code"])
    ]
    return tuple(sorted(units, key=lambda each: (each.cls == "thin", -(each.rate or 0))))


def _empty(level: str | None) -> str:
    if level is None:
        return _("This area has no parts.")
    return _("The items lie in one part alone, or state no place below this area.")
