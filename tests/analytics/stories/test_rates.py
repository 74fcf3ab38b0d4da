"""Areas compared by another rate are compared exactly as by the resolution rate."""

from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.rates import RATES, rates
from analytics.stories.overview import overview

SCOPE = Scope.from_query({"area": "211302", "from": "2021-05-31", "to": "2021-08-20"})


@pytest.fixture(autouse=True)
def warehouse(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


def test_by_the_resolution_rate_it_says_what_the_overview_says():
    view, compared = overview(SCOPE, LOCAL), rates(SCOPE, LOCAL, "resolution_rate")
    assert compared.units == view.units
    assert compared.reference == view.reference


def test_numerator_and_denominator_are_those_of_the_rate():
    unit = next(unit for unit in rates(SCOPE, LOCAL, "satisfaction_rate").units if unit.code == "211302008")
    row = ask(["satisfaction_rate"], scope=SCOPE.within("211302008"), principal=LOCAL).frame.iloc[0]
    assert (unit.k, unit.n) == (row["satisfied"], row["rated"])


def test_only_rates_of_which_more_is_better_are_offered():
    assert {CATALOGUE.measure(name).better for name in RATES} == {"higher"}
    assert all(CATALOGUE.measure(name).is_rate for name in RATES)


def test_the_own_area_is_marked_among_its_peers():
    peers = rates(SCOPE, LOCAL, "on_time_rate").peers
    assert [unit.code for unit in peers if unit.focus] == ["211302"]


def test_the_root_has_parts_and_no_peers():
    compared = rates(Scope(), LOCAL, "on_time_rate")
    assert compared.units and not compared.peers
