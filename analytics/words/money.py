"""Amounts of money as text: one unit for a whole figure, and parts that add up to the total as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import isnan

from analytics.words.language import CHINESE, _, language
from analytics.words.wording import NOTHING, number, short
from data.contracts.model import N_

FEN = Decimal("0.01")
WIDE = 100  # from so many of its unit on, one decimal is enough
_STEPS = {
    True: ((Decimal(10**8), N_("100 million yuan")), (Decimal(10**4), N_("10,000 yuan"))),
    False: ((Decimal(10**9), N_("billion yuan")), (Decimal(10**6), N_("million yuan"))),
}
_PLAIN = (Decimal(1), N_("yuan"))


@dataclass(frozen=True)
class MoneyUnit:
    """What the amounts of one figure are told in: yuan by `size`, with so many decimals."""

    size: Decimal
    name: str
    decimals: int

    @property
    def step(self) -> Decimal:
        """The smallest difference that can be seen, in yuan."""
        return self.size.scaleb(-self.decimals)

    def figure(self, yuan: float | None) -> str:
        """7.74, where the unit stands in a head."""
        return number(self._told(yuan), self.decimals)

    def text(self, yuan: float | None) -> str:
        """7.74 亿元; trailing zeros after the point are left out."""
        digits = self.short(yuan)
        return digits if digits == NOTHING else f"{digits} {self.name}"

    def short(self, yuan: float | None) -> str:
        """7.7, without zeros after the point that say nothing."""
        return short(self._told(yuan), self.decimals)

    def change(self, yuan: float | None) -> str:
        """+1.12 亿元."""
        told = self._told(yuan)
        digits = f"+{short(told, self.decimals)}" if round(told, self.decimals) > 0 else short(told, self.decimals)
        return digits if digits == NOTHING else f"{digits} {self.name}"

    def value(self, yuan: float | None) -> float | None:
        """The amount as a number in this unit, for axes and tables; not rounded further than its decimals."""
        return None if yuan is None or isnan(yuan) else self._told(yuan)

    def parts(self, yuan: Sequence[float]) -> tuple[str, ...]:
        """Amounts whose digits add up to those of their total; each is at most one step from its own rounding."""
        return tuple(number(float(part / self.size), self.decimals) for part in apportioned(yuan, self.step))

    def _told(self, yuan: float | None) -> float:
        if yuan is None or isnan(yuan):
            return float("nan")
        return float(exact(yuan).quantize(FEN) / self.size if not self.decimals else _half_up(exact(yuan), self.step) / self.size)


def money_unit(*yuan: float | None) -> MoneyUnit:
    """The unit for a figure that shows these amounts together: by the largest of them."""
    chinese = language() == CHINESE
    largest = max((abs(exact(value)) for value in yuan if value is not None and not isnan(value)), default=Decimal(0))
    size, name = next((step for step in _STEPS[chinese] if largest >= step[0]), _PLAIN)
    if size == 1:
        decimals = 0 if all(value is None or isnan(value) or exact(value) == exact(value).to_integral() for value in yuan) else 2
    else:
        decimals = 1 if largest >= WIDE * size or size == 10**4 else 2
    return MoneyUnit(size, _(name), decimals)


def money(yuan: float | None) -> str:
    """One amount in the unit of its own size: 7.74 亿元 · 700 万元 · 83 元."""
    return money_unit(yuan).text(yuan)


def exact(yuan: float) -> Decimal:
    """The amount to the fen; a binary float of up to ten trillion yuan holds its fen exactly enough."""
    return _half_up(Decimal(repr(float(yuan))), FEN)


def total(yuan: Sequence[float]) -> float:
    """The sum, exact to the fen."""
    return float(sum((exact(value) for value in yuan), Decimal(0)))


def apportioned(values: Sequence[float], step: Decimal) -> list[Decimal]:
    """The values as multiples of `step` that add up to their rounded sum.

    Largest remainders (Hamilton's method): each is rounded down, and those that lost most get a step back. Among equal
    remainders the earlier comes first.
    """
    known = [exact(value) for value in values]
    low = [(value / step).to_integral_value(ROUND_FLOOR) for value in known]
    missing = int((_half_up(sum(known, Decimal(0)), step) / step) - sum(low, Decimal(0)))
    lost = sorted(range(len(known)), key=lambda place: (low[place] - known[place] / step, place))
    for place in lost[:missing]:
        low[place] += 1
    return [count * step for count in low]


def shares(values: Sequence[float], decimals: int = 1) -> tuple[str, ...]:
    """Percentages of the total that add up to 100; none of them where the total is zero."""
    whole = sum((exact(value) for value in values), Decimal(0))
    if not whole:
        return tuple(NOTHING for _value in values)
    parts = apportioned([float(exact(value) / whole * 100) * 10**6 for value in values], Decimal(10**6).scaleb(-decimals))
    return tuple(f"{number(float(part / 10**6), decimals)}%" for part in parts)


def _half_up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
