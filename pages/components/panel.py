"""Any card: a Panel drawn with its picture, or the sentence that stands for it, and its table one click away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from analytics.figures.drawing import draw
from analytics.figures.layout import Size
from analytics.shapes.areas import AreaMap
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.works import ProjectMap
from pages.components.cards import card, quiet, show_table
from pages.components.charts import show, show_open
from pages.components.door import st
from pages.components.maps import projects_map, shaded

LISTED = 12
Control = Callable[[], object]


def panel(
    told: Panel[Picture],
    size: Size,
    *,
    control: Control | None = None,
    heading: Callable[[str], object] | None = None,
    choose: Callable[[str], None] | None = None,
) -> None:
    """Draw the card; a picture higher than its size scrolls inside it. `choose` takes what is clicked: the area of a map, the project of a mark."""
    with framed(told, control, heading):
        picture(told, size, choose)


def framed(
    told: Panel[Picture], control: Control | None = None, heading: Callable[[str], object] | None = None
) -> AbstractContextManager[None]:
    """The card alone, for a list or controls of its own in the place of a picture."""
    return card(told.title, told.id, told.table, told.measures, control, heading)


def picture(told: Panel[Picture], size: Size, choose: Callable[[str], None] | None = None) -> None:
    """What a card shows: its picture and note, or why there is none."""
    if told.picture is None:
        if told.empty:
            quiet(told.empty)
    elif isinstance(told.picture, AreaMap):
        shaded(told.picture, told.id, size, choose)
    elif isinstance(told.picture, ProjectMap):
        projects_map(told.picture, told, size, choose)
    else:
        figure = draw(told.picture, size)
        with st.container(height=size.height, border=False) if figure.layout.height > size.height else st.container():
            if choose:
                show_open(figure, told.id, told.alt or told.title, choose)
            else:
                show(figure, told.id, told.alt or told.title)
    if told.said and told.picture:
        st.markdown(told.said)
    if told.note:
        quiet(told.note)


def listed(told: Panel[Picture], rows: int = LISTED, control: Control | None = None, links: Sequence[str | None] | None = None) -> None:
    """A card that shows its table itself, at most `rows` of it at a time; `links` lead to what is behind each row."""
    with framed(told, control):
        if told.table.rows:
            show_table(told.table.frame(), rows, told.table.shown(), links)
        elif told.empty:
            quiet(told.empty)
        if told.note:
            quiet(told.note)
