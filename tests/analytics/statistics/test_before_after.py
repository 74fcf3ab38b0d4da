"""Difference in differences of counts: by hand, against statsmodels' Poisson, and when it is refused."""

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.statistics.before_after import effect, nearest


def test_one_group_gives_the_ratio_of_ratios_with_its_textbook_error():
    # Pooled 50 → 25 there, 100 → 100 elsewhere: (25/50) / (100/100), variance 1/25 + 1/50 + 1/100 + 1/100 on the log scale.
    found = effect([0] * 10, [True] * 5 + [False] * 5, [10] * 5 + [20] * 5, [5] * 5 + [20] * 5, [1.0] * 10)
    assert found is not None
    assert found.ratio == pytest.approx(0.5)
    error = np.sqrt(1 / 25 + 1 / 50 + 1 / 100 + 1 / 100)
    assert np.log(found.high / found.ratio) == pytest.approx(1.96 * error, rel=1e-3)
    assert (found.treated, found.compared) == (pytest.approx(0.5), pytest.approx(1.0))


def test_a_longer_watch_after_is_allowed_for():
    found = effect([0] * 10, [True] * 5 + [False] * 5, [10] * 10, [5] * 5 + [10] * 5, [0.5] * 5 + [1.0] * 5)
    assert found is not None and found.ratio == pytest.approx(1.0)


def test_it_agrees_with_a_poisson_model_of_every_place_and_time():
    rng = np.random.default_rng(4)
    groups, size = 8, 5
    group = np.repeat(np.arange(groups), size)
    treated = np.tile([True] + [False] * (size - 1), groups)
    level, months = rng.uniform(20, 60, group.size), rng.uniform(0.5, 1, group.size)
    before = rng.poisson(level)
    after = rng.poisson(level * months * np.where(treated, 0.7, 1) * (1 + 0.1 * group))
    found = effect(group, treated, before, after, months)
    assert found is not None
    place = np.tile(np.arange(group.size), 2)
    time = np.repeat([0, 1], group.size)
    columns = [(place == each) for each in range(group.size)] + [((np.tile(group, 2) == each) & (time == 1)) for each in range(groups)]
    design = np.column_stack([*columns, np.tile(treated, 2) & (time == 1)]).astype(float)
    offset = np.concatenate([np.zeros(group.size), np.log(months)])
    model = sm.GLM(np.concatenate([before, after]), design, family=sm.families.Poisson(), offset=offset).fit()
    assert found.ratio == pytest.approx(np.exp(model.params[-1]), rel=1e-6)
    if found.spread == 1:
        assert np.log(found.high / found.ratio) == pytest.approx(1.96 * model.bse[-1], rel=1e-3)


def test_places_that_vary_more_than_chance_widen_the_interval():
    calm = effect([0] * 10, [True] * 5 + [False] * 5, [50] * 10, [50] * 10, [1.0] * 10)
    wild = effect([0] * 10, [True] * 5 + [False] * 5, [50] * 10, [10, 90, 20, 80, 50] * 2, [1.0] * 10)
    assert calm is not None and wild is not None
    assert calm.spread == 1 and wild.spread > 5
    assert wild.high / wild.low > calm.high / calm.low


@pytest.mark.parametrize(
    ("treated", "before", "after"),
    [
        ([True] * 4 + [False] * 6, [10] * 10, [10] * 10),  # four treated places
        ([True] * 10, [10] * 10, [10] * 10),  # nothing to compare with
        ([True] * 5 + [False] * 5, [0] * 10, [10] * 10),  # nothing counted before
        ([True] * 5 + [False] * 5, [10] * 10, [0] * 5 + [10] * 5),  # nothing counted after
    ],
)
def test_it_is_refused_where_too_little_is_known(treated, before, after):
    assert effect([0] * 10, treated, before, after, [1.0] * 10) is None


def test_the_nearest_are_free_and_in_order_of_their_distance():
    others = np.array([[0.0], [1.0], [2.0], [5.0]])
    assert nearest(np.array([0.9]), others, np.array([True, True, False, True]), 3).tolist() == [1, 0, 3]
