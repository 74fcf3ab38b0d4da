"""Running sum of a year against its target: received, planned by month, the gap now in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analytics.figures.layout import LABEL, SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, BELOW, FOCUS, MUTED
from analytics.shapes.funds import TargetCurve
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.money import MoneyUnit, money_unit
from analytics.words.width import text_width

LEFT, TOP, BOTTOM = 46, 28, 24
MONTHS = 12


@remembered
def target_curve(curve: TargetCurve, size: Size) -> Spec:
    """From January to December; the year's target stands as a dotted line, each line is named at its end."""
    unit = money_unit(curve.target, curve.received[-1])
    top = max(curve.target or 0.0, *curve.received) * 1.06 or 1.0
    color = BELOW if curve.verdict and curve.verdict.state == "behind" else FOCUS
    heads = [
        note(
            0,
            1,
            _("Running sum of the year, {unit}").format(unit=unit.name),
            down="bottom",
            yshift=8,
            xshift=-LEFT,
            size=SMALL,
            color=MUTED,
        )
    ]
    aim = _("Target {amount}").format(amount=unit.text(curve.target)) if curve.target else ""
    lines = []
    if curve.planned:
        lines.append(_line(curve.planned, MUTED, 1.5, _("Planned"), unit.figure, dash="dash"))
        heads.append(note(1, curve.planned[-1] / top, _("Planned"), yref="paper", xshift=10, yshift=-9, size=SMALL, color=MUTED))
        heads.append(note(0, 0.77, curve.phasing, xshift=12, size=SMALL, color=MUTED))
    if curve.target:
        heads.append(
            note(
                1,
                curve.target / top,
                aim,
                xshift=10,
                yshift=8,
                size=SMALL,
                color=MUTED,
            )
        )
    lines.append(_line(curve.received, color, 2.5, _("Received"), unit.figure, dots=True))
    words = bold(unit.text(curve.received[-1])) + (f"　{curve.verdict.told}" if curve.verdict else "")
    heads.append(note(0, 0.86, words, xshift=12, size=LABEL, color=color))
    return {
        "data": lines,
        "layout": frame(
            size.height,
            left=LEFT,
            right=int(16 + SMALL * max(text_width(aim), text_width(_("Planned")))),
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0.6, MONTHS + 0.2], tickvals=list(range(1, MONTHS + 1)), ticktext=month_names()),
            yaxis=axis(range=[0, top], showgrid=True, **money_ticks(top, unit)),
            shapes=[_target_line(curve.target)] if curve.target else [],
            annotations=heads,
        ),
    }


def _line(
    values: Sequence[float], color: str, width: float, name: str, told: Callable[[float], str], *, dash: str = "solid", dots: bool = False
) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines+markers" if dots else "lines",
        "x": list(range(1, len(values) + 1)),
        "y": list(values),
        "line": {"color": color, "width": width, "dash": dash},
        "marker": {"size": 7, "color": color, "opacity": 1, "line": {"color": BACKGROUND, "width": 1}},
        "customdata": [[name, told(value)] for value in values],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<extra></extra>",
    }


def _target_line(target: float) -> Spec:
    line = {"color": MUTED, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": 0.6, "x1": MONTHS + 0.2, "y0": target, "y1": target, "line": line, "layer": "below"}


def money_ticks(top: float, unit: MoneyUnit) -> Spec:
    """At most five round steps of the axis of an amount, in the figure's unit."""
    magnitude = 10.0 ** (len(str(int(top))) - 1)
    step = next(magnitude * factor for factor in (0.1, 0.2, 0.25, 0.5, 1, 2, 5) if top / (magnitude * factor) <= 5)
    values = [step * count for count in range(int(top / step) + 1)]
    return {"tickvals": values, "ticktext": [unit.short(value) for value in values]}


def month_names() -> list[str]:
    return [_("M{month}").format(month=month) for month in range(1, MONTHS + 1)]
