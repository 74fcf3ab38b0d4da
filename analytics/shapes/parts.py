"""Parts of what is said, apart as long as they travel and told in words last: a verdict, a label, a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.words.wording import quantity

State = Literal["ahead", "even", "slower", "behind", "unknown"]
SIGNS: dict[State, str] = {"ahead": "✓", "even": "✓", "slower": "△", "behind": "✕", "unknown": ""}
DOT = " · "


@dataclass(frozen=True)
class Verdict:
    """How work stands to its plan: a sentence says the `words`, a picture or a table puts the sign of the state before them."""

    state: State
    words: str

    @property
    def told(self) -> str:
        """✓ on plan · △ 2.6 points slower; words alone where nothing is judged."""
        return f"{SIGNS[self.state]} {self.words}".strip()


@dataclass(frozen=True)
class Label:
    """What something is called, and which side of it is told."""

    name: str
    aside: str = ""

    @property
    def told(self) -> str:
        return DOT.join(part for part in (self.name, self.aside) if part)


@dataclass(frozen=True)
class Quantity:
    """A value in a unit of the catalogue: hours, a share of 0–1 as a percent, yuan."""

    value: float
    unit: str

    @property
    def told(self) -> str:
        return quantity(self.value, self.unit)
