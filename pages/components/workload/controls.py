"""What a reader chooses on the workload page: section, level, load, one unit; each stands in the URL."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.stories.workload import Workload
from analytics.stories.workload.levels import NOUNS
from analytics.stories.workload.sentences import level_text, load_label, load_meaning
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import bold

SECTIONS = {
    "spread": N_("Who carries how much"),
    "silence": N_("Silent grids"),
    "clusters": N_("Hot and cold clusters"),
    "moves": N_("Moving workers"),
}
LEVEL = "by"  # `level` in the URL is the filter by the level at which a ticket was resolved


def chosen_level() -> str:
    return session.parameter(LEVEL, ("", *NOUNS))


def chosen_unit(view: Workload) -> str:
    """Code of the unit that the map outlines and the table selects; empty for none."""
    return session.parameter("unit", ("", *(unit.code for unit in view.units)))


def section_and_level(view: Workload) -> str:
    """Draw both choices in one row and return the section."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        section = segments(_("Section"), "section", tuple(SECTIONS), [_(text) for text in SECTIONS.values()])
        if len(view.levels) > 1:
            segments(_("Level"), LEVEL, view.levels, [level_text(level) for level in view.levels], view.level)
    return section


def chosen_load(view: Workload) -> str:
    return session.parameter("load", view.loads)


def load_heading(view: Workload, title: str) -> None:
    """A card's title that opens the choice of the load."""
    labels = {load: load_label(load) for load in view.loads}
    with st.popover(bold(title), type="tertiary", key="load-choice"):
        st.session_state["load"] = chosen_load(view)
        st.radio(
            _("Compare by"),
            view.loads,
            format_func=labels.__getitem__,
            captions=[load_meaning(load) for load in view.loads],
            key="load",
            on_change=_take,
            args=("load", view.loads[0]),
        )


def segments(label: str, name: str, values: Sequence[str], texts: Sequence[str], current: str = "") -> str:
    """A segmented control whose choice is the URL parameter `name`; the first value stands for no parameter."""
    chosen = current or session.parameter(name, tuple(values))
    spoken = dict(zip(values, texts, strict=True))
    st.session_state[name] = chosen
    st.segmented_control(
        label,
        list(values),
        format_func=spoken.__getitem__,
        key=name,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(name, values[0]),
    )
    return chosen


@safe
def _take(name: str, usual: str) -> None:
    wanted = st.session_state[name]
    session.change_parameter(name, "" if wanted == usual else wanted)
