"""The findings of a message as HTML: what a mail program shows beside the plain text, with a word to press in place of an address."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analytics.findings.notices import SEVERITY_NAMES, Notice
from analytics.words.language import _, language

# Mail programs know little more of style than what stands at each element; the colours are those of the pages, in light.
COLOURS = {"breach": "#B83A12", "warning": "#8F5600", "question": "#556070"}
BODY = "font:15px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#101821;max-width:640px"
QUIET = "color:#556070"


def letter(heading: str, news: Iterable[Notice], gone: Iterable[Notice]) -> str:
    """In the current language."""
    told = [*(_item(notice, notice.heading()) for notice in news), *(_item(notice, notice.heading(gone=True)) for notice in gone)]
    return (
        f'<html lang="{language()}"><body><div style="{BODY}"><p style="{QUIET}">{escape(heading)}</p>{"".join(told)}</div></body></html>'
    )


def _item(notice: Notice, title: str) -> str:
    mark = f'<b style="color:{COLOURS[notice.severity]}">{escape(_(SEVERITY_NAMES[notice.severity]))}</b>'
    link = f'<a href="{escape(notice.link)}" style="color:#1D5FA6">{escape(_("Look"))}</a>'
    evidence = f'<span style="{QUIET}">{escape(notice.evidence[language()])}</span>'
    return f'<p style="margin:0 0 14px">{mark} &nbsp;<b>{escape(title)}</b><br>{evidence} &nbsp;{link}</p>'
