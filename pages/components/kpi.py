"""The KPI row: value, change against noise, twelve periods, target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from streamlit.delta_generator import DeltaGenerator

from analytics.readings.model import Kpi
from analytics.words.language import _
from analytics.words.wording import change, change_with_share, figure, figure_unit
from pages.components.definitions import definition
from pages.components.door import st
from pages.components.markup import faint, gray, icon, joined, lines, small, tinted

Color = Literal["gray", "green", "red"]
WIDTH = 168
SPACIOUS = 6  # more cards have no room for the share of a change beside its verdict
TARGETS = {
    "met": ("green", "check_circle"),
    "near": ("orange", "change_history"),
    "missed": ("red", "cancel"),
}


def kpi_row(kpis: Sequence[Kpi]) -> None:
    """Cards of equal width in one row; they wrap where the window is narrow."""
    grid = st.grid(len(kpis), min_column_width=WIDTH, gap="small", border=True)
    for kpi in kpis:
        _card(grid.cell(), kpi, brief=len(kpis) > SPACIOUS)


def _card(cell: DeltaGenerator, kpi: Kpi, *, brief: bool) -> None:
    history = [value for value in kpi.history if value is not None]
    with cell.container(gap="xxsmall"):
        st.metric(
            _label(kpi),
            figure(kpi.value, kpi.unit),
            _change(kpi, brief=brief),
            delta_color=_color(kpi),
            delta_arrow=("up" if kpi.change > 0 else "down") if kpi.change and kpi.significant else "off",
            delta_description=None if kpi.significant or kpi.change is None else _("noise"),
            chart_data=history if len(history) > 1 else None,
            chart_type="line",
            help=definition(kpi.measure_id),
        )
        color, mark = TARGETS[kpi.target.state] if kpi.target else ("gray", "info")
        judged = joined((tinted(color, icon(mark)), kpi.target.text if kpi.target else kpi.note))
        covered = faint(joined((icon("pie_chart"), kpi.covered))) if kpi.covered else ""
        st.markdown(lines(faint(kpi.parts) if kpi.parts else "", small(judged), covered))


def _label(kpi: Kpi) -> str:
    # What a label has in brackets, and the unit, are said in grey behind it.
    name, _bracket, rest = kpi.label.partition("（")
    grey = " ".join(part for part in (rest.removesuffix("）"), figure_unit(kpi.value, kpi.unit)) if part)
    return joined((name, grey and gray(grey)))


def _change(kpi: Kpi, *, brief: bool) -> str | None:
    if kpi.change is None:
        return kpi.uncompared or None
    return change(kpi.change, kpi.unit) if brief else change_with_share(kpi.change, kpi.value, kpi.unit)


def _color(kpi: Kpi) -> Color:
    if not kpi.significant or not kpi.change or kpi.better == "neutral":
        return "gray"
    return "green" if (kpi.change > 0) == (kpi.better == "higher") else "red"
