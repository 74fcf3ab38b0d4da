"""Units for figures, made by hand."""

from analytics.figures.placement import Spot
from analytics.shapes.units import Unit


def unit(code: str, rate: float | None = 0.95, cls: str = "same", *, n: int = 100, name: str = "", focus: bool = False) -> Unit:
    low, high = (None, None) if rate is None else (rate - 0.02, rate + 0.02)
    return Unit(code, name or f"{code}街道", name or code, n, round(n * (rate or 0)), rate, low, high, cls, focus)  # type: ignore[arg-type]


def spot(x: float, y: float, radius: float = 0.1) -> Spot:
    return Spot(x, y, radius, (x - radius, y - radius, x + radius, y + radius))
