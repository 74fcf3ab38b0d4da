"""The card of items by department or district: the head of the card is the choice of the share."""

from __future__ import annotations

from analytics.asking.scope import Scope
from analytics.figures.shares import shares as shares_figure
from analytics.stories.services import BY, MEASURES, shares
from analytics.stories.services.tables import shares_table
from analytics.words.language import _
from pages.components import session
from pages.components.cards import card, quiet
from pages.components.charts import show
from pages.components.choices import label_of, measure_label
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import bold

MEASURE, SPLIT = "share", "by"


def items_card(scope: Scope, height: int) -> None:
    """Draw the card; long lists scroll inside it."""
    measure, by = session.parameter(MEASURE, MEASURES), session.parameter(SPLIT, BY)
    found = shares(scope, session.principal(), measure, by)
    with card(found.title, "items", lambda: shares_table(found, by), [measure], _split, _choice):
        if not found.rows or found.whole is None:
            quiet(_("Import a list of service items, or choose an area whose district has one."))
            return
        figure = shares_figure(
            found.rows,
            found.whole,
            found.whole_label,
            height,
            value_head="%",
            count_head=_("Items"),
        )
        with st.container(height=height, border=False) if figure.layout.height > height else st.container():
            show(figure, "items", _("Share of items by department or district"))


def _choice(title: str) -> None:
    labels = {name: measure_label(name) for name in MEASURES}
    with st.popover(bold(title), type="tertiary", key="items-measure"):
        st.session_state[MEASURE] = session.parameter(MEASURE, MEASURES)
        st.radio(_("Compare by"), MEASURES, format_func=labels.__getitem__, key=MEASURE, on_change=_take, args=(MEASURE, MEASURES[0]))


def _split() -> None:
    st.session_state[SPLIT] = session.parameter(SPLIT, BY)
    labels = {name: label_of(name) for name in BY}
    st.segmented_control(
        _("Split by"),
        BY,
        format_func=labels.__getitem__,
        key=SPLIT,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
        args=(SPLIT, BY[0]),
    )


@safe
def _take(key: str, default: str) -> None:
    wanted = st.session_state[key]
    session.change_parameter(key, "" if wanted == default else wanted)
