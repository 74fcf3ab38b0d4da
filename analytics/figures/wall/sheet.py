"""What the wall's figures share: their sizes, their colours, which no theme changes, and an empty sheet to draw on."""

from __future__ import annotations

from typing import Any

from babel.dates import get_month_names

from analytics.figures.layout import Spec
from analytics.words.language import language
from analytics.words.marks import bold, styled
from analytics.words.width import text_width

WIDTH = 895  # px of a module; the wall is laid out 1080 px high and scaled to the glass as a whole
SMALL, LARGE = 34, 48  # px: names and notes, numbers; nothing on the wall is smaller

GROUND, TEXT, MUTED, RULE = "#0D1218", "#F1F4F7", "#A9B5C1", "#3A4653"
BLUE, AMBER = "#66ABF2", "#F2B33D"  # good or actual, needs attention
INTERVAL = "#6C7A88"
TRACK = "#1C252E"  # the whole of which a part is done
FAINT_BLUE, FAINT_MUTED = "rgba(102,171,242,.18)", "rgba(169,181,193,.16)"
CLEAR = "rgba(0,0,0,0)"
FILLS = {"above": "#3B82C9", "near": RULE, "below": AMBER, "thin": "#202A34"}
INKS = {"above": BLUE, "near": TEXT, "below": AMBER, "thin": MUTED}
SYMBOLS = {"above": "triangle-up", "near": "circle", "below": "triangle-down", "thin": "circle-open"}
FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"


def sheet(height: int, left: int = 0, right: int = 0, top: int = 0, bottom: int = 0, **more: Any) -> Spec:
    """The layout of a figure as wide as a module; margins are explicit so that edges continue from one figure to the next."""
    return {
        "width": WIDTH,
        "height": height,
        "autosize": False,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "font": {"family": FONT, "size": SMALL, "color": MUTED},
        **more,
    }


def hidden(low: float, high: float, **more: Any) -> Spec:
    """An axis that only places things."""
    return {"visible": False, "fixedrange": True, "range": [low, high], **more}


def named(*ticks: tuple[float, str], low: float, high: float, **more: Any) -> Spec:
    """An axis that shows these names and nothing else."""
    return {
        "range": [low, high],
        "tickvals": [place for place, _name in ticks],
        "ticktext": [name for _place, name in ticks],
        "tickfont": {"size": SMALL, "color": MUTED},
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "automargin": False,
        "fixedrange": True,
        **more,
    }


def text(x: float, y: float, words: str, color: str = TEXT, **more: Any) -> Spec:
    """Words at a place, in the coordinates of the plot unless `xref` or `yref` say otherwise."""
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": {"size": SMALL, "color": color}, **more}


def strong(value: str, color: str = "") -> str:
    """A number inside words: larger and bold."""
    tint = f";color:{color}" if color else ""
    return styled(bold(value), f"font-size:{LARGE}px{tint}")


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Px of words, rather too many than too few."""
    return size * text_width(words) * (1.08 if bold else 1.0)


def month_name(month: int) -> str:
    """1月, Jan."""
    return get_month_names("abbreviated", locale=language())[month]
