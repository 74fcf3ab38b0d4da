"""Whoever asks about the same areas, by whichever page, gets the same verdict."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.readings.rates import rates
from analytics.stories.districts import Choice, comparison
from analytics.stories.overview import overview
from analytics.stories.wall import wall


@pytest.mark.parametrize("seed", range(6))
def test_overview_comparison_rates_and_wall_never_differ(seed: int, demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    chance = Random(seed)
    first = date(2021, 1, 1) + timedelta(days=chance.randrange(400))
    last = first + timedelta(days=chance.choice((6, 29, 60)))
    scope = Scope(
        window="custom",
        first=first,
        last=last,
        compare=chance.choice(("previous", "year", "none")),
        area=chance.choice((None, "210000", "211300", "211302")),
    )
    level = areas().part_level(scope.area)
    assert level
    said = {unit.code: (unit.cls, unit.band) for unit in overview(scope, LOCAL).units if unit.n}
    assert said == {each.code: (each.cls, each.band) for each in comparison(scope, LOCAL, Choice(level=level)).standings}
    assert said == {unit.code: (unit.cls, unit.band) for unit in rates(scope, LOCAL, "resolution_rate").units if unit.n}
    marks = {"low": "below", "same": "near", "high": "above", "thin": "thin"}
    for place in wall(scope, LOCAL).plate.places:
        if place.code in said:
            assert place.state == marks[said[place.code][0]]
