"""Figures on paper: in the light theme's colours, and as crisp pictures by way of a browser that stays warm."""

from __future__ import annotations

import asyncio
import atexit
import logging
import shutil
import threading
import time
import tomllib
from collections.abc import Coroutine
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from analytics.figures.tokens import BACKGROUND, CATEGORICAL, DIVERGING, INK, SEQUENTIAL

THEME = Path(__file__).parents[2] / ".streamlit" / "config.toml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FONTS = "Source Sans, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
SCALE = 3  # 640 px are 156 mm on paper: 310 dots an inch
SECONDS = 60
RESTS = 120  # seconds in which a browser that failed twice is not tried again: a document has several pictures
_lock = threading.Lock()
log = logging.getLogger("gridscope")


def has_browser() -> bool:
    """Whether pictures can be drawn on this machine."""
    return any(shutil.which(name) for name in BROWSERS)


def warm() -> None:
    """Start the browser now, so that it is up when the first picture is asked for."""
    if has_browser():
        with _lock:
            _browser()


def picture(figure: go.Figure, width: int, height: int) -> bytes | None:
    """The figure as PNG, three dots for each px; None where there is no browser or it does not answer."""
    if not has_browser() or time.monotonic() < _rest.until:
        return None
    text = figure.to_json()
    for token, color in light().items():
        text = text.replace(f'"{token}"', f'"{color}"')
    for _attempt in range(2):
        try:
            return _drawn(text, width, height)
        except Exception as error:  # a browser fails in ways of its own; a document without pictures is better than none
            log.warning("a picture could not be drawn: %s", error)
            _stop()
    _rest.until = time.monotonic() + RESTS
    return None


class _Rest:
    until = 0.0


_rest = _Rest()


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
        return _browser().draw(figure, {"format": "png", "width": width, "height": height, "scale": SCALE})


def _stop() -> None:
    """Put the browser away; the next picture starts another."""
    with _lock:
        if _browser.cache_info().currsize:
            _browser().close()
            _browser.cache_clear()


class _Browser:
    """A browser in an event loop of its own: kaleido's own server waits for ever for one that does not start."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="printed", daemon=True)
        self._thread.start()
        self._kaleido = self._do(self._opened())

    def draw(self, figure: go.Figure, options: dict[str, Any]) -> bytes:
        """Raises whatever the browser fails with, TimeoutError included."""
        kaleido = self._kaleido.result(SECONDS)
        return bytes(self._do(kaleido.calc_fig(figure, opts=options)).result(SECONDS))

    def close(self) -> None:
        if not self._kaleido.done():
            self._kaleido.cancel()
        elif self._kaleido.exception() is None:
            self._do(self._kaleido.result().close()).result(SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    @staticmethod
    async def _opened() -> Any:
        # Loaded with the first picture: no page needs it.
        import kaleido

        path = next(found for name in BROWSERS if (found := shutil.which(name)))
        made = kaleido.Kaleido(n=1, timeout=SECONDS, page_generator=kaleido.PageGenerator(mathjax=False), path=path)
        await made.open()
        return made


@cache
def _browser() -> _Browser:
    atexit.register(_stop)
    return _Browser()
