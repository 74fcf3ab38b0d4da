"""A choice between a few views of a page, kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping

from pages.components import session
from pages.components.door import st
from pages.components.errors import safe


def segments(key: str, labels: Mapping[str, str], caption: str, default: str = "") -> str:
    """Draw the choice and return what the URL names under `key`; `default`, or the first, where it names nothing that is offered."""
    chosen = chosen_segment(key, labels, default)
    st.session_state[key] = chosen
    st.segmented_control(
        caption,
        list(labels),
        format_func=dict(labels).__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(key, default or next(iter(labels))),
    )
    return chosen


def chosen_segment(key: str, labels: Mapping[str, str], default: str = "") -> str:
    """What the URL names, before the choice is drawn."""
    first = default or next(iter(labels))
    return session.parameter(key, (first, *(name for name in labels if name != first)))


@safe
def _take(key: str, first: str) -> None:
    wanted = st.session_state[key]
    session.change_parameter(key, "" if wanted == first else wanted)
