"""What people say of a column when they map a file by hand: which one, in which date format, in which unit; checked before it becomes a preset."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from data.contracts.model import N_
from data.contracts.problem import did_you_mean
from data.intake.mapping.column_names import normalise
from data.intake.mapping.mapping import PLACE
from data.intake.mapping.preset import MappingError, Preset
from data.intake.mapping.suggest import targets_of
from data.intake.mapping.units import UNITS
from data.intake.reading.sheet_facts import column, letters

LETTERS = re.compile(r"[A-Za-z]{1,2}")
DIRECTIVES = frozenset("YymdHIMSpfjbBaAzZ%-")
# A format in words: 月/日/年 时:分, or as spreadsheets write it.
WORDS = (
    (r"YYYY|yyyy|年(?!份)", "%Y"),
    (r"上午|下午|AM/PM|am/pm|tt", "%p"),
    (r"时|HH|hh|小时", "%H"),
    (r"分钟?|mm(?=:ss|$|\s*%p)|(?<=%H:)mm", "%M"),
    (r"秒|ss|SS", "%S"),
    (r"MM|月|(?<![:%])mm", "%m"),
    (r"DD|dd|日", "%d"),
    (r"YY|yy", "%y"),
)


def known_target(preset: Preset, name: str) -> str:
    """The column of ours of that name. Raises MappingError with the nearest one when there is none."""
    known = targets_of(preset)
    if name in known:
        return name
    near = next(iter(difflib.get_close_matches(name, known, 1)), None)
    text = N_("{dataset} has no column {name}.{near}")
    raise MappingError(text, dataset=preset.dataset, name=name, near=did_you_mean(near))


def column_of(cell: str, header: Sequence[str], first: int = 0) -> int:
    """The column of a file by its name, its letter or its place (#3). Raises MappingError when it has none such."""
    same = [index for index, name in enumerate(header) if normalise(name) == normalise(cell) and name]
    if len(same) == 1:
        return same[0]
    if len(same) > 1:
        places = [letters(index + first) for index in same]
        raise MappingError(N_("{name} stands in the columns {places}. Name one of them by its letter."), name=cell, places=places)
    place = PLACE.fullmatch(cell)
    index = int(place[1]) - 1 if place else column(cell.upper().encode()) - first if LETTERS.fullmatch(cell) else -1
    if not 0 <= index < len(header):
        known = [name or letters(at + first) for at, name in enumerate(header)]
        raise MappingError(N_("The file has no column {name}. It has {known}."), name=cell, known=known)
    return index


def date_format(text: str) -> str:
    """A format as strptime knows it, from that or from words such as 月/日/年 时:分. Raises MappingError when it is none."""
    wanted = text.strip()
    if "%" not in wanted:
        for words, directive in WORDS:
            wanted = re.sub(words, directive, wanted)
        if "%p" in wanted:
            wanted = wanted.replace("%H", "%I")
    found = re.findall(r"%-?(.)", wanted)
    if not set(found) <= DIRECTIVES or not {"d", "j"} & set(found) or wanted.endswith("%"):
        raise MappingError(N_("{text} is not a date format. Write it as in %Y-%m-%d %H:%M or 月/日/年 时:分."), text=text)
    return wanted


def unit_of(text: str) -> str:
    """Raises MappingError for what is no unit."""
    if text not in UNITS:
        raise MappingError(N_("{text} is not a unit. There are {known}."), text=text, known=list(UNITS))
    return text


def pairs(entries: Iterable[str] | None, option: str) -> Mapping[str, str]:
    """The statements of an option, NAME=WHAT each. Raises MappingError for one that is none, or that is made twice."""
    found: dict[str, str] = {}
    for entry in entries or ():
        name, sign, what = (part.strip() for part in entry.partition("="))
        if not name or not sign:
            raise MappingError(N_("{option} needs NAME=VALUE, not {entry}."), option=option, entry=entry)
        if name in found:
            raise MappingError(N_("{option} names {name} twice."), option=option, name=name)
        found[name] = what
    return found
