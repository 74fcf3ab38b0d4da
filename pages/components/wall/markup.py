"""The wall's words as HTML: every value is escaped, every class is one of wall.css."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from analytics.figures.wall.sheet import INKS
from analytics.stories.wall.model import Alerts, Panel, Plate, Tile
from analytics.words.language import _
from analytics.words.width import text_width

MARKS = {"below": "▼", "above": "▲"}
LONG = 12.4  # ems, above which a title is set smaller


def title(words: str, badge: str, line: str) -> str:
    """The head of the wall: whose, of which days, and that demonstration data are demonstration data."""
    mark = f'<span class="wall-badge">{escape(badge)}</span>' if badge else ""
    long = " wall-long" if text_width(words) > LONG else ""
    return f'<div class="wall-title{long}"><span>{escape(words)}</span>{mark}</div><div class="wall-line">{escape(line)}</div>'


def tiles(shown: Sequence[Tile]) -> str:
    return f'<div class="wall-tiles">{"".join(_tile(tile) for tile in shown)}</div>'


def _tile(tile: Tile) -> str:
    chip = f'<span class="wall-chip">{escape(tile.verdict)}</span>' if tile.verdict else ""
    return (
        f'<div class="wall-tile wall-{tile.tone}"><div class="wall-label">{escape(tile.label)}</div>'
        f'<div class="wall-value">{escape(tile.value)}<span class="wall-unit">{escape(tile.unit)}</span></div>'
        f'<div class="wall-against">{chip}<span>{escape(tile.against)}</span></div></div>'
    )


def head(panel: Panel) -> str:
    """Headline and note of a module."""
    return f'<div class="wall-head">{escape(panel.title)}</div><div class="wall-note">{escape(panel.note)}</div>'


def note(words: str) -> str:
    """Why there is no picture."""
    return f'<div class="wall-note">{escape(words)}</div>'


def map_head(plate: Plate) -> str:
    """What the map shows and what its marks mean."""
    below, above = (f'<span style="color:{INKS[state]}">{MARKS[state]}</span> ' for state in ("below", "above"))
    note = f"{below}{escape(plate.below)}　{above}{escape(plate.above)}　{escape(plate.rest)}"
    return f'<div class="wall-head">{escape(plate.title)}</div><div class="wall-note wall-legend">{note}</div>'


def tour(plate: Plate) -> str:
    """One line for each area, of which the pulse shows one at a time."""
    lines = (f'<div class="wall-stop"><b>{escape(place.name)}</b>　{escape(place.facts)}</div>' for place in plate.places)
    return f'<div class="wall-tour">{"".join(lines)}</div>'


def alerts(found: Alerts) -> str:
    """Mark, sentence and evidence of each finding."""
    rows = (
        f'<div class="wall-alert"><span class="wall-mark">{"?" if alert.question else MARKS["below"]}</span><div><div class="wall-finding{"" if alert.evidence else " wall-two"}">{escape(alert.title)}</div>'
        f'<div class="wall-evidence">{escape(alert.evidence)}</div></div></div>'
        for alert in found.alerts
    )
    empty = "" if found.alerts else f'<div class="wall-note">{escape(_("Nothing is beyond its limits in this period."))}</div>'
    return f'<div class="wall-head">{escape(found.title)}</div>{empty}<div class="wall-alerts">{"".join(rows)}</div>'


def footer(parts: Iterable[str], trouble: str = "") -> str:
    """Whose work this is; in its place, in amber, what of the address could not be used."""
    if trouble:
        return f'<div class="wall-foot wall-wrong">{escape(trouble)}</div>'
    return f'<div class="wall-foot">{"　　".join(escape(part) for part in parts if part)}</div>'


def names(panels: Sequence[str]) -> str:
    """Names of the panels; the one that is shown is bold under a white rule."""
    return f'<div class="wall-names">{"".join(f"<div>{escape(name)}</div>" for name in panels)}</div>'


def waiting(trouble: str) -> str:
    """What stands on the glass before the first picture, and why."""
    words = _("The data cannot be read yet; trying again")
    return f'<div class="wall-waiting"><div class="wall-head">{escape(words)}</div><div class="wall-note">{escape(trouble.replace("`", ""))}</div></div>'
