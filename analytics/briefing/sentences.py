"""The rules by which numbers become sentences: no change without its size, none that noise would also give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.readings.model import Kpi
from analytics.stories.districts.words import headed, named
from analytics.words import marks
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import count, days, number, percent, points, quantity, unit_name
from data.contracts.model import N_

# A space that typesetting puts between Han and Latin; official documents have none.
_SPACED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?! )|(?<! ) (?=[\u3000-\u9fff\uff00-\uffef])|(?<=[≥≤/]) | (?=/)")
_DOT = " · "
ROUNDED = 1_000_000  # so many and more are told in 万, fewer to the last one
DOUBLE = 2.0  # from here on a share of the earlier value says less than how many times it is
UNCOUNTED = ("percent", "hours", "yuan", "m2")

# What a month is compared with; a running month with as many days.
PREVIOUS, YEAR = N_("the month before"), N_("the same month a year before")
PREVIOUS_DAYS, YEAR_DAYS = N_("the same days of the month before"), N_("the same days a year before")
UP = {"percent": N_("{name} up by {size}"), "hours": N_("{name} longer by {size}")}
DOWN = {"percent": N_("{name} down by {size}"), "hours": N_("{name} shorter by {size}")}
MORE, FEWER = N_("{name} more by {size}"), N_("{name} fewer by {size}")
# Missed targets first: they are what a reader must know.
STATES = {
    "missed": N_("{count} off target: {list}"),
    "near": N_("{count} just short of it: {list}"),
    "met": N_("{count} on target: {list}"),
}


def plain(text: str) -> str:
    """A sentence of a page as a document has it: without bold, in Chinese without spaces beside Han."""
    text = marks.plain(text).replace("\n", " ").strip()
    return _SPACED.sub("", text.replace(_DOT, "，")) if language() == CHINESE else text


def ended(text: str) -> str:
    """With a full stop, if it has none."""
    text = plain(text)
    return text if not text or text[-1] in "。.！？!?" else text + _(".")


def joined(*texts: str) -> str:
    """Sentences one after the other; empty ones are left out."""
    told = [ended(text) for text in texts if text]
    return ("" if language() == CHINESE else " ").join(told)


def amount(value: float | None, unit: str) -> str:
    """A value with its unit; what is counted one by one is told to the last one as long as a reader can take it in."""
    if value is None or unit in UNCOUNTED or abs(value) >= ROUNDED or not float(value).is_integer():
        return plain(quantity(value, unit))
    return plain(f"{number(value)} {unit_name(unit)}".strip())


def level(kpi: Kpi) -> str:
    """A measure with its value and what is behind it: 履约率84.0%（落地21/签约25）."""
    text = valued(kpi)
    return plain(_("{value} ({parts})").format(value=text, parts=kpi.parts) if kpi.parts else text)


def valued(kpi: Kpi, name: str | None = None) -> str:
    """A measure with its value alone."""
    return plain(_("{name} {value}").format(name=name or headed(kpi.measure_id), value=amount(kpi.value, kpi.unit)))


def aimed(kpi: Kpi) -> str:
    """A measure with its value and its target: 办结率80.4%（目标≥95%）."""
    if not kpi.target or not kpi.target.aim:
        return valued(kpi)
    return plain(_("{value} ({parts})").format(value=valued(kpi), parts=_("target {aim}").format(aim=kpi.target.aim)))


def against_targets(kpis: Sequence[Kpi]) -> str:
    """Measures by how they stand to their targets, the missed ones first; then those without a target, and those without data."""
    known = [kpi for kpi in kpis if kpi.value is not None]
    judged = [kpi for kpi in known if kpi.target and kpi.target.aim]
    groups = {state: [aimed(kpi) for kpi in judged if kpi.target and kpi.target.state == state] for state in STATES}
    parts = [_(STATES[state]).format(count=len(texts), list=_(", ").join(texts)) for state, texts in groups.items() if texts]
    texts = []
    if parts:
        texts.append(_("Of {count} targets: {parts}.").format(count=len(judged), parts=_("; ").join(parts)))
    free = [valued(kpi) for kpi in known if kpi not in judged]
    if free:
        texts.append(_(", ").join(free))
    missing = [kpi.measure_id for kpi in kpis if kpi.value is None]
    if missing:
        texts.append(_("{names}: no data in this month").format(names=_listed(missing)))
    return joined(*texts)


def changes(kpis: Sequence[Kpi], against: str) -> str:
    """Those that changed by more than noise with the size, then those that did not, by name; `against` says what with."""
    known, period = [kpi for kpi in kpis if kpi.change is not None and kpi.value is not None], _(against)
    if not known:
        return plain(_("There are no whole data of {period} to compare with.").format(period=period))
    moved = [_moved(kpi) for kpi in known if is_told(kpi)]
    same = [kpi.measure_id for kpi in known if not is_told(kpi)]
    texts = []
    if moved:
        text = _("Against {period}: {changes}, beyond normal variation.")
        if len(moved) > 1:
            text = _("Against {period}: {changes}, all beyond normal variation.")
        texts.append(text.format(period=period, changes=_(", ").join(moved)))
    if same and not moved and len(same) > 1:
        texts.append(_("None of the {count} main numbers differs distinguishably from {period}.").format(count=len(same), period=period))
    elif same:
        texts.append(_("{names}: no distinguishable difference from {period}.").format(names=_listed(same), period=period))
    return joined(*texts)


def is_told(kpi: Kpi) -> bool:
    """A change that is beyond noise and does not round to nothing."""
    return bool(kpi.significant and kpi.change and re.search(r"[1-9]", _size(kpi)))


def judgement(kpi: Kpi) -> str:
    """The word of the table: beyond noise, within it, or nothing to compare with."""
    if kpi.change is None:
        return _("not comparable")
    return _("beyond variation") if is_told(kpi) else _("within variation")


def _listed(measures: Sequence[str]) -> str:
    return _(", ").join([headed(measures[0]), *(named(name) for name in measures[1:])])


def _moved(kpi: Kpi) -> str:
    assert kpi.change is not None and kpi.value is not None
    text = UP.get(kpi.unit, MORE) if kpi.change > 0 else DOWN.get(kpi.unit, FEWER)
    size, before = _size(kpi), kpi.value - kpi.change
    if kpi.unit not in ("percent", "hours") and before > 0:
        size = _("{value} ({parts})").format(value=size, parts=_share(kpi.value, before))
    return plain(_(text).format(name=named(kpi.measure_id), size=size))


def _share(value: float, before: float) -> str:
    if value >= DOUBLE * before:
        return _("{ratio} times what it was").format(ratio=number(value / before, 1))
    text = _("{share} more") if value > before else _("{share} fewer")
    return text.format(share=percent(abs(value - before) / before))


def _size(kpi: Kpi) -> str:
    size = abs(kpi.change or 0.0)
    if kpi.unit == "percent":
        return points(size).lstrip("+")
    return days(size) if kpi.unit == "hours" else count(size, kpi.unit) if size >= ROUNDED else amount(size, kpi.unit)
