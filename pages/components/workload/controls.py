"""What a reader chooses on the workload page: section, level, load, one unit; each stands in the URL."""

from __future__ import annotations

from analytics.stories.workload import Workload
from analytics.stories.workload.levels import NOUNS
from analytics.stories.workload.sentences import level_text, load_label, load_meaning
from analytics.words.language import _
from data.contracts.model import N_
from pages.components import session
from pages.components.choice import choice, choice_in_head
from pages.components.door import st

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
        section = choice("section", {name: _(text) for name, text in SECTIONS.items()}, _("Section"))
        if len(view.levels) > 1:
            choice(LEVEL, {level: level_text(level) for level in view.levels}, _("Level"), view.level)
    return section


def chosen_load(view: Workload) -> str:
    return session.parameter("load", view.loads)


def load_heading(view: Workload, title: str) -> None:
    """A card's title that opens the choice of the load."""
    labels = {load: load_label(load) for load in view.loads}
    choice_in_head(title, "load", labels, _("Compare by"), [load_meaning(load) for load in view.loads])
