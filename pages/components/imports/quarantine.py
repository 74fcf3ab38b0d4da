"""The quarantine browser: lines that were turned away, lost a value or are void, by import and reason, with their raw text, to mend and import again."""

from __future__ import annotations

import pandas as pd

from analytics.asking.imports import import_name
from analytics.asking.principal import Principal
from analytics.words.language import _
from analytics.words.wording import count
from data import audit
from data.contracts.reasons import general, group, named, sentence
from data.intake.hiding.privacy import file_name
from data.intake.mend import Stopped, mendable
from data.store import Warehouse, home
from pages.components import session
from pages.components.cards import ROW, quiet
from pages.components.door import st
from pages.components.downloads import as_asked, csv_button
from pages.components.errors import safe
from pages.components.imports.column_names import column_name

MOST_ROWS = 500
ALL = ""
EVERY = 0  # imports are numbered from one
IMPORT, REASON = "import", "reason"


def chosen_import(past: pd.DataFrame) -> int | None:
    """The import that the address asks for; None for all."""
    asked = session.own((IMPORT,)).get(IMPORT, "")
    return int(asked) if asked.isdigit() and int(asked) in set(past["import_id"]) else None


def quarantine_seen(account: Principal, chosen: int | None) -> None:
    """Note that somebody sees lines as they came; once for each import he opens in a session."""
    seen = st.session_state.setdefault("quarantine-seen", set())
    if chosen not in seen:
        audit.record("quarantine_seen", account.name, import_id=chosen or "all")
        seen.add(chosen)


def quarantine_browser(lines: pd.DataFrame, past: pd.DataFrame, chosen: int | None) -> None:
    """Draw the lines of the chosen import, or of all, narrowed by reason; both choices stand in the address."""
    if lines.empty and chosen is None:
        quiet(_("No line is in quarantine, and none has lost a value."))
        return
    groups = lines["reasons"].map(lambda reasons: sorted({group(reason) for reason in reasons}))
    counts = groups.explode().value_counts()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _choose_import(past, chosen, set(lines["import_id"]))
        wanted = _choose_reason(counts)
        if chosen is not None:
            _mend(lines, chosen)
            _everything(lines, chosen)
    if wanted:
        lines = lines[groups.map(lambda keys: wanted in keys)]
    if lines.empty:
        quiet(_("No line of this import is in quarantine or has lost a value."))
        return
    shown = pd.DataFrame(
        {
            _("File"): lines["file"],
            _("Line"): lines["line"],
            _("Outcome"): lines["outside"].map({True: _("stayed outside"), False: _("taken")}),
            _("Reasons"): lines["reasons"].map(lambda reasons: "\n".join(explain(reason) for reason in reasons)),
            _("Raw text"): lines["raw"],
        }
    )
    st.dataframe(shown.head(MOST_ROWS), hide_index=True, row_height=ROW, height=(min(len(shown), 12) + 1) * ROW + 2)
    if len(shown) > MOST_ROWS:
        quiet(_("The first {shown} of {all} lines; the download has all.").format(shown=count(MOST_ROWS), all=count(len(shown))))
    csv_button(shown, "gridscope-quarantine", key="quarantine-csv", label=_("Download this list"))


def _choose_import(past: pd.DataFrame, chosen: int | None, there: set[int]) -> None:
    stopped = past[(past["quarantined"] > 0) | past["import_id"].isin(there)]
    names = {EVERY: _("All imports")} | {int(row.import_id): import_name(row) for row in stopped.itertuples()}
    if chosen is not None and chosen not in names:
        names[chosen] = import_name(next(past[past["import_id"] == chosen].itertuples()))
    st.session_state["quarantine-import"] = EVERY if chosen is None else chosen
    st.selectbox(_("Import"), list(names), format_func=names.__getitem__, key="quarantine-import", on_change=_take_import, width=420)


def _choose_reason(counts: pd.Series) -> str:
    wanted = session.parameter(REASON, (ALL, *counts.index))
    st.session_state[REASON] = wanted
    names = {ALL: _("All reasons")} | {key: f"{explain_group(key)} ({count(counts[key])})" for key in counts.index}
    st.selectbox(_("Reason"), list(names), format_func=names.__getitem__, key=REASON, on_change=_take_reason, width=420)
    return wanted


def _mend(lines: pd.DataFrame, chosen: int) -> None:
    """The lines that can be mended, below the header of their file."""
    waiting = [Stopped(row.line, row.raw, tuple(row.reasons)) for row in lines.itertuples()]
    if not any(line.mendable for line in waiting):
        return
    file = _stem(lines)
    st.download_button(
        _("Download to mend"),
        as_asked(lambda: mendable(Warehouse(home()), chosen)[1], "quarantine.csv"),
        f"{file_name(file)}-mend.csv",
        "text/csv",
        key="quarantine-mend",
        type="primary",
        icon=":material/build:",
        on_click="ignore",
        help=_(
            "The lines in the columns of their file, below its header. Mend them and drop the file above; what is known already is not counted twice."
        ),
    )


def _everything(lines: pd.DataFrame, chosen: int) -> None:
    """Also the lines that nobody would mend, such as tests."""
    if lines.empty or all(Stopped(row.line, row.raw, tuple(row.reasons)).mendable for row in lines.itertuples()):
        return
    st.download_button(
        _("Download every line"),
        as_asked(lambda: mendable(Warehouse(home()), chosen, everything=True)[1], "quarantine.csv"),
        f"{_stem(lines)}-all.csv",
        "text/csv",
        key="quarantine-all",
        on_click="ignore",
        help=_(
            "All lines that stayed outside or lost a value, also tests, void cases, repeats and totals, below the header of their file."
        ),
    )


def _stem(lines: pd.DataFrame) -> str:
    file = str(lines["file"].iloc[0])
    return file.rpartition(".")[0] or file


def explain(reason: str) -> str:
    """A reason as one sentence in the current language, columns by what they mean."""
    return sentence(named(reason, column_name), _)


def explain_group(reason: str) -> str:
    """The reason of many lines: without the values of a single one."""
    return general(reason, column_name, _)


@safe
def _take_import() -> None:
    wanted = st.session_state["quarantine-import"]
    session.change_parameter(IMPORT, wanted or "")
    session.change_parameter(REASON, "")


@safe
def _take_reason() -> None:
    session.change_parameter(REASON, st.session_state[REASON])
