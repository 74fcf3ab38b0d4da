"""The card: a bold finding as its head, and its data, CSV and definitions one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
from pandas.api.types import is_integer_dtype, is_numeric_dtype

from analytics.catalogue import CATALOGUE
from analytics.words.language import _
from analytics.words.wording import count
from pages.components import session
from pages.components.definitions import definition
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.errors import reported
from pages.components.markup import bold, gray, lines

HEAD = 34
ROW = 33
MOST_ROWS = 15


@contextmanager
def card(
    title: str,
    name: str,
    table: Callable[[], pd.DataFrame],
    measures: Sequence[str] = (),
    control: Callable[[], None] | None = None,
    heading: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """A bordered card with its head; `table` is asked for its data only when a reader opens it.

    `heading` draws the title where that is itself a control, `control` stands to the right of it.
    """
    with st.container(border=True, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False, height=HEAD, border=False):
            if heading:
                heading(title)
                st.space("stretch")
            else:
                st.markdown(bold(title), width="stretch")
            if control:
                control()
            if st.button("", icon=":material/table:", type="tertiary", help=_("Data, CSV, definition"), key=f"table-{name}"):
                table_dialog(title, name, table, measures)
        yield


def table_dialog(title: str, name: str, table: Callable[[], pd.DataFrame], measures: Sequence[str]) -> None:
    """The data behind a card, with its download and the definitions of its measures."""

    @st.dialog(title, width="large")
    def show() -> None:
        session.resume()
        with reported():
            frame = table()
            show_table(frame)
            with st.container(horizontal=True, vertical_alignment="center"):
                csv_button(frame, name, key=f"csv-{name}")
                quiet(_("{rows} rows").format(rows=count(len(frame))))
            for measure in measures:
                st.markdown(lines(bold(_(CATALOGUE.measure(measure).label)), definition(measure)))

    show()


def quiet(text: object) -> None:
    """A fact beside the matter, in grey."""
    st.markdown(gray(text), width="content")


def show_table(frame: pd.DataFrame, rows: int = MOST_ROWS) -> None:
    """A table without half rows: as high as its rows, at most `rows` of them."""
    formats = {name: "%,d" if is_integer_dtype(frame[name]) else "%.1f" for name in frame.columns if is_numeric_dtype(frame[name])}
    config = {name: st.column_config.NumberColumn(format=text) for name, text in formats.items()}
    st.dataframe(
        frame, hide_index=True, row_height=ROW, height=(min(len(frame), rows) + 1) * ROW + 2, column_config=config, placeholder="–"
    )
