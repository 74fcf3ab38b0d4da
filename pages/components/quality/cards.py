"""The cards of the data quality page: each finding with its rows one click away."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.asking.scope import Scope
from analytics.stories.quality import Breach, Completeness, Drift, Duplicates, Source, Unreported, addresses, words
from analytics.words.language import _
from analytics.words.wording import percent
from pages.components import session
from pages.components.cards import ROW, card, quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.imports.quarantine import explain_group
from pages.components.markup import warned

TALLEST = 9
OF = "of"  # the source whose fields are looked at, in the address


def freshness_card(scope: Scope, sources: Sequence[Source]) -> None:
    """Each source against its own rhythm."""
    with card(words.freshness_title(sources), "freshness", lambda: words.freshness_table(sources)):
        _table(
            words.freshness_table(sources),
            [addresses.cases_of_source(scope, source) for source in sources],
            "freshness-rows",
            {_("Source"): st.column_config.TextColumn(width="medium")},
        )
        quiet(_("Late: silent for longer than 99% of the gaps between its days of the last year."))
        if told := words.far_ahead(session.about()):
            st.markdown(warned(told))


def unreported_card(found: Sequence[Unreported]) -> None:
    """What each source does not report, so that no measure counts its cases there."""
    with card(words.unreported_title(found), "unreported", lambda: words.unreported_table(found)):
        if found:
            wide: dict[str, ColumnConfig] = {_("Not reported"): st.column_config.TextColumn(width="large")}
            _table(words.unreported_table(found), None, "unreported-rows", wide)
        quiet(_("A measure counts only cases of sources that report what it needs; where nobody does, it has no value."))


def source_asked(sources: Sequence[Source]) -> str:
    """The source that the address asks for; empty for all."""
    return session.parameter(OF, ("", *(source.name for source in sources)))


def completeness_card(scope: Scope, found: Completeness, sources: Sequence[Source]) -> None:
    """The share of cases that have each field, by month, of all sources or of one."""

    def control() -> None:
        st.session_state[OF] = found.source
        names = {"": _("All sources")} | {source.name: source.name for source in sorted(sources, key=lambda one: one.name)}
        st.selectbox(
            _("Source"), list(names), format_func=names.__getitem__, key=OF, label_visibility="collapsed", on_change=_take_source, width=240
        )

    with card(words.completeness_title(found), "completeness", lambda: words.completeness_table(found), control=control):
        if not found.fields:
            quiet(_("Choose another source."))
            return
        config: dict[str, ColumnConfig] = {
            _("Field"): st.column_config.TextColumn(width="medium"),
            _("Filled %"): st.column_config.ProgressColumn(format="%.1f", min_value=0, max_value=100),
            _("By month"): st.column_config.LineChartColumn(y_min=0, y_max=100),
        }
        links = [addresses.cases_without(scope, field, found.source) for field in found.fields]
        _table(words.completeness_table(found), links, "completeness-rows", config)
        quiet(
            _("{first} to {last}; a deadline that the policy computes does not count as stated.").format(
                first=found.months[0], last=found.months[-1]
            )
        )


def breaches_card(found: Sequence[Breach]) -> None:
    """Lines that the rules kept out, by source and month of import."""
    with card(words.breaches_title(found), "breaches", lambda: breaches_frame(found)):
        if not found:
            quiet(_("What an import keeps out is shown here by source and month."))
            return
        _table(breaches_frame(found), [addresses.lines_of(one) if one.broken else None for one in found], "breaches-rows")


def breaches_frame(found: Sequence[Breach]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Source"): [one.source for one in found],
            _("Month"): [one.month for one in found],
            _("Lines"): [one.lines for one in found],
            _("Broken"): [one.broken for one in found],
            _("Share"): [percent(one.share) for one in found],
            _("Most frequent reason"): [explain_group(one.reason) if one.reason else "" for one in found],
        }
    )


def drift_card(scope: Scope, found: Sequence[Drift]) -> None:
    """Names that appear or vanish."""
    with card(words.drift_title(found), "drift", lambda: words.drift_table(found)):
        if found:
            _table(words.drift_table(found), [addresses.cases_named(scope, one) for one in found], "drift-rows")
        quiet(_("The last 30 days against the year before; vanished means none where at least six were to be expected."))


def twins_card(scope: Scope, found: Duplicates) -> None:
    """Cases that may be there twice."""
    with card(words.twins_title(found), "twins", lambda: words.twins_table(found)):
        if found.pairs:
            _table(words.twins_table(found), [addresses.cases_numbered(scope, one.number) for one in found.pairs], "twins-rows")
        quiet(_("{count} of them come from two sources.").format(count=found.across))


def shared_card(scope: Scope, found: Duplicates) -> None:
    """Numbers that several sources use."""
    with card(words.shared_title(found), "shared", lambda: words.shared_table(found)):
        if found.shared:
            _table(words.shared_table(found), [addresses.cases_numbered(scope, one.number) for one in found.shared], "shared-rows")
        quiet(_("Source and number together identify a case, so that these are kept apart."))


def _table(frame: pd.DataFrame, links: Sequence[str | None] | None, key: str, config: dict[str, ColumnConfig] | None = None) -> None:
    rows = _("Details")
    st.dataframe(
        frame if links is None else pd.concat([pd.Series(links, name=rows, dtype=object), frame], axis=1),
        key=key,
        hide_index=True,
        row_height=ROW,
        height=(min(len(frame), TALLEST) + 1) * ROW + 2,
        placeholder="–",
        column_config={**(config or {}), rows: st.column_config.LinkColumn(rows, display_text=_("Look"), width="small")},
    )


@safe
def _take_source() -> None:
    session.change_parameter(OF, st.session_state[OF])
