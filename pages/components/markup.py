"""Text in Streamlit's Markdown: everything is drawn as it is written, but for the markup that is made here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from analytics.words.language import _, is_message
from analytics.words.marks import BREAK, plain
from data.contracts.problem import Message, Problem
from data.intake.remark import Remark

# Parts two texts for the reader of Markdown and draws nothing. Links, emoji, icons and arrows are looked for once more after
# backslashes are gone, in each text alone.
APART = ":small[]"
LINE = "  \n"

_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_PIECES = re.compile("\ufdd0(.*?)\ufdd1", re.DOTALL)
_SIGNS = re.compile(
    r"""
    (?P<link> (?:https?(?=://) | www(?=\.) | [\w.+-](?=@)) )
    | (?P<arrow> [-<>~] (?=[->=]) )
    | (?P<named> : (?=[a-z] | [\w+-]+:) )
    | (?P<last> : (?=:|$) )
    | (?P<closing> (?<=\s)\#(?=\#*\s*$) )
    | (?P<sign> [\\`*{}\[\]<~$|] | (?<![^\W_])_ | _(?![^\W_]) | & (?=[#\w]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST = re.compile(r"(\s*)(?:([>#=])|([-+])(?=[\s+-]|$)|(\d{1,9})([.)])(?=\s|$))")


class Markup(str):
    """Markdown of our own: `literal` leaves it as it is."""

    __slots__ = ()


def literal(value: object) -> Markup:
    """The value, a sentence or a name, so that Markdown draws it as it is written; `marks.bold` is drawn bold."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Problem) and not value.message.values and is_message(value.message.text):
        return Markup(value.told(_))  # wholly ours, such as what to run where there are no data
    text = _text(value)
    return Markup(LINE.join(_line(line) for line in text.split(BREAK)))


def marked(pattern: str, **values: object) -> Markup:
    """A sentence of ours whose own markup counts, such as code in backticks; its values are literal."""
    return Markup(pattern.format(**{name: literal(value) for name, value in values.items()}))


def joined(parts: Iterable[object], by: str = " ") -> Markup:
    """The parts that are not empty, with a separator of ours between them."""
    return Markup(by.join(literal(part) for part in parts if part))


def lines(*parts: object) -> Markup:
    """Each part that is not empty on a line of its own."""
    return joined(parts, LINE)


def bold(value: object) -> Markup:
    """In bold; blanks and signs must follow it, as they do in `joined`."""
    text = str(value) if isinstance(value, Markup) else _escaped(_text(value))
    core = text.strip()
    return Markup(text.replace(core, f"**{core}**", 1) if core else text)


def tinted(color: str, value: object) -> Markup:
    """In a colour of Streamlit."""
    return Markup(f":{color}[{literal(value)}]")


def badge(color: str, name: str, value: object) -> Markup:
    """An icon and words on a coloured ground."""
    return tinted(f"{color}-badge", joined((icon(name), value)))


def gray(value: object) -> Markup:
    return tinted("gray", value)


def small(value: object) -> Markup:
    return tinted("small", value)


def faint(value: object) -> Markup:
    """Small and grey: what stands under the matter."""
    return small(gray(value))


def warned(value: object) -> Markup:
    """Behind a sign that something is amiss."""
    return joined((tinted("orange", icon("warning")), value))


def code(value: object) -> Markup:
    """In the letters of a program; only for names of our own, which hold no backtick."""
    return Markup(f"`{value}`")


def icon(name: str) -> Markup:
    """An icon inside a text, by its name: `check_circle`."""
    return Markup(f":material/{name}:")


def _text(value: object) -> str:
    return value.told(_) if isinstance(value, Message | Problem | Remark) else str(value)


def _line(text: str) -> str:
    # Of a split by one group every second piece is what stood between its marks.
    first, *others = _PIECES.split(text)
    made = _escaped(first)
    for strong, rest in zip(others[::2], others[1::2], strict=True):
        # Between a letter and a sign Markdown does not see that bold begins or ends.
        opens, closes = (APART if _is_sign(letter) else "" for letter in (strong[:1], strong[-1:]))
        made += (opens if made else "") + bold(strong) + (closes + _escaped(rest) if rest else "")
    return made


def _is_sign(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "PS"


def _escaped(text: str) -> str:
    text = _SIGNS.sub(_sign, _BLANKS.sub(" ", plain(text)))
    return _FIRST.sub(_first, text, count=1) if _FIRST.match(text) else text


def _sign(found: re.Match[str]) -> str:
    sign = found[0]
    match found.lastgroup:
        case "link":
            return (f"\\{sign}" if sign == "_" else sign) + APART
        case "arrow":
            return (f"\\{sign}" if sign in "<~" else sign) + APART
        case "named":
            return f"\\{sign}{APART}"
    return f"\\{sign}"


def _first(found: re.Match[str]) -> str:
    # What at the beginning of a line would make it a heading, a list, a quotation or a rule.
    blank, block, bullet, number, dot = found.groups()
    return f"{blank}{number}\\{dot}" if number else f"{blank}\\{block or bullet}"
