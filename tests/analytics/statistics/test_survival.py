"""Greenwood's intervals against lifelines, and what holds at the edges of a curve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_waltons

from analytics.statistics.intervals import wilson
from analytics.statistics.survival import survival_interval


def test_the_interval_is_that_of_lifelines():
    waltons = load_waltons()
    fitted = KaplanMeierFitter().fit(waltons["T"], waltons["E"])
    events = fitted.event_table.iloc[1:]
    d, n = events["observed"].to_numpy(), events["at_risk"].to_numpy()
    inside = (d < n).cumprod().astype(bool)
    surviving = np.cumprod(1 - d / n)[inside]
    spread = np.cumsum(d / (n * (n - np.where(d < n, d, 0))))[inside]
    low, high = survival_interval(surviving, spread, n[inside])
    theirs = fitted.confidence_interval_survival_function_.iloc[1:][inside].to_numpy()
    differs = (surviving > 0) & (surviving < 1)
    assert low[differs] == pytest.approx(theirs[differs, 0])
    assert high[differs] == pytest.approx(theirs[differs, 1])


@given(st.floats(0.01, 0.99), st.floats(1e-6, 0.5))
def test_the_interval_holds_the_estimate_and_stays_within_0_and_1(surviving: float, spread: float):
    low, high = survival_interval([surviving], [spread], [100])
    assert 0 <= low[0] <= surviving <= high[0] <= 1


def test_where_nothing_or_everything_has_ended_wilson_takes_its_place():
    low, high = survival_interval([1.0, 0.0], [0.0, 0.0], [40, 40])
    all_left, none_left = wilson(40, 40), wilson(0, 40)
    assert (low[0], high[0]) == pytest.approx((float(all_left[0]), float(all_left[1])))
    assert (low[1], high[1]) == pytest.approx((float(none_left[0]), float(none_left[1])))


def test_nobody_followed_has_no_interval():
    low, high = survival_interval([np.nan], [np.nan], [0])
    assert np.isnan(low[0]) and np.isnan(high[0])
