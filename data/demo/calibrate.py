"""Makes the drawn rows agree with the published figures, by moving as few of them as possible."""

from __future__ import annotations

import numpy as np

from data.demo.slices import Rows, Slice

DAY = 86_400
USUALLY_RESOLVED = 0.965
LATE_ENOUGH = 4  # candidates per case to move, taken from those resolved last


def fit_received(rows: dict[str, np.ndarray], slices: list[Slice], lookup: Rows, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Thin or add rows until each slice holds as many as were published; settled rows stay as they are."""
    settled = np.zeros(len(rows["received"]), dtype=bool)
    for one in slices:
        bounds = one.bounds("received")
        if bounds is None:
            resolved = one.bounds("resolved")
            if resolved is None:
                continue
            least = float(np.ceil(resolved[0] / USUALLY_RESOLVED))
            bounds = (least, least if np.isfinite(resolved[1]) else float("inf"))
        inside = lookup.inside(rows, one)
        count = int(inside.sum())
        free = np.flatnonzero(inside & ~settled)
        settled = settled | inside
        if count > bounds[1]:
            keep = np.ones(len(settled), dtype=bool)
            keep[rng.choice(free, count - int(bounds[1]), replace=False)] = False
            rows = {name: values[keep] for name, values in rows.items()}
            settled = settled[keep]
        elif count < bounds[0]:
            more = int(bounds[0]) - count
            source, moment = rng.choice(free, more), rng.choice(free, more)
            added = {name: values[source] for name, values in rows.items()}
            # The same kind of case in the same place as one row, on the day of another.
            added["received"] = rows["received"][moment] // DAY * DAY + rows["received"][source] % DAY
            added["void"] = np.zeros(more, dtype=np.int64)
            added["reporter"] = np.where(added["reporter"] > 0, added["reporter"] + 5_000_000, 0)
            rows = {name: np.concatenate([values, added[name]]) for name, values in rows.items()}
            settled = np.concatenate([settled, np.ones(more, dtype=bool)])
    return rows


def fit_resolved(rows: dict[str, np.ndarray], slices: list[Slice], lookup: Rows, rng: np.random.Generator) -> None:
    """Shift resolutions across the as-of moment of each slice until the published number lies before it."""
    resolved = rows["resolved"]
    settled = np.zeros(len(resolved), dtype=bool)
    for one in slices:
        inside = lookup.inside(rows, one)
        bounds = _resolved_bounds(one, int(inside.sum()))
        if bounds is None:
            continue
        done = inside & (resolved <= one.as_of)
        count = int(done.sum())
        free = ~settled
        settled = settled | inside
        if count > bounds[1]:
            move = count - int(bounds[1])
            candidates = np.flatnonzero(done & free)
            latest = candidates[np.argsort(-resolved[candidates], kind="stable")[: move * LATE_ENOUGH]]
            chosen = rng.choice(latest, move, replace=False)
            resolved[chosen] = one.as_of + 3600 * 9 + (rng.exponential(4 * DAY, move)).astype(np.int64)
        elif count < bounds[0]:
            move = int(bounds[0]) - count
            candidates = np.flatnonzero(inside & ~done & free)
            oldest = candidates[np.argsort(rows["received"][candidates], kind="stable")[: move * LATE_ENOUGH]]
            chosen = rng.choice(oldest, move, replace=False)
            room = one.as_of - rows["received"][chosen]
            resolved[chosen] = rows["received"][chosen] + np.maximum((room * rng.uniform(0.15, 0.97, move)).astype(np.int64), 1)


def flip(flags: np.ndarray, inside: np.ndarray, bounds: tuple[float, float], rng: np.random.Generator) -> None:
    """Set or clear as few flags inside a slice as the bounds on their number need."""
    count = int((flags & inside).sum())
    if count > bounds[1]:
        flags[rng.choice(np.flatnonzero(flags & inside), count - int(bounds[1]), replace=False)] = False
    elif count < bounds[0]:
        flags[rng.choice(np.flatnonzero(~flags & inside), int(bounds[0]) - count, replace=False)] = True


def _resolved_bounds(one: Slice, received: int) -> tuple[float, float] | None:
    """Bounds on the resolved from every figure that fixes them: the number itself, the open ones, the rate."""
    found = [one.bounds("resolved"), one.bounds("resolution_rate", received)]
    still_open = one.bounds("open")
    if still_open is not None:
        found.append((received - still_open[1], received - still_open[0]))
    known = [bounds for bounds in found if bounds is not None]
    if not known:
        return None
    return max(low for low, _ in known), min(min(high for _, high in known), received)
