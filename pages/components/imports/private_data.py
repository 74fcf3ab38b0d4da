"""A file that only this session sees: imported into a warehouse of its own, explored on every page, gone when the session ends."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from analytics.engines.duckdb import forget
from analytics.words import marks
from analytics.words.language import _
from data.intake.importer import import_files
from data.intake.report import Report
from data.intake.run import Progress
from data.private import close_private, open_private
from data.store import Warehouse
from pages.components import session
from pages.components.door import st
from pages.components.errors import safe
from pages.components.imports.upload_field import session_slot
from pages.components.markup import icon, joined

NAME = "private-name"


def explore_privately(file: Path, progress: Progress, **how: Any) -> Report:
    """Import a file for this session alone and let every page read it; `how` is what import_files takes.

    Raises what an import raises; then nothing is kept.
    """
    slot = session_slot()
    fresh = open_private(f"data-{secrets.token_urlsafe(24)}", Warehouse())
    try:
        report = import_files([file], accept_losses=True, progress=progress, warehouse=fresh, **how)
    except BaseException:
        close_private(fresh.folder)
        raise
    before, slot.private = slot.private, fresh.folder
    st.session_state[NAME] = file.name
    session.explore_privately(fresh.folder)
    if before is not None:
        forget(before)
        close_private(before)
    return report


def private_notice() -> None:
    """Say on every page that a private file is shown, and let it be put away."""
    if session.private() is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        text = _("You see {file}, which nobody else does. It is not published and goes when you leave.")
        told = text.format(file=marks.bold(st.session_state.get(NAME, "")))
        st.markdown(joined((icon("visibility_lock"), told)), width="content")
        st.button(_("Put it away"), key="end-private", type="tertiary", icon=":material/close:", on_click=end_private)


@safe
def end_private() -> None:
    """Back to the data of the deployment; the private ones are removed."""
    slot = session_slot()
    session.explore_privately(None)
    if slot.private is not None:
        forget(slot.private)
        close_private(slot.private)
        slot.private = None
