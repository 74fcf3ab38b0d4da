"""The card: a bold finding as its head, and its data, CSV and definitions one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from pandas.api.types import is_integer_dtype, is_numeric_dtype
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.catalogue import CATALOGUE
from analytics.shapes.table import Table
from analytics.words.language import _
from analytics.words.wording import count
from pages.components import session
from pages.components.definitions import definition
from pages.components.door import st
from pages.components.downloads import csv_button, xlsx_button
from pages.components.errors import reported
from pages.components.markup import bold, gray, lines

HEAD = 34
ROW = 33
MOST_ROWS = 15


@contextmanager
def card(
    title: str,
    name: str,
    table: Table | Callable[[], pd.DataFrame],
    measures: Sequence[str] = (),
    control: Callable[[], object] | None = None,
    heading: Callable[[str], object] | None = None,
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


def table_dialog(title: str, name: str, table: Table | Callable[[], pd.DataFrame], measures: Sequence[str]) -> None:
    """The data behind a card, with its downloads and the definitions of its measures."""

    @st.dialog(title, width="large")
    def show() -> None:
        session.resume()
        with reported():
            frame, forms = (table.frame(), table.shown()) if isinstance(table, Table) else (table(), None)
            show_table(frame, forms=forms)
            with st.container(horizontal=True, vertical_alignment="center"):
                written = table.frame("written") if isinstance(table, Table) else frame
                csv_button(written, name, key=f"csv-{name}")
                if isinstance(table, Table):
                    xlsx_button(table, name, title, measures)
                quiet(_("{rows} rows").format(rows=count(len(frame))))
            for measure in measures:
                st.markdown(lines(bold(_(CATALOGUE.measure(measure).label)), definition(measure)))

    show()


def quiet(text: object) -> None:
    """A fact beside the matter, in grey."""
    st.markdown(gray(text), width="content")


def show_table(
    frame: pd.DataFrame,
    rows: int = MOST_ROWS,
    forms: Mapping[str, str] | None = None,
    links: Sequence[str | None] | None = None,
    config: Mapping[str, ColumnConfig] | None = None,
    **selection: Any,
) -> None:
    """A table without half rows: as high as its rows, at most `rows` of them.

    `forms` are the formats of its columns, guessed without; `config` has what a column is beyond that. `links` lead to what is behind
    each row. `selection` is handed on to Streamlit.
    """
    if forms is None:
        forms = {name: "%,d" if is_integer_dtype(frame[name]) else "%.1f" for name in frame.columns if is_numeric_dtype(frame[name])}
    columns: dict[str, ColumnConfig] = {
        name: st.column_config.NumberColumn(format=form) if is_numeric_dtype(frame[name]) else st.column_config.DatetimeColumn(format=form)
        for name, form in forms.items()
    } | dict(config or {})
    if links is not None:
        details = _("Details")
        frame = pd.concat([pd.Series(links, name=details, dtype=object), frame], axis=1)
        columns[details] = st.column_config.LinkColumn(details, display_text=_("Look"), width="small")
    height = (min(len(frame), rows) + 1) * ROW + 2
    st.dataframe(frame, hide_index=True, row_height=ROW, height=height, column_config=columns, placeholder="–", **selection)
