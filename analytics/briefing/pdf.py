"""A briefing as PDF, set on the same sheet as the DOCX; fonts are embedded."""

from __future__ import annotations

import base64
from html import escape

from analytics.briefing.cells import is_number, text
from analytics.briefing.columns import widths
from analytics.briefing.model import Briefing, Paragraph, Table
from analytics.briefing.months import BriefingError
from analytics.briefing.outline import Drawn, Heading, annex, annex_heading, body, lacks_pictures
from analytics.briefing.paper import BODY, BOTTOM, CAPTION, CELL, FOOT, LEFT, LINE, RED, RIGHT, SHORT, TITLE, TOP
from analytics.words.language import CHINESE, language
from data.contracts.model import N_

# Fonts of the norm where the server has them, else those that the project installs.
SONG = "'方正小标宋_GBK', 'FZXiaoBiaoSong-B05', 'Noto Serif CJK SC', 'SimSun', serif"
FANG = "'仿宋_GB2312', 'FangSong', 'Noto Serif CJK SC', 'SimSun', serif"
HEI = "'SimHei', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
KAI = "'楷体_GB2312', 'KaiTi', 'Noto Serif CJK SC', serif"

STYLE = f"""
@page {{ size: A4; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm }}
@page :right {{ @bottom-right {{ content: '－ ' counter(page) ' －'; font: {FOOT}pt {SONG}; vertical-align: top; padding: 7mm 1em 0 0 }} }}
@page :left {{ @bottom-left {{ content: '－ ' counter(page) ' －'; font: {FOOT}pt {SONG}; vertical-align: top; padding: 7mm 0 0 1em }} }}
* {{ margin: 0; padding: 0 }}
body {{ font: {BODY}pt/{LINE}pt {FANG}; text-align: justify; color: #000 }}
h1 {{ font: 700 {TITLE}pt/{LINE + 8}pt {SONG}; color: #{RED}; text-align: center; margin-bottom: 14pt }}
.issue {{ font-size: {FOOT}pt; display: flex; justify-content: space-between; border-bottom: 1.5pt solid #{RED}; margin-bottom: 14pt;
  padding-bottom: 4pt }}
h2 {{ font: 700 {BODY}pt/{LINE}pt {HEI}; text-indent: 2em; break-after: avoid }}
h3 {{ font: 600 {BODY}pt/{LINE}pt {KAI}; text-indent: 2em; break-after: avoid }}
p {{ text-indent: 2em }}
b {{ font: 600 {BODY}pt/{LINE}pt {KAI} }}
:lang(en) p, :lang(en) h2, :lang(en) h3 {{ text-indent: 0; text-align: left }}
:lang(en) p {{ margin-bottom: 6pt }}
figure {{ break-inside: avoid; margin-top: 6pt }}
img {{ width: 100%; display: block }}
figcaption, caption {{ font: 700 {CAPTION}pt/20pt {HEI}; text-align: center; padding: 4pt 0 }}
caption {{ break-after: avoid }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; font: {CELL}pt/15pt {FANG}; margin: 6pt 0 8pt }}
th {{ font: 700 {CELL}pt/15pt {HEI}; text-align: center }}
th, td {{ border: 0.5pt solid #808080; padding: 2pt 3pt; vertical-align: middle }}
td {{ text-align: left; overflow-wrap: anywhere }}
td.number {{ text-align: right }}
tr {{ break-inside: avoid }}
table.short {{ break-inside: avoid }}
tbody tr:first-child, tbody tr:nth-last-child(2) {{ break-after: avoid }}
.note {{ font: {CELL}pt/16pt {KAI}; text-indent: 0; margin-top: -4pt }}
.annex {{ break-before: page }}
"""


def pdf(briefing: Briefing) -> bytes:
    """The whole document: head, sections, annex."""
    try:  # loaded with the first document: no page needs it, and it takes a second
        from weasyprint import HTML
    except OSError as error:
        raise BriefingError(
            N_("PDF needs the library Pango, which this machine lacks ({detail}). Install libpangoft2-1.0-0, or take DOCX."),
            detail=str(error).partition("\n")[0],
        ) from error
    made = HTML(string=html(briefing)).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def html(briefing: Briefing) -> str:
    """What the PDF is set from; everything it needs lies inside it."""
    spoken = "zh-CN" if language() == CHINESE else "en"
    notice = f"　{briefing.notice}" if briefing.notice else ""
    parts = [_told(item) for item in body(briefing)]
    tables = [_table(table) for table in annex(briefing, is_whole=lacks_pictures(briefing))]
    return "".join(
        [
            f'<html lang="{spoken}"><head><meta charset="utf-8"><title>{escape(briefing.title)}</title><style>{STYLE}</style></head><body>',
            f"<h1>{escape(briefing.title)}</h1>",
            f'<div class="issue"><span>{escape(briefing.issue)}</span><span>{escape(briefing.as_of + notice)}</span></div>',
            *parts,
            *([f'<div class="annex">{_told(annex_heading())}', *tables, "</div>"] if tables else []),
            "</body></html>",
        ]
    )


def _told(item: Heading | Paragraph | Table | Drawn) -> str:
    if isinstance(item, Heading):
        return f"<h{item.level + 1}>{escape(item.text)}</h{item.level + 1}>"
    if isinstance(item, Paragraph):
        # A line may break before a bracket, which it otherwise would not after a percent sign.
        lead, rest = (escape(words).replace("（", "<wbr>（") for words in (item.lead, item.text.removeprefix(item.lead)))
        return f"<p>{f'<b>{lead}</b>' if lead else ''}{rest}</p>"
    if isinstance(item, Drawn):
        source = base64.b64encode(item.png).decode()
        picture = f'<img src="data:image/png;base64,{source}" alt="{escape(item.alt)}">'
        return f"<figure>{picture}<figcaption>{escape(item.caption)}</figcaption></figure>"
    return _table(item)


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{100 * width:.1f}%">' for width in widths(table))
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.heads)
    rows = "".join(
        "<tr>" + "".join(f"<td{' class=number' if is_number(cell) else ''}>{escape(text(cell))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    caption = f"<caption>{escape(table.caption)}</caption>"
    size = ' class="short"' if len(table.rows) <= SHORT else ""
    return f"<table{size}>{caption}<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"
