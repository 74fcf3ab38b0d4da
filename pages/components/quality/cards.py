"""The cards of the data quality page that have more than a list: a warning, wide columns, the choice of a source."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.scope import Scope
from analytics.stories.quality import Completeness, Source, Unreported, addresses, panels, words
from analytics.words.language import _
from pages.components import session
from pages.components.cards import quiet, show_table
from pages.components.door import st
from pages.components.errors import safe
from pages.components.markup import warned
from pages.components.panel import framed

TALLEST = 9
OF = "of"  # the source whose fields are looked at, in the address


def freshness_card(scope: Scope, sources: Sequence[Source]) -> None:
    """Each source against its own rhythm, and what lies too far ahead to be true."""
    told = panels.rhythms(sources)
    with framed(told):
        wide = {told.table.columns[0].told: st.column_config.TextColumn(width="medium")}
        links = [addresses.cases_of_source(scope, source) for source in sources]
        show_table(told.table.frame(), TALLEST, told.table.shown(), links, wide)
        quiet(told.note)
        if ahead := words.far_ahead(session.about()):
            st.markdown(warned(ahead))


def unreported_card(found: Sequence[Unreported]) -> None:
    """What each source does not report."""
    told = panels.lacking(found)
    with framed(told):
        if found:
            wide = {told.table.columns[1].told: st.column_config.TextColumn(width="large")}
            show_table(told.table.frame(), TALLEST, told.table.shown(), config=wide)
        quiet(told.note)


def source_asked(sources: Sequence[Source]) -> str:
    """The source that the address asks for; empty for all."""
    return session.parameter(OF, ("", *(source.name for source in sources)))


def completeness_card(scope: Scope, found: Completeness, sources: Sequence[Source]) -> None:
    """The share of cases that have each field, of all sources or of one; its months as a line."""

    told = panels.fields(found)
    names = {"": _("All sources")} | {source.name: source.name for source in sorted(sources, key=lambda one: one.name)}
    with framed(told):
        st.session_state[OF] = found.source  # in the card, not in its head: a phone has no room for both
        st.selectbox(
            _("Source"), list(names), format_func=names.__getitem__, key=OF, label_visibility="collapsed", on_change=_take_source, width=240
        )
        if not found.fields:
            quiet(told.empty)
            return
        line, months = _("By month"), len(found.months)
        frame, (field, filled, newest, _missing) = told.table.frame(), [column.told for column in told.table.columns[:-months]]
        shown = frame.iloc[:, :-months]
        shown.insert(3, line, frame.iloc[:, -months:].to_numpy().tolist())
        config = {
            field: st.column_config.TextColumn(width="medium"),
            filled: st.column_config.ProgressColumn(format="%.1f", min_value=0, max_value=100),
            line: st.column_config.LineChartColumn(y_min=0, y_max=100),
        }
        links = [addresses.cases_without(scope, field, found.source) for field in found.fields]
        show_table(shown, TALLEST - 1, {newest: told.table.shown()[newest]}, links, config)
        quiet(told.note)


@safe
def _take_source() -> None:
    session.change_parameter(OF, st.session_state[OF])
