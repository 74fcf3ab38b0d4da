"""The filters of the scope bar: channel, category and department, each only these or all but these."""

from __future__ import annotations

from dataclasses import replace

from analytics.asking.filters import Filter
from analytics.asking.scope import Scope
from analytics.readings.labels import label_of
from analytics.words.language import _
from pages.components import session
from pages.components.choices import values_of
from pages.components.door import st
from pages.components.errors import safe

FILTERED = ("channel", "category", "department")


def filters(scope: Scope) -> None:
    chosen = {item.dimension: item for item in scope.where}
    with st.popover(_filter_label(scope), icon=":material/filter_list:", key="filters", width="content"):
        for name in FILTERED:
            item = chosen.get(name, Filter(name, ()))
            labels = {value: label_of(name, value) for value in (*values_of(name), *item.values)}
            st.session_state[f"filter-{name}"] = list(item.values)
            st.session_state[f"not-{name}"] = item.negated
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False, width=460):
                st.multiselect(
                    label_of(name),
                    list(labels),
                    format_func=labels.__getitem__,
                    key=f"filter-{name}",
                    placeholder=_("All"),
                    on_change=_filter,
                    args=(name,),
                )
                st.toggle(_("Exclude"), key=f"not-{name}", width="content", on_change=_filter, args=(name,))
        others = [item for item in scope.where if item.dimension not in FILTERED]
        if others:
            st.markdown("  \n".join(_sentence(item) for item in others))
        if scope.where:
            st.button(_("Remove all filters"), key="clear", type="tertiary", icon=":material/filter_list_off:", on_click=_clear)


def _filter_label(scope: Scope) -> str:
    if not scope.where:
        return _("All channels and categories")
    if len(scope.where) == 1 and len(scope.where[0].values) <= 2:
        return _sentence(scope.where[0])
    return _("{count} filters").format(count=len(scope.where)) if len(scope.where) > 1 else _short(scope.where[0])


def _sentence(item: Filter) -> str:
    values = _(", ").join(label_of(item.dimension, value) for value in item.values)
    text = _("{dimension}: not {values}") if item.negated else _("{dimension}: {values}")
    return text.format(dimension=label_of(item.dimension), values=values)


def _short(item: Filter) -> str:
    text = _("{dimension}: all but {count}") if item.negated else _("{dimension}: {count} chosen")
    return text.format(dimension=label_of(item.dimension), count=len(item.values))


@safe
def _filter(name: str) -> None:
    scope = session.scope()
    values = tuple(st.session_state[f"filter-{name}"])
    rest = tuple(item for item in scope.where if item.dimension != name)
    session.change(replace(scope, where=(*rest, Filter(name, values, st.session_state[f"not-{name}"])) if values else rest))


@safe
def _clear() -> None:
    session.change(replace(session.scope(), where=()))
