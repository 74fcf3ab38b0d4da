"""Any picture drawn: the one list of which figure draws which shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from analytics.figures.age_bands import age_bands
from analytics.figures.bars import bars
from analytics.figures.before_after import before_after
from analytics.figures.bounds import bounds
from analytics.figures.columns import columns
from analytics.figures.control import control
from analytics.figures.cost_rows import cost_rows
from analytics.figures.equal_months import equal_months
from analytics.figures.flow import flow
from analytics.figures.gantt import gantt
from analytics.figures.grid import grid
from analytics.figures.heat import heat
from analytics.figures.layout import Size
from analytics.figures.levels_flow import levels_flow
from analytics.figures.limit_use import limit_use
from analytics.figures.months import months
from analytics.figures.pace_bars import pace_bars
from analytics.figures.pace_rows import pace_rows
from analytics.figures.paces import paces
from analytics.figures.pipeline import conversion, stages
from analytics.figures.planned import planned
from analytics.figures.ranking import ranking
from analytics.figures.s_curve import s_curve
from analytics.figures.series import series
from analytics.figures.shares import shares
from analytics.figures.steps import holding, steps
from analytics.figures.survival import survival
from analytics.figures.target_curve import target_curve
from analytics.figures.two_changes import two_changes
from analytics.shapes.cells import Cells
from analytics.shapes.changes import Costs, Shifts, TwoChanges
from analytics.shapes.funds import Conversion, EqualMonths, FundsRows, Stages, Strips, TargetCurve
from analytics.shapes.panel import Picture
from analytics.shapes.rows import Bars, Distribution, Ranking, Shares
from analytics.shapes.steps import Holding, Steps
from analytics.shapes.tickets import Ages, Bounds, Control, Flow, Heat, Levels, LimitUse, Waiting
from analytics.shapes.time import Lines, Planned
from analytics.shapes.units import Paces
from analytics.shapes.works import PaceBars, Progress, Timeline

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
    Costs: cost_rows,
    Shifts: before_after,
    TwoChanges: two_changes,
    Conversion: conversion,
    EqualMonths: equal_months,
    FundsRows: pace_rows,
    Stages: stages,
    Strips: months,
    TargetCurve: target_curve,
    Paces: paces,
    PaceBars: pace_bars,
    Progress: s_curve,
    Timeline: gantt,
    Cells: grid,
}


def draw(picture: Picture, size: Size) -> go.Figure:
    """The figure of a picture that needs no boundaries. Raises KeyError for a shape that no figure draws."""
    return DRAWN[type(picture)](picture, size)
