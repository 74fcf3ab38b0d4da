"""Named views: kept, replaced, dropped, and each for its page."""

from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL
from analytics.views import ViewError, drop, keep, views


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))


def test_a_kept_view_gives_its_address_again():
    keep(" 月报 ", "explore", {"area": "211302", "by": "street"}, LOCAL)
    (view,) = views("explore")
    assert view.name == "月报"
    assert dict(view.query) == {"area": "211302", "by": "street"}
    assert views("overview") == []


def test_a_view_of_the_same_name_is_replaced_and_one_dropped_is_gone():
    keep("a", "explore", {"by": "street"}, LOCAL)
    keep("b", "explore", {"by": "month"}, LOCAL)
    keep("a", "explore", {"by": "channel"}, LOCAL)
    assert [(view.name, dict(view.query)) for view in views("explore")] == [("a", {"by": "channel"}), ("b", {"by": "month"})]
    drop("a", "explore", LOCAL)
    assert [view.name for view in views("explore")] == ["b"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_a_view_needs_a_name_that_fits(name: str):
    with pytest.raises(ViewError, match="name of at most 40"):
        keep(name, "explore", {}, LOCAL)
