"""Numbers as text, in the current language: the one place where a number becomes something to read."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from analytics.words.language import CHINESE, _, language
from data.contracts.model import N_

MINUS = "−"
DASH = "–"
NOTHING = "–"
# How each unit counts in words; a percent and the durations have functions of their own.
UNITS = {
    "cases": N_("cases"),
    "items": N_("items"),
    "times": N_("times"),
    "people": N_("people"),
    "households": N_("households"),
    "buildings": N_("buildings"),
    "projects": N_("projects"),
    "grids": N_("grids"),
    "yuan": N_("yuan"),
    "m2": N_("m²"),
    "days": N_("days"),
    "hours": N_("hours"),
    "points": N_("points"),
    "per_person": N_("per person"),
    "times_per_person": N_("times per person"),
    "per_1000": N_("per 1,000 households"),
    "per_grid": N_("per grid"),
    "ratio": "",
    "": "",
}
_MAGNITUDES = {True: ((1e8, "亿"), (1e4, "万")), False: ((1e9, "billion"), (1e6, "million"))}


def number(value: float | None, decimals: int = 0) -> str:
    """3,670 · −1.3 · – for nothing."""
    if value is None or math.isnan(value):
        return NOTHING
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and not _is_nothing(value, decimals) else text


def short(value: float | None, most: int) -> str:
    """With at most so many decimals, and no more than the rounded value needs: 95 · 95.5 · 7.7."""
    if value is None or math.isnan(value):
        return NOTHING
    rounded = round(value, most)
    return number(value, next((count for count in range(most) if round(rounded, count) == rounded), most))


def signed(value: float | None, decimals: int = 0) -> str:
    """+322 · −1.3 · 0 without a sign."""
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and not _is_nothing(value, decimals) else text


def unit_name(unit: str) -> str:
    """件 · 户 · 天; nothing for a bare number or a percent. Durations in hours are told in days."""
    if unit == "percent":
        return ""
    return _called("days" if unit == "hours" else unit)


def unit_word(unit: str) -> str:
    """What a unit is called where it stands alone: %, 件, 天; “ratio” for a bare number."""
    return "%" if unit == "percent" else unit_name(unit) or _("ratio")


def count(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """3,670 件 · 1.5 万户 · 12.6 亿元."""
    return _joined(*counted(value, unit, decimals))


def counted(value: float | None, unit: str = "", decimals: int = 0) -> tuple[str, str]:
    """Digits, and the unit with its magnitude: 1.5 and 万户."""
    if value is None or math.isnan(value):
        return NOTHING, ""
    chinese = language() == CHINESE
    name = _called(unit)
    size, magnitude = next(((s, m) for s, m in _MAGNITUDES[chinese] if abs(value) >= s * (1 - 5e-6)), (1, ""))
    if not magnitude:
        return number(value, decimals), name
    # Money of up to a hundred 亿 has two decimals, as a budget is read: 7.74 亿元.
    fine = chinese and unit == "yuan" and size == _MAGNITUDES[chinese][0][0] and abs(value) < 100 * size
    digits = short(value / size, 2 if fine else 1)
    # A Chinese measure word joins the magnitude, a symbol such as m² does not: 1.5 万户, 123 万 m².
    return digits, magnitude + name if chinese and not name[:1].isascii() else _joined(magnitude, name)


def households(value: float | None) -> str:
    """1.5 万户."""
    return count(value, "households")


def money(yuan: float | None) -> str:
    """12.6 亿元 · 700 万元."""
    return count(yuan, "yuan")


def percent(rate: float | None, decimals: int = 1) -> str:
    """94.8%, from a rate of 0.948."""
    text = number(None if rate is None else rate * 100, decimals)
    return text if text == NOTHING else f"{text}%"


def percents(rate: float | None, decimals: int = 1) -> str:
    """94.8, from a rate of 0.948, where the head of the column has the %."""
    return number(None if rate is None else rate * 100, decimals)


def points(difference: float | None, decimals: int = 1) -> str:
    """−1.3 个百分点, from a difference of rates of −0.013."""
    return _joined(signed(None if difference is None else difference * 100, decimals), _called("points"))


def points_apart(difference: float, decimals: int = 1) -> str:
    """1.3 个百分点: how far two rates lie apart, whichever is higher."""
    return _joined(number(abs(difference) * 100, decimals), _called("points"))


def days(hours: float | None, decimals: int = 1) -> str:
    """1.8 天, from hours."""
    return _joined(number(None if hours is None else hours / 24, decimals), _called("days"))


def span(hours: float) -> str:
    """17 小时 · 3.5 天."""
    return count(hours, "hours") if hours < 48 else days(hours, 0 if hours % 24 == 0 else 1)


def interval(low: float | None, high: float | None, decimals: int = 1) -> str:
    """94.0–95.5, from rates, in percent without the sign."""
    return f"{percents(low, decimals)}{DASH}{percents(high, decimals)}"


def quantity(value: float | None, unit: str) -> str:
    """A value with its unit, as a sentence says it: 3,670 件 · 94.8% · 1.8 天 · 12.6 亿元."""
    if unit == "percent":
        return percent(value)
    if unit == "hours":
        return days(value)
    return count(value, unit, _decimals(unit))


def aim_text(aim: float, unit: str) -> str:
    """What is aimed at, with its unit: ≥ 95% · ≤ 3 天 · 1,000 次 · 2.00, a bare ratio with the decimals that it is read with."""
    if unit == "percent":
        return f"{short(aim * 100, 1)}%"
    if unit == "hours":
        return _joined(short(aim / 24, 1), _called("days"))
    if _decimals(unit) == 1:
        return _joined(short(aim, 1), _called(unit))
    return quantity(aim, unit)


def figure(value: float | None, unit: str) -> str:
    """A value alone, as a card shows it large: digits and % only, the unit stands in the label."""
    if unit == "percent":
        return percent(value)
    if unit == "yuan" and value is not None and not math.isnan(value):
        return counted(value, unit)[0]
    return number(value / 24 if unit == "hours" and value is not None else value, _decimals(unit))


def figure_unit(value: float | None, unit: str) -> str:
    """The unit of what `figure` writes: 亿元 for money by its size, else the unit's own name."""
    if unit != "yuan" or value is None or math.isnan(value):
        return unit_name(unit)
    return counted(value, unit)[1]


def change(difference: float | None, unit: str) -> str:
    """A difference with its unit: +322 件 · −1.3 个百分点 · +0.2 天."""
    if unit == "percent":
        return points(difference)
    if unit == "hours":
        return _joined(signed(None if difference is None else difference / 24, 1), _called("days"))
    if unit == "yuan":
        return f"+{money(difference)}" if difference and difference > 0 else money(difference)
    return _joined(signed(difference, _decimals(unit)), _called(unit))


def change_with_share(difference: float, value: float | None, unit: str) -> str:
    """A difference and, for a count, what share of the earlier value that is: +322 件 · 9.6%."""
    text = change(difference, unit)
    before = (value or 0) - difference
    if unit in ("percent", "hours") or value is None or before <= 0 or not difference:
        return text
    return f"{text} · {percent(abs(difference) / before)}"


def moment(value: datetime) -> str:
    """2021-08-20 24:00: the end of a day is told as that day, not as the next."""
    if value.hour == value.minute == value.second == 0:
        return f"{value - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{value:%Y-%m-%d %H:%M}"


def date_range(first: date, last: date) -> str:
    """2021-05-31 至 08-20, both inclusive; the year of the end only where it differs."""
    if first == last:
        return f"{first:%Y-%m-%d}"
    end = f"{last:%m-%d}" if first.year == last.year else f"{last:%Y-%m-%d}"
    return _("{first} to {last}").format(first=f"{first:%Y-%m-%d}", last=end)


def _is_nothing(value: float, decimals: int) -> bool:
    return not float(f"{value:.{decimals}f}")


def _called(unit: str) -> str:
    name = UNITS[unit]
    return _(name) if name else ""


def _joined(digits: str, name: str) -> str:
    return f"{digits} {name}" if name and digits != NOTHING else digits


def _decimals(unit: str) -> int:
    return {"hours": 1, "days": 1, "per_person": 1, "times_per_person": 1, "per_1000": 1, "per_grid": 1, "ratio": 2}.get(unit, 0)
