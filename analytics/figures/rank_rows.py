"""Rows of ranked areas: how high they are, which positions the axis names, how a range of positions is written."""

from __future__ import annotations

from analytics.words.wording import DASH

ROW, TALLEST = 20, 44  # px of a row: at least, at most
STRIPE = 28  # px behind the row of the focus
MARGINS = 48
FEW = 12  # positions that the first, the middle and the last mark well enough


def rank_ticks(rows: int) -> list[int]:
    """The first position, round ones, and the last."""
    if rows <= FEW:
        return sorted({1, (rows + 1) // 2, rows})
    step = next(step for step in (5, 10, 20, 50, 100) if rows / step <= 4)
    rounded = [place for place in range(step, rows, step) if rows - place >= step / 2]
    return [1, *rounded, rows]


def thickness(rows: int, height: int, most: float) -> float:
    """What share of a row is filled by something `most` px thick; in low rows the same share as in one of 28 px."""
    return min(most / STRIPE, most * rows / (max(height, ROW * rows + MARGINS) - MARGINS))


def tall(rows: int, height: int) -> int:
    """The height of the picture in px: as asked, but neither cramped nor stretched."""
    return max(ROW * rows, min(TALLEST * rows, height - MARGINS)) + MARGINS


def places(best: int | None, worst: int | None) -> str:
    """2–6, or one position alone."""
    return f"{best}" if best == worst else f"{best}{DASH}{worst}"
