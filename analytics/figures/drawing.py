"""Any picture drawn: the one list of which figure draws which shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from analytics.figures.age_bands import age_bands
from analytics.figures.bars import bars
from analytics.figures.bounds import bounds
from analytics.figures.columns import columns
from analytics.figures.control import control
from analytics.figures.flow import flow
from analytics.figures.heat import heat
from analytics.figures.layout import Size
from analytics.figures.levels_flow import levels_flow
from analytics.figures.limit_use import limit_use
from analytics.figures.planned import planned
from analytics.figures.ranking import ranking
from analytics.figures.series import series
from analytics.figures.shares import shares
from analytics.figures.steps import holding, steps
from analytics.figures.survival import survival
from analytics.shapes.panel import Picture
from analytics.shapes.rows import Bars, Distribution, Ranking, Shares
from analytics.shapes.steps import Holding, Steps
from analytics.shapes.tickets import Ages, Bounds, Control, Flow, Heat, Levels, LimitUse, Waiting
from analytics.shapes.time import Lines, Planned

DRAWN: dict[type, Callable[[Any, Size], go.Figure]] = {
    Bars: bars,
    Distribution: columns,
    Holding: holding,
    Lines: series,
    Planned: planned,
    Ranking: ranking,
    Shares: shares,
    Steps: steps,
    Ages: age_bands,
    Bounds: bounds,
    Control: control,
    Flow: flow,
    Heat: heat,
    Levels: levels_flow,
    LimitUse: limit_use,
    Waiting: survival,
}


def draw(picture: Picture, size: Size) -> go.Figure:
    """The figure of a picture that needs no boundaries. Raises KeyError for a shape that no figure draws."""
    return DRAWN[type(picture)](picture, size)
