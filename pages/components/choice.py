"""A choice whose one truth is the address: what can be chosen under a key, and the widgets that choose it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components import session
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import bold


def chosen(key: str, labels: Mapping[str, str], default: str = "") -> str:
    """What the address names under `key`; `default`, or the first, where it names nothing that is offered."""
    first = _first(labels, default)
    return session.parameter(key, (first, *(name for name in labels if name != first)))


def choice(key: str, labels: Mapping[str, str], caption: str, default: str = "", resets: Sequence[str] = ()) -> str:
    """A few views side by side; returns the chosen one. `resets` are what the address then has no longer, such as the page of a list."""
    found = _stand(key, labels, default)
    st.segmented_control(
        caption,
        list(labels),
        format_func=dict(labels).__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(key, _first(labels, default), resets),
    )
    return found


def choice_in_head(title: str, key: str, labels: Mapping[str, str], caption: str, captions: Sequence[str] | None = None) -> str:
    """The title of a card as a button that opens the choice, each with a caption of its own; returns the chosen one."""
    with st.popover(bold(title), type="tertiary", key=f"head-{key}"):
        found = _stand(key, labels, "")
        st.radio(
            caption,
            list(labels),
            format_func=dict(labels).__getitem__,
            captions=captions,
            key=key,
            on_change=_take,
            args=(key, _first(labels, "")),
        )
    return found


def _first(labels: Mapping[str, str], default: str) -> str:
    return default or next(iter(labels))


def _stand(key: str, labels: Mapping[str, str], default: str) -> str:
    found = chosen(key, labels, default)
    st.session_state[key] = found
    return found


@safe
def _take(key: str, first: str, resets: Sequence[str] = ()) -> None:
    wanted = st.session_state[key]
    session.change_parameter(key, "" if wanted == first else wanted)
    for other in resets:
        session.change_parameter(other, "")
