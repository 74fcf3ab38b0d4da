"""The door to Streamlit: its functions, with every text that they read as Markdown made literal on the way.

Pages take `st` from here and never from Streamlit; what should be markup is made by `pages.components.markup`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit

from data.contracts.problem import Message, Problem
from pages.components.markup import literal

_LABEL = ("label", "help")
_BODY = ("body", "help")
# What is read as Markdown, by function; a test holds it against what Streamlit says of itself. Options that are missing here are
# drawn as they are.
READ: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("markdown", "title", "header", "subheader", "caption"), _BODY),
    **dict.fromkeys(("text", "latex"), ("help",)),
    **dict.fromkeys(("error", "warning", "info", "success"), ("body", "title")),
    **dict.fromkeys(("button", "download_button", "link_button", "form_submit_button", "page_link", "popover"), _LABEL),
    **dict.fromkeys(("text_input", "text_area", "number_input", "date_input", "time_input", "selectbox", "multiselect"), _LABEL),
    **dict.fromkeys(("checkbox", "toggle", "slider", "color_picker", "datetime_input"), _LABEL),
    **dict.fromkeys(("file_uploader", "audio_input", "camera_input"), _LABEL),
    **dict.fromkeys(("pills", "segmented_control", "select_slider", "menu_button"), (*_LABEL, "options")),
    "radio": (*_LABEL, "options", "captions"),
    "metric": ("label", "value", "delta", "delta_description", "help"),
    "expander": ("label",),
    "status": ("label",),
    "dialog": ("title",),
    "tabs": ("tabs",),
    "progress": ("text",),
    "spinner": ("text",),
    "toast": ("body",),
    "image": ("caption",),
    "table": ("data",),
    "Page": ("title", "help"),
}
# Write what they are given as they find fit, or, like a badge, put backslashes of their own before it.
REFUSED = ("badge", "write", "write_stream", "echo", "chat_message", "chat_input", "sidebar")


class _Door:
    def __getattr__(self, name: str) -> Any:
        if name in REFUSED:
            raise AttributeError(f"Pages do not use st.{name}.")
        if name == "column_config":
            return _COLUMNS
        return _drawing(name) if name in READ else getattr(streamlit, name)


@cache
def _drawing(name: str) -> Callable[..., Any]:
    return _through(getattr(streamlit, name), READ[name])


def _through(function: Callable[..., Any], read: tuple[str, ...]) -> Callable[..., Any]:
    order = tuple(signature(function).parameters)

    @wraps(function)
    def draw(*given: Any, **named: Any) -> Any:
        told = dict(zip(order, given, strict=False)) | named
        if "options" in read:
            spoken = told.get("format_func", str)
            told["format_func"] = lambda option: literal(spoken(option))
        return function(**{key: _literal(value) if key in read and key != "options" else value for key, value in told.items()})

    return draw


def _literal(value: Any) -> Any:
    if isinstance(value, pd.DataFrame):
        return value.map(_literal).rename(columns=_literal)
    if isinstance(value, list | tuple):
        return [_literal(part) for part in value]
    return literal(value) if isinstance(value, str | Message | Problem) else value


class _Columns:
    """Configurations of columns, whose help is Markdown too."""

    def __getattr__(self, name: str) -> Any:
        kind = getattr(streamlit.column_config, name)
        return _through(kind, ("help",)) if callable(kind) else kind


_COLUMNS = _Columns()

if TYPE_CHECKING:
    import streamlit as st
else:
    st = _Door()
