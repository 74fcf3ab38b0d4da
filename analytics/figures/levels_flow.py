"""Where cases are solved, as a flow from channel to level; what stays in grid and community is told apart by colour."""

from __future__ import annotations

from analytics.figures.layout import LABEL, SMALL, Size, Spec, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, FOCUS, INK, LINE, MUTED, SEQUENTIAL
from analytics.shapes.tickets import Levels
from analytics.words.language import _
from analytics.words.wording import number, percent

NODE = 12
LOCAL_FLOW = SEQUENTIAL[2]
SIDE, TOP = 4, 22
GAP = 0.025  # of the height, between nodes


@remembered
def levels_flow(picture: Levels, size: Size) -> Spec:
    """Channels on the left, most first; levels on the right, grid on top. Needs at least one resolved case with a level."""
    left, right = len(picture.channels), len(picture.levels)
    names = [f"{name}　{number(n)}" for name, n in picture.channels]
    names += [f"{name}　{number(n)}　{percent(n / picture.total, 0)}" for name, n in picture.levels]
    local = {left + place for place in picture.local}
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "domain": {"x": [0, 1], "y": [0, 1]},
                "textfont": {"size": LABEL, "color": INK, "shadow": f"0 0 3px {BACKGROUND}, 0 0 3px {BACKGROUND}"},
                "node": {
                    "label": names,
                    "x": [0.001] * left + [0.999] * right,
                    "y": [*_middles([n for _name, n in picture.channels]), *_middles([n for _name, n in picture.levels])],
                    "thickness": NODE,
                    "pad": GAP * size.height,
                    "line": {"width": 0},
                    "color": [FOCUS if place in local else LINE for place in range(left + right)],
                    "hovertemplate": "%{label}<extra></extra>",
                },
                "link": {
                    "source": [i for i, _j, _n in picture.flows],
                    "target": [left + j for _i, j, _n in picture.flows],
                    "value": [n for _i, _j, n in picture.flows],
                    "color": [LOCAL_FLOW if left + j in local else AREA for _i, j, _n in picture.flows],
                    "hovertemplate": "%{source.label} → %{target.label}<br><b>%{value:,}</b><extra></extra>",
                },
            }
        ],
        "layout": frame(
            size.height,
            left=SIDE,
            right=SIDE,
            top=TOP,
            bottom=6,
            annotations=[
                note(0, 1, _("Came by"), down="bottom", yshift=4, size=SMALL, color=MUTED),
                note(1, 1, _("Resolved at"), across="right", down="bottom", yshift=4, size=SMALL, color=MUTED),
            ],
        ),
    }


def _middles(sizes: list[int]) -> list[float]:
    """Where the middle of each node stands, from 0 at the top, so that they keep their order."""
    free = 1 - GAP * (len(sizes) - 1)
    total, top = sum(sizes), 0.0
    found = []
    for size in sizes:
        share = free * size / total
        found.append(min(0.999, max(0.001, top + share / 2)))
        top += share + GAP
    return found
