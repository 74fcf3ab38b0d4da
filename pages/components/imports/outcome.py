"""What a dry run or an import came to: lines in their accounts, reasons, what was left empty, warnings."""

from __future__ import annotations

import pandas as pd

from analytics.words.language import _
from analytics.words.wording import count, number
from data.intake.report import Report, TableReport
from pages.components.cards import ROW, quiet
from pages.components.door import st
from pages.components.imports.quarantine import explain_group
from pages.components.markup import bold, joined, warned


def outcome(report: Report) -> None:
    total = report.total
    row = st.grid(5, min_column_width=150, gap="small", border=True)
    for label, value, note in _figures(total):
        with row.cell():
            st.metric(label, number(value))
            quiet(note)
    for table in report.tables:
        _reasons(table, several=len(report.tables) > 1)


def _figures(total: dict[str, int]) -> list[tuple[str, int, str]]:
    beside = _("{header} header, {blank} blank, {joined} joined").format(
        header=number(total.get("header", 0)), blank=number(total.get("blank", 0)), joined=number(total.get("joined", 0))
    )
    return [
        (_("Lines"), total.get("lines", 0), beside),
        (_("New"), total.get("new", 0), _("not known yet")),
        (_("Updated"), total.get("updated", 0), _("a newer version of what is known")),
        (_("Unchanged"), total.get("unchanged", 0), _("known already")),
        (_("Quarantined"), total.get("quarantined_lines", 0), _("kept outside, to be mended")),
    ]


def _reasons(table: TableReport, *, several: bool) -> None:
    if several:
        st.markdown(joined((bold(table.sheet), f"{count(table.accepted)} / {count(table.lines)}"), " · "))
    if table.quarantined:
        found = table.quarantined.most_common()
        frame = pd.DataFrame({_("Reason"): [explain_group(why) for why, _lines in found], _("Rows"): [lines for _why, lines in found]})
        st.dataframe(frame, hide_index=True, row_height=ROW, height=(min(len(frame), 8) + 1) * ROW + 2)
    if table.dropped:
        left = pd.DataFrame(
            {
                _("Left empty"): [one.name for one in table.dropped],
                _("Reason"): [explain_group(one.reason) for one in table.dropped],
                _("Rows"): [one.count for one in table.dropped],
                _("Such as"): [_(", ").join(one.examples) for one in table.dropped],
            }
        )
        st.dataframe(left, key=f"emptied-{table.sheet}", hide_index=True, row_height=ROW, height=(min(len(left), 8) + 1) * ROW + 2)
    for warning in table.warnings:
        st.markdown(warned(warning))
