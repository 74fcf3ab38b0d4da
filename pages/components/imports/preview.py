"""The rows of a file as they would be read, and what would keep them out."""

from __future__ import annotations

import pandas as pd

from analytics.words.language import _
from data.intake.mapping.preview import Preview
from pages.components.cards import ROW
from pages.components.door import st
from pages.components.imports.column_names import target_name
from pages.components.imports.names import value_name
from pages.components.imports.quarantine import explain

SAMPLES = 5


def preview_table(look: Preview) -> None:
    """The first rows by our columns, in the order of the file's."""
    frame = preview_frame(look)
    if frame.empty:
        st.info(_("Nothing is mapped yet: choose the columns above."), icon=":material/arrow_upward:")
        if samples := look.samples(SAMPLES):
            st.dataframe(pd.DataFrame(samples), key="wizard-samples", hide_index=True, row_height=ROW)
        return
    first = {_("Line"): st.column_config.NumberColumn(width="small"), _("Verdict"): st.column_config.TextColumn(width="medium")}
    st.dataframe(
        frame, key="wizard-preview", hide_index=True, row_height=ROW, height=(min(len(frame), 10) + 1) * ROW + 2, column_config=first
    )


def preview_frame(look: Preview) -> pd.DataFrame:
    """Line, verdict and values for people."""
    mapping = look.layout.mapping
    present = {name for line in look.lines for name in line.values}
    order = [name for name in sorted(mapping.indexes, key=lambda name: mapping.indexes[name]) if name in present]
    order += [name for name in mapping.preset.constants if name in present and name not in order]
    rows = []
    for line in look.lines:
        # While something that every line needs is not mapped, no line could be imported.
        clean = "…" if look.problem else "✓"
        said = line.reasons or line.empty
        verdict = _(", ").join(explain(reason) for reason in said) if said else clean
        values = {target_name(name, mapping.preset.dataset): _written(name, line.values.get(name)) for name in order}
        rows.append({_("Line"): line.number, _("Verdict"): verdict} | values)
    return pd.DataFrame(rows)


def _written(column: str, value: object) -> str:
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        midnight = value.hour == value.minute == value.second == 0
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return value_name(column, str(value))
