"""The rules by which numbers become sentences: no change without its size, none that noise would also give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.language import CHINESE, _, language
from analytics.stories.districts.words import headed, named
from analytics.stories.model import Kpi
from analytics.wording import count, days, number, percent, points, quantity
from data.contracts.model import N_

# A space that typesetting puts between Han and Latin; official documents have none.
_SPACED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?! )|(?<! ) (?=[\u3000-\u9fff\uff00-\uffef])|(?<=[≥≤/]) | (?=/)")
_DOT = " · "


@dataclass(frozen=True)
class Against:
    """What a month is compared with, in the words of the sentences."""

    changed: str
    same: str
    nothing: str


PREVIOUS = Against(
    N_("Against the month before: {changes}, beyond normal variation."),
    N_("{names}: no distinguishable difference from the month before."),
    N_("There is no month before to compare with."),
)
YEAR = Against(
    N_("Against the same month a year before: {changes}, beyond normal variation."),
    N_("{names}: no distinguishable difference from the same month a year before."),
    N_("There is no same month a year before to compare with."),
)
UP = {"percent": N_("{name} up by {size}"), "hours": N_("{name} longer by {size}")}
DOWN = {"percent": N_("{name} down by {size}"), "hours": N_("{name} shorter by {size}")}
MORE, FEWER = N_("{name} more by {size}"), N_("{name} fewer by {size}")


def plain(text: str) -> str:
    """A sentence of a page as a document has it: without bold, in Chinese without spaces beside Han."""
    text = text.replace("**", "").replace("\n", " ").strip()
    return _SPACED.sub("", text.replace(_DOT, "，")) if language() == CHINESE else text


def ended(text: str) -> str:
    """With a full stop, if it has none."""
    text = plain(text)
    return text if not text or text[-1] in "。.！？!?" else text + _(".")


def joined(*texts: str) -> str:
    """Sentences one after the other; empty ones are left out."""
    told = [ended(text) for text in texts if text]
    return ("" if language() == CHINESE else " ").join(told)


def level(kpi: Kpi) -> str:
    """A measure with its value, its parts and how it stands to its target; without data it says so."""
    name = headed(kpi.measure_id)
    if kpi.value is None:
        return plain(_("{name}: {why}").format(name=name, why=kpi.note))
    value = quantity(kpi.value, kpi.unit)
    if kpi.numerator is not None and kpi.denominator:
        value = _("{value} ({parts})").format(value=value, parts=f"{number(kpi.numerator)}/{number(kpi.denominator)}")
    text = _("{name} {value}").format(name=name, value=value)
    return plain(_("{text}, {target}").format(text=text, target=kpi.target.text) if kpi.target else text)


def changes(kpis: Sequence[Kpi], against: Against) -> str:
    """Those that changed by more than noise with the size, then those that did not, by name."""
    known = [kpi for kpi in kpis if kpi.change is not None and kpi.value is not None]
    if not known:
        return plain(_(against.nothing))
    moved = [kpi for kpi in known if is_told(kpi)]
    same = [kpi.measure_id for kpi in known if not is_told(kpi)]
    texts = []
    if moved:
        texts.append(_(against.changed).format(changes=_(", ").join(_moved(kpi) for kpi in moved)))
    if same:
        texts.append(_(against.same).format(names=_(", ").join([headed(same[0]), *(named(name) for name in same[1:])])))
    return joined(*texts)


def is_told(kpi: Kpi) -> bool:
    """A change that is beyond noise and does not round to nothing."""
    return bool(kpi.significant and kpi.change and re.search(r"[1-9]", _size(kpi)))


def judgement(kpi: Kpi) -> str:
    """The word of the table: beyond noise, within it, or nothing to compare with."""
    if kpi.change is None:
        return _("not comparable")
    return _("beyond variation") if is_told(kpi) else _("within variation")


def _moved(kpi: Kpi) -> str:
    assert kpi.change is not None and kpi.value is not None
    text = UP.get(kpi.unit, MORE) if kpi.change > 0 else DOWN.get(kpi.unit, FEWER)
    size, before = _size(kpi), kpi.value - kpi.change
    if kpi.unit not in ("percent", "hours") and before > 0:
        size = _("{value} ({parts})").format(value=size, parts=percent(abs(kpi.change) / before))
    return plain(_(text).format(name=named(kpi.measure_id), size=size))


def _size(kpi: Kpi) -> str:
    size = abs(kpi.change or 0.0)
    if kpi.unit == "percent":
        return points(size).lstrip("+")
    return days(size) if kpi.unit == "hours" else count(size, kpi.unit)
