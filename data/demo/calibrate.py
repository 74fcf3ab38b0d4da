"""Makes the drawn rows agree with the published figures, by moving as few of them as possible."""

from __future__ import annotations

import numpy as np

from data.demo.arrivals import DAY, Cases
from data.demo.slices import Slice, Slices

USUALLY_RESOLVED = 0.965
LATE_ENOUGH = 4  # candidates per case to move, taken from those resolved last
NEW_REPORTER = 5_000_000


def fit_received(cases: Cases, slices: Slices, rng: np.random.Generator) -> Cases:
    """Thin or add rows until each slice holds as many as were published; rows of narrower slices stay as they are."""
    settled = np.zeros(len(cases["received"]), dtype=bool)
    for one in slices.all:
        bounds = _received_bounds(one)
        if bounds is None:
            continue
        inside = slices.inside(cases, one)
        free = np.flatnonzero(inside & ~settled)
        settled = settled | inside
        surplus, missing = int(max(inside.sum() - bounds[1], 0)), int(max(bounds[0] - inside.sum(), 0))
        keep = np.ones(len(settled), dtype=bool)
        keep[rng.choice(free, surplus, replace=False)] = False
        source, moment = rng.choice(free, missing), rng.choice(free, missing)
        added = {name: values[source] for name, values in cases.items()}
        # The same kind of case in the same place as one row, on the day of another.
        added["received"] = cases["received"][moment] // DAY * DAY + cases["received"][source] % DAY
        added["void"] = np.zeros(missing, dtype=np.int64)
        added["reporter"] = np.where(added["reporter"] > 0, added["reporter"] + NEW_REPORTER, 0)
        cases = {name: np.concatenate([values[keep], added[name]]) for name, values in cases.items()}
        settled = np.concatenate([settled[keep], np.ones(missing, dtype=bool)])
    return cases


def fit_resolved(cases: Cases, slices: Slices, rng: np.random.Generator) -> None:
    """Shift resolutions across the as-of moment of each slice until the published number lies before it."""
    received, resolved = cases["received"], cases["resolved"]
    settled = np.zeros(len(resolved), dtype=bool)
    for one in slices.all:
        inside = slices.inside(cases, one)
        bounds = _resolved_bounds(one, int(inside.sum()))
        if bounds is None:
            continue
        done = inside & (resolved <= one.as_of)
        surplus, missing = int(max(done.sum() - bounds[1], 0)), int(max(bounds[0] - done.sum(), 0))
        latest = _first(np.flatnonzero(done & ~settled), -resolved, surplus * LATE_ENOUGH)
        chosen = rng.choice(latest, surplus, replace=False)
        resolved[chosen] = one.as_of + 9 * 3600 + rng.exponential(4 * DAY, surplus).astype(np.int64)
        oldest = _first(np.flatnonzero(inside & ~done & ~settled & (cases["void"] == 0)), received, missing * LATE_ENOUGH)
        chosen = rng.choice(oldest, missing, replace=False)
        room = one.as_of - received[chosen]
        resolved[chosen] = received[chosen] + np.maximum((room * rng.uniform(0.15, 0.97, missing)).astype(np.int64), 1)
        settled = settled | inside


def flip(flags: np.ndarray, inside: np.ndarray, bounds: tuple[float, float], rng: np.random.Generator) -> None:
    """Set or clear as few flags inside a slice as the bounds on their number need."""
    count = int((flags & inside).sum())
    if count > bounds[1]:
        flags[rng.choice(np.flatnonzero(flags & inside), count - int(bounds[1]), replace=False)] = False
    elif count < bounds[0]:
        flags[rng.choice(np.flatnonzero(~flags & inside), int(bounds[0]) - count, replace=False)] = True


def _first(candidates: np.ndarray, order: np.ndarray, count: int) -> np.ndarray:
    return candidates[np.argsort(order[candidates], kind="stable")[:count]]


def _received_bounds(one: Slice) -> tuple[float, float] | None:
    if "received" in one.values:
        return one.bounds("received")
    if "resolved" not in one.values:
        return None
    # Where only the resolved were published, some more were received.
    resolved = one.bounds("resolved")
    least = float(np.ceil(resolved[0] / USUALLY_RESOLVED))
    return least, least if np.isfinite(resolved[1]) else np.inf


def _resolved_bounds(one: Slice, received: int) -> tuple[float, float] | None:
    """Bounds on the resolved from every figure that fixes them: the number itself, the open ones, the rate."""
    known = [one.bounds(measure, received) for measure in ("resolved", "resolution_rate") if measure in one.values]
    if "open" in one.values:
        low, high = one.bounds("open")
        known.append((received - high, received - low))
    if not known:
        return None
    return max(low for low, _ in known), min(min(high for _, high in known), received)
