"""The second step of the wizard: which column of the file feeds which of ours, and what its values mean."""

from __future__ import annotations

import pandas as pd

from analytics.words.language import _, plural
from analytics.words.wording import count
from data.intake.mapping.preview import Preview
from data.intake.mapping.suggest import Suggestion, targets_of
from pages.components.cards import ROW, quiet
from pages.components.door import st
from pages.components.errors import safe
from pages.components.imports.column_names import target_name
from pages.components.imports.names import required, value_name
from pages.components.imports.state import Wizard, with_wizard
from pages.components.markup import bold, faint, icon, joined, marked, tinted

NOTHING = -1
SAMPLE = 12
SHOWN_VALUES = 8


def mapping_editor(found: Wizard, look: Preview) -> None:
    """A select for each of our columns; those that are fed or needed first, the others one click away."""
    mapping = look.layout.mapping
    dataset = mapping.preset.dataset
    needed = required(mapping.preset, list(mapping.indexes))
    suggested = found.suggested(found.table, look)
    _suggestions(found, look, suggested)
    targets = [name for name in targets_of(mapping.preset) if name not in ("source", "reporter_key")]
    first = [name for name in targets if name in needed or name in mapping.indexes]
    _selects(found, look, first, needed)
    rest = [name for name in targets if name not in first]
    with st.expander(_("More columns ({count})").format(count=len(rest)), key="wizard-more"):
        _selects(found, look, rest, needed)
    months = [name for name in mapping.indexes if name not in targets and name not in ("source", "reporter_key")]
    if months:
        names = _(", ").join(look.name(mapping.indexes[name]) for name in months)
        quiet(_("{column}, month by month: {names}").format(column=target_name(str(mapping.preset.monthly), dataset), names=names))
    if look.unread:
        quiet(_("Not read: {names}").format(names=_(", ").join(look.unread)))


def _suggestions(found: Wizard, look: Preview, suggested: list[Suggestion]) -> None:
    if not suggested:
        return
    dataset = look.layout.mapping.preset.dataset
    reasons = {"header": _("by its name"), "content": _("by what stands in it")}
    parts = [joined((target_name(one.target, dataset), "←", bold(look.name(one.index)), faint(reasons[one.by]))) for one in suggested]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = marked(_("Suggested: {columns}"), columns=joined(parts, " · "))
        st.markdown(joined((icon("lightbulb"), text)), width="stretch")
        chosen = tuple((one.target, one.index) for one in suggested)
        st.button(_("Take the suggestions"), key="wizard-suggest", on_click=_take_all, args=(chosen,))


def _selects(found: Wizard, look: Preview, targets: list[str], needed: list[str]) -> None:
    mapping = look.layout.mapping
    options = {NOTHING: _("– nothing –")} | {index: _column(look, index) for index in range(len(mapping.header))}
    row = st.grid(4, min_column_width=200, gap="small")
    for target in targets:
        key = f"wizard-map-{found.shown}-{target}"
        st.session_state[key] = mapping.indexes.get(target, NOTHING)
        label = joined((target_name(target, mapping.preset.dataset), tinted("red", "*") if target in needed else ""))
        with row.cell():
            st.selectbox(label, list(options), format_func=options.__getitem__, key=key, on_change=_take, args=(key, target))


def _column(look: Preview, index: int) -> str:
    """A column of the file with what stands in it: 登记日期 · 2021-01-04 08…."""
    sample, name = look.sample(index), look.name(index)
    sample = sample if len(sample) <= SAMPLE else f"{sample[:SAMPLE]}…"
    return f"{name} · {sample}" if sample else name


def value_editor(found: Wizard, look: Preview) -> None:
    """The values of channels, categories and other lists beside ours, unknown ones first; what they are read as can be changed."""
    chosen = found.choice(found.table)
    dataset = look.layout.mapping.preset.dataset
    for column, (values, known) in found.values(found.table, look).items():
        if not values or not known:
            continue
        edits = chosen.values.get(column, {})
        unknown = sum(not value.known and value.text not in edits for value in values)
        name = target_name(column, dataset)
        title = _("{column}: {all} values").format(column=name, all=count(len(values)))
        if unknown:
            title += " · " + plural("{count} unknown", "{count} unknown", unknown).format(count=count(unknown))
        with st.expander(
            title, expanded=column == "channel" and not all(value.known for value in values), key=f"wizard-values-{found.shown}-{column}"
        ):
            labels = {value: value_name(column, value) for value in known}
            keep = _("(keep as it is)")
            frame = pd.DataFrame(
                {
                    _("In the file"): [value.text for value in values],
                    _("Rows"): [value.count for value in values],
                    _("Read as"): [labels.get(edits.get(value.text, value.meant), keep) for value in values],
                }
            )
            key = f"wizard-edit-{found.shown}-{column}-{hash(look.layout.mapping.preset.name)}"
            changed = st.data_editor(
                frame,
                key=key,
                hide_index=True,
                row_height=ROW,
                height=(min(len(frame), SHOWN_VALUES) + 1) * ROW + 2,
                disabled=[_("In the file"), _("Rows")],
                column_config={_("Read as"): st.column_config.SelectboxColumn(options=[keep, *labels.values()], required=True)},
            )
            back = {label: value for value, label in labels.items()}
            meant = {text: back.get(label, text) for text, label in zip(changed.iloc[:, 0], changed.iloc[:, 2], strict=True)}
            wanted = {value.text: meant[value.text] for value in values if meant[value.text] != value.meant}
            if wanted != edits:
                chosen.values[column] = wanted
                st.rerun()


@safe
@with_wizard
def _take(found: Wizard, key: str, target: str) -> None:
    index = st.session_state[key]
    found.choice(found.table).columns[target] = None if index == NOTHING else index


@safe
@with_wizard
def _take_all(found: Wizard, chosen: tuple[tuple[str, int], ...]) -> None:
    found.choice(found.table).columns.update(dict(chosen))
