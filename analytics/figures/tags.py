"""Texts of a figure: plotly reads tags in all of them, so every text becomes literal and our own marks become tags, in one place."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from analytics.words import marks

# Patterns of our own, into which plotly fills values that have been made literal, and what is never drawn.
PATTERNS = ("hovertemplate", "texttemplate")
ADDRESSES = ("geojson", "locations", "featureidkey")
_SPANS = re.compile(f"{marks.STYLE}([\\w:;#(),.% -]*){marks.STYLED}")
_TAGS = {
    "&": "&amp;",
    "<": "&lt;",
    marks.BOLD: "<b>",
    marks.UNBOLD: "</b>",
    marks.BREAK: "<br>",
    marks.UNSTYLED: "</span>",
}
_TABLE = str.maketrans(_TAGS)


def tagged(spec: Any) -> Any:
    """A copy of a specification, or of a part of one, with tags only where our marks were."""
    if isinstance(spec, str):
        return _text(spec)
    if isinstance(spec, dict):
        return {key: part if key in PATTERNS or key in ADDRESSES else tagged(part) for key, part in spec.items()}
    if isinstance(spec, list | tuple):
        return [tagged(part) for part in spec]
    return spec


def written(text: object) -> str:
    """What stood in the data before it was made literal, from a point that a reader has clicked."""
    return unescape(str(text))


def _text(text: str) -> str:
    return _SPANS.sub(r'<span style="\1">', text.translate(_TABLE))
