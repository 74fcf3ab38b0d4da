"""A summer of the demo district, its rows read independently, and small warehouses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from tests.support.warehouses import publish

SUMMER = Scope.from_query({"area": "211302", "from": "2021-05-31", "to": "2021-08-20"})
START, END = datetime(2021, 5, 31), datetime(2021, 8, 21)


@pytest.fixture
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """All tickets of the demo district, as they lie in the file."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    with engine().reading() as reader:
        return reader.cached("FROM tickets WHERE district = '211302'")


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def publish_tickets(tickets: list[dict[str, Any]]) -> None:
        monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
        publish(tmp_path, tickets=tickets)

    return publish_tickets
