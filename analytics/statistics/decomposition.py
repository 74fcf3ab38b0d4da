"""The difference of two rates, split exactly into what comes from the mix of cases and what from how they are handled."""

from __future__ import annotations

import pandas as pd


def kitagawa(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Per stratum: mix and performance, which sum over all strata to rate(a) − rate(b) exactly.

    `a` and `b` have n and k, indexed by stratum; both must have cases. With shares w and rates p, and m the mean of the two
    overall rates: mix = (wa − wb) × ((pa + pb)/2 − m), performance = (pa − pb) × (wa + wb)/2. Taking m off does not change
    the sum, since the shares of both sum to 1, but makes a stratum count by how easy it is, not by its size alone. Where one
    side has no cases of a stratum it is taken to handle them as the other does: all of it is mix. Columns: mix, performance,
    share_a, share_b, rate_a, rate_b (the last two NaN without cases).
    Kitagawa, E. M. (1955), Components of a difference between two rates. JASA 50.
    """
    strata = a.index.union(b.index)
    na, ka, nb, kb = (frame[name].reindex(strata).fillna(0).astype(float) for frame in (a, b) for name in ("n", "k"))
    wa, wb = na / na.sum(), nb / nb.sum()
    pa, pb = ka / na.where(na > 0), kb / nb.where(nb > 0)
    qa, qb = pa.fillna(pb).fillna(0), pb.fillna(pa).fillna(0)
    middle = (ka.sum() / na.sum() + kb.sum() / nb.sum()) / 2
    return pd.DataFrame(
        {
            "mix": (wa - wb) * ((qa + qb) / 2 - middle),
            "performance": (qa - qb) * (wa + wb) / 2,
            "share_a": wa,
            "share_b": wb,
            "rate_a": pa,
            "rate_b": pb,
        }
    )
