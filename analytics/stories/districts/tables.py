"""The comparison as tables for people: plain numbers with their units in the heads."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.figures.rank_rows import places
from analytics.shapes.evidence import word
from analytics.stories.districts.duel import Duel
from analytics.stories.districts.model import Comparison, Composition
from analytics.stories.districts.words import headed
from analytics.words.language import _
from analytics.words.wording import NOTHING, interval


@dataclass(frozen=True)
class Columns:
    """The heads of the measure table, and the ends of the scale of its main bar and of its trends in percent."""

    position: str
    judgement: str
    received: str
    raw: str
    told: str
    interval: str
    on_time: str
    median: str
    satisfaction: str
    trend: str
    scale: tuple[float, float]
    span: tuple[float, float]  # of all trends, so that they can be compared


def measure_table(view: Comparison) -> tuple[pd.DataFrame, Columns]:
    """What the page shows of every area: rates in percent, the median in days, the trend as a list of percent."""
    rate = headed(view.measure)
    scale = _scale([each.told for each in view.standings if each.told is not None])
    span, adjusted = f"{scale[0]:.0f}–{scale[1]:.0f}%", _("Adjusted")
    columns = Columns(
        position=_("Position"),
        judgement=_("Among peers"),
        received=_("Received (cases)"),
        raw=rate,
        told=f"{rate if view.refused else adjusted} {span}",
        interval=_("95% interval"),
        on_time=_("On time %"),
        median=_("Median time (days)"),
        satisfaction=headed("satisfaction_rate"),
        trend=_("12 periods"),
        scale=scale,
        span=_span([value * 100 for each in view.standings if each.is_ranked for value in each.trend if value is not None]),
    )
    rows = view.standings
    frame = pd.DataFrame({_("Area"): [each.short for each in rows]})
    if len({each.above for each in rows}) > 1:
        frame[_("Part of")] = [each.above for each in rows]
    frame[columns.position] = [NOTHING if each.best is None else places(each.best, each.worst) for each in rows]
    frame[columns.judgement] = [word(each.cls, CATALOGUE.measure(view.measure).better) for each in rows]
    frame[columns.received] = [each.received for each in rows]
    frame[columns.raw] = [_percent(each.rate) for each in rows]
    frame[columns.told] = [_percent(each.told) for each in rows]
    frame[columns.interval] = [
        interval(each.adjusted_low, each.adjusted_high) if each.adjusted is not None else interval(each.low, each.high) for each in rows
    ]
    if view.measure != "on_time_rate":
        frame[columns.on_time] = [_percent(each.on_time) for each in rows]
    frame[columns.median] = [None if each.median_hours is None else each.median_hours / 24 for each in rows]
    if view.measure != "satisfaction_rate":
        frame[columns.satisfaction] = [_percent(each.satisfaction) for each in rows]
    frame[columns.trend] = [[_percent(value) for value in each.trend if value is not None] for each in rows]
    return frame, columns


def standings_table(view: Comparison) -> pd.DataFrame:
    """Everything that is known of every area, for reading on and for the CSV."""
    measure = CATALOGUE.measure(view.measure)
    rows = view.standings
    return pd.DataFrame(
        {
            _("Code"): [each.code for each in rows],
            _("Area"): [each.name for each in rows],
            _("Part of"): [each.above for each in rows],
            _(CATALOGUE.measure(measure.denominator).label): [each.n for each in rows],
            _(CATALOGUE.measure(measure.numerator).label): [each.k for each in rows],
            f"{_(measure.label)} %": [_percent(each.rate, 2) for each in rows],
            _("95% low"): [_percent(each.low, 2) for each in rows],
            _("95% high"): [_percent(each.high, 2) for each in rows],
            _("Position"): [each.position for each in rows],
            _("Among peers"): [word(each.cls, CATALOGUE.measure(view.measure).better) for each in rows],
            _("Expected by case mix %"): [_percent(each.expected, 2) for each in rows],
            _("Adjusted %"): [_percent(each.adjusted, 2) for each in rows],
            _("Adjusted, 95% low"): [_percent(each.adjusted_low, 2) for each in rows],
            _("Adjusted, 95% high"): [_percent(each.adjusted_high, 2) for each in rows],
            _("Adjusted position"): [each.adjusted_position for each in rows],
            _("Best position"): [each.best for each in rows],
            _("Worst position"): [each.worst for each in rows],
            _("Coverage %"): [_percent(each.coverage) for each in rows],
        }
    ).astype({name: "Int64" for name in (_("Position"), _("Adjusted position"), _("Best position"), _("Worst position"))})


def composition_table(made: Composition) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Category"): [each.name for each in made.effects],
            _("Effect (points)"): [round(each.effect * 100, 3) for each in made.effects],
            _("Share of its cases %"): [_percent(each.share) for each in made.effects],
            _("Share of all cases %"): [_percent(each.usual) for each in made.effects],
        }
    )


def pieces_table(view: Duel) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Category"): [each.name for each in view.every],
            _("Case mix (points)"): [round(each.mix * 100, 3) for each in view.every],
            _("Handling (points)"): [round(each.performance * 100, 3) for each in view.every],
            _("{name}: share %").format(name=view.a): [_percent(each.share_a) for each in view.every],
            _("{name}: share %").format(name=view.b): [_percent(each.share_b) for each in view.every],
            _("{name}: rate %").format(name=view.a): [_percent(each.rate_a) for each in view.every],
            _("{name}: rate %").format(name=view.b): [_percent(each.rate_b) for each in view.every],
        }
    )


def lines_table(view: Duel) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Measure"): [line.name for line in view.lines],
            view.a: [line.a for line in view.lines],
            view.b: [line.b for line in view.lines],
            _("Difference"): [line.difference for line in view.lines],
            _("Judgement"): [line.judgement or NOTHING for line in view.lines],
        }
    )


def _percent(rate: float | None, decimals: int = 1) -> float | None:
    return None if rate is None else round(rate * 100, decimals)


def _scale(rates: list[float]) -> tuple[float, float]:
    """From a round percent below the lowest to a round one above the highest."""
    if not rates:
        return 0.0, 100.0
    low, high = min(rates) * 100, max(rates) * 100
    step = 10 if high - low > 15 else 5
    return max(0.0, math.floor((low - 0.5) / step) * step), min(100.0, math.ceil(high / step) * step) or float(step)


def _span(values: list[float]) -> tuple[float, float]:
    return (min(values), max(values)) if values and min(values) < max(values) else (0.0, 100.0)
