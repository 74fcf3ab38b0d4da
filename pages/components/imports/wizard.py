"""The import wizard: a file, what is thought of it, its mapping, its first rows, a dry run, and an ending."""

from __future__ import annotations

from analytics.engines.duckdb import looking_into
from analytics.words.language import _, plural
from analytics.words.wording import count
from data.contracts.problem import Problem
from data.intake.mapping.preview import Preview
from data.intake.remark import Remark
from pages.components.cards import quiet
from pages.components.door import st
from pages.components.imports.column_names import target_name
from pages.components.imports.endings import dry_run, said
from pages.components.imports.file import choose_file, file_line, format_controls, in_hand, sheets, start_anew
from pages.components.imports.mapping import mapping_editor, value_editor
from pages.components.imports.names import required
from pages.components.imports.preview import preview_table
from pages.components.imports.stated import stated
from pages.components.markup import icon, joined, tinted, warned


def import_wizard() -> None:
    """The field before a file is chosen; then the steps, one below the other."""
    said()
    hand = in_hand()
    if hand is None:
        choose_file()
        return
    found, look = hand
    with st.container(border=True, gap="small", key="wizard"), looking_into(None):
        file_line(found)
        sheets(found)
        if isinstance(look, Problem):
            st.info(look.told(_), icon=":material/table_rows:")
            start_anew(found)
        else:
            format_controls(found, look)
            _verdict(look)
            st.subheader(_("Columns of the file"), anchor=False)
            mapping_editor(found, look)
            stated(found, look)
            value_editor(found, look)
            st.subheader(_("As it would be read"), anchor=False)
            preview_table(look)
            quiet(_("The first lines, by the rules of the import. Names of areas become codes when the whole file is read."))
        dry_run(found)


def _verdict(look: Preview) -> None:
    mapping = look.layout.mapping
    named = sum(bool(cell) for cell in mapping.header)
    if look.problem is None:
        text = plural(
            "{known} of {all} column is read; the file can be imported.",
            "{known} of {all} columns are read; the file can be imported.",
            named,
        )
        read = text.format(known=count(len(set(mapping.indexes.values()))), all=count(named))
        st.markdown(joined((tinted("green", icon("check_circle")), read)))
    elif lacking := [name for name in required(mapping.preset, list(mapping.indexes)) if name not in mapping.indexes]:
        names = _(", ").join(target_name(name, mapping.preset.dataset) for name in lacking)
        text = _("Still to choose: {names}").format(names=names)
        st.markdown(warned(text))
    else:
        st.markdown(warned(look.problem))
    for note in look.notes:
        quiet(note.told(_) if isinstance(note, Remark) else note)
