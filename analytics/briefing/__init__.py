"""The monthly briefing of an area: told from the stories of the pages, made as DOCX, PDF and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread

from analytics.briefing.model import Briefing
from analytics.briefing.months import BriefingError, Month, choices, last_whole
from analytics.briefing.story import briefing

__all__ = ["FORMATS", "Briefing", "BriefingError", "Month", "briefing", "choices", "last_whole", "made", "prepare"]

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def made(told: Briefing, form: str) -> bytes:
    """The briefing as a file of one of FORMATS."""
    return _writer(form)(told)


def prepare(forms: Iterable[str]) -> None:
    """Load in the background what the formats need: queries leave the time for it. Whatever fails is said when the file is made."""
    Thread(target=_load, args=(tuple(forms),), name="prepare", daemon=True).start()


def _load(forms: tuple[str, ...]) -> None:
    for form in forms:
        _writer(form)
    if "pdf" in forms:
        with suppress(OSError):  # Pango may be missing
            import weasyprint  # noqa: F401


def _writer(form: str) -> Callable[[Briefing], bytes]:
    # Each format loads its library when it is first asked for: a page that only shows the text needs none of them.
    if form == "docx":
        from analytics.briefing.word import docx

        return docx
    if form == "pdf":
        from analytics.briefing.pdf import pdf

        return pdf
    if form == "xlsx":
        from analytics.briefing.spreadsheet import xlsx

        return xlsx
    raise ValueError(form)
