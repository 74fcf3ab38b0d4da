"""The sheet of an official document, GB/T 9704: A4, margins, type and the fonts that stand in where those of the norm are missing."""

from __future__ import annotations

from analytics.words.language import CHINESE, _, language

# Millimetres: the text is 156 × 225 on 210 × 297.
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 26, 35
TEXT_WIDTH = 156
# Points: 二号, 三号, 四号, 小四, 五号.
TITLE, BODY, FOOT, CAPTION, CELL = 22, 16, 14, 12, 10.5
LINE = 28
SHORT = 14  # rows of a table that is not split over two pages
RED = "C00000"

# The norm's font, and what an office without it has.
TITLE_FONT = ("方正小标宋_GBK", "宋体")
BODY_FONT = ("仿宋_GB2312", "仿宋")
HEAD_FONT = ("黑体", "黑体")
SUBHEAD_FONT = ("楷体_GB2312", "楷体")
FOOT_FONT = ("宋体", "宋体")
LATIN = "Times New Roman"

_DIGITS = ("", *"一二三四五六七八九")


def numbered(place: int, level: int, title: str) -> str:
    """一、概况 · （一）改造项目; in English 1 Situation · (1) Renovation."""
    tens, ones = divmod(place, 10)
    han = f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"
    digit = han if language() == CHINESE else str(place)
    return (_("{digit}. {title}") if level == 1 else _("({digit}) {title}")).format(digit=digit, title=title)


def without_pictures() -> str:
    """What a document says in place of its pictures where no browser can draw them."""
    return _("Pictures are left out: this machine has no Chromium that could draw them. The annex has the numbers.")
