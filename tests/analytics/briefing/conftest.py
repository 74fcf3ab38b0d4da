"""One briefing of the demo, told once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import Briefing, briefing
from analytics.figures.printed import warm

AREA, MONTH = "211302", "2021-07"


@pytest.fixture(scope="package")
def demo(demo_warehouse: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
        yield demo_warehouse


@pytest.fixture(scope="package")
def told(demo: Path) -> Briefing:
    warm()
    return briefing(Scope(area=AREA), LOCAL, MONTH)
