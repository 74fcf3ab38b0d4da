"""Figures on paper: in the light theme's colours, and as crisp pictures by way of a browser that stays warm."""

from __future__ import annotations

import atexit
import logging
import shutil
import threading
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

import plotly.graph_objects as go
import plotly.io as pio

from analytics.figures.tokens import BACKGROUND, CATEGORICAL, DIVERGING, INK, SEQUENTIAL

THEME = Path(__file__).parents[2] / ".streamlit" / "config.toml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FONTS = "Source Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
SCALE = 3  # 640 px are 156 mm on paper: 310 dots an inch
SECONDS = 60
_lock = threading.Lock()
log = logging.getLogger("gridscope")


def has_browser() -> bool:
    """Whether pictures can be drawn on this machine."""
    return any(shutil.which(name) for name in BROWSERS)


def picture(figure: go.Figure, width: int, height: int) -> bytes | None:
    """The figure as PNG, three dots for each px; None where there is no browser or it does not answer."""
    if not has_browser():
        return None
    text = figure.to_json()
    for token, color in light().items():
        text = text.replace(f'"{token}"', f'"{color}"')
    for _attempt in range(2):
        try:
            return _drawn(text, width, height)
        except Exception:  # a browser fails in ways of its own; a document without pictures is better than none
            log.warning("a picture could not be drawn", exc_info=True)
            _stop()
    return None


@cache
def light() -> dict[str, str]:
    """Colour of the light theme by its token."""
    theme = tomllib.loads(THEME.read_text("utf-8"))["theme"]["light"]
    lists = (
        (CATEGORICAL, theme["chartCategoricalColors"]),
        (SEQUENTIAL, theme["chartSequentialColors"]),
        (DIVERGING, theme["chartDivergingColors"]),
        ((INK, BACKGROUND), (theme["textColor"], theme["backgroundColor"])),
    )
    return {token: color for tokens, colors in lists for token, color in zip(tokens, colors, strict=True)}


@lru_cache(maxsize=64)
def _drawn(text: str, width: int, height: int) -> bytes:
    figure = pio.from_json(text)
    figure.update_layout(width=width, height=height, font_family=FONTS)
    with _lock:
        return bytes(_server().calc_fig_sync(figure, opts={"format": "png", "width": width, "height": height, "scale": SCALE}))


def _stop() -> None:
    """Put the browser away; the next picture starts another."""
    with _lock:
        if _server.cache_info().currsize:
            _server().stop_sync_server(silence_warnings=True)
            _server.cache_clear()


@cache
def _server() -> ModuleType:
    # Loaded with the first picture: no page needs it.
    import kaleido

    kaleido.start_sync_server(n=1, timeout=SECONDS, page_generator=kaleido.PageGenerator(mathjax=False), silence_warnings=True)
    atexit.register(kaleido.stop_sync_server, silence_warnings=True)
    return kaleido
