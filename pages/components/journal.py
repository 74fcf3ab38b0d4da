"""The journal as the auditor reads it: the verdict on its chain, then its lines, newest first."""

from __future__ import annotations

import pandas as pd

from analytics.asking.journal import journal_lines, journal_verdict
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.model import N_
from pages.components import session
from pages.components.door import st
from pages.components.downloads import csv_button
from pages.components.headline import headline
from pages.components.scope_bar import plain_bar

MOST = 2000
KINDS = {
    "sign_in": N_("Sign-in"),
    "sign_in_refused": N_("Sign-in refused"),
    "sign_out": N_("Sign-out"),
    "session_ended": N_("Sessions ended"),
    "wall_opened": N_("Wall opened"),
    "wall_link_made": N_("Link for a wall made"),
    "wall_link_revoked": N_("Link for a wall taken back"),
    "refused": N_("Refusal"),
    "rights_changed": N_("Rights changed"),
    "publish": N_("Publishing"),
    "publish_failed": N_("Publishing failed"),
    "roll_back": N_("Another generation served"),
    "quarantine_seen": N_("Quarantine seen"),
    "export": N_("Taken out as a file"),
    "view_kept": N_("View kept"),
    "view_dropped": N_("View removed"),
    "in_force": N_("Settings in force"),
    "command": N_("Command on the server"),
    "journal_pruned": N_("Old months put away"),
}
BESIDE = ("n", "at", "who", "what", "prev", "hash")


def journal() -> None:
    """Draw the page."""
    plain_bar()
    verdict, lines = journal_verdict(session.account()), journal_lines(session.account(), MOST)
    if verdict.faults:
        headline(
            _("The journal has been tampered with, or a part of it is lost"),
            _("{count} places do not fit.").format(count=number(len(verdict.faults))),
        )
        for fault in verdict.faults[:20]:
            st.warning(fault, icon=":material/link_off:")
    else:
        title = _("{count} entries, none missing").format(count=number(verdict.lines))
        headline(
            title,
            _("Last entry {number}, mark {hash}. Keep the mark elsewhere to prove later that nothing was taken from the end.").format(
                number=verdict.last, hash=verdict.hash[:16]
            ),
        )
    chosen = st.multiselect(
        _("Actions"), sorted({line["what"] for line in lines}), format_func=_kind, key="what", placeholder=_("Everything")
    )
    shown = [line for line in lines if not chosen or line["what"] in chosen]
    frame = pd.DataFrame(
        {
            _("No."): [line["n"] for line in shown],
            _("When"): [line["at"] for line in shown],
            _("Who"): [line["who"] for line in shown],
            _("Action"): [_kind(line["what"]) for line in shown],
            _("Details"): ["  ".join(f"{key}={value}" for key, value in line.items() if key not in BESIDE) for line in shown],
        }
    )
    st.dataframe(frame, hide_index=True, key="lines", height=min(len(frame) + 1, 18) * 35 + 2)
    csv_button(frame, "gridscope-journal", key="journal-csv")


def _kind(what: str) -> str:
    return _(KINDS.get(what, what))
