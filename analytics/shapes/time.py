"""Pictures of a course over time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`values` at each of the times, None where there is nothing; `texts` are the values as people read them."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """At most seven lines over the same times; `head` is what they measure, `zero` starts the axis there, `cut` times are not complete."""

    times: tuple[str, ...]
    lines: tuple[Line, ...]
    head: str
    zero: bool
    cut: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Kind:
    """What took place and what was planned of one kind in each month, and over the window."""

    name: str
    held: tuple[int, ...]
    planned: tuple[int, ...]
    window_held: int
    window_done: int
    window_planned: int

    @property
    def coverage(self) -> float | None:
        return self.window_done / self.window_planned if self.window_planned else None


@dataclass(frozen=True)
class Planned:
    """Small multiples of months; `remark` says where the last month is not over."""

    months: tuple[str, ...]
    kinds: tuple[Kind, ...]
    remark: str
    count_head: str
    share_head: str
    held: str
    plan: str
