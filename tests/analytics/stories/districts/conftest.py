"""Small warehouses of three streets, and the demo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.support.warehouses import AREAS, publish

START = datetime(2021, 3, 1, 8)
STREETS = [
    *AREAS[:3],
    *({"area_code": f"21130200{i}", "level": "street", "name": f"S{i}街道", "parent_code": "211302"} for i in range(1, 4)),
]
Filled = Callable[..., None]


def tickets(*groups: tuple[str, str, str, int, int]) -> pd.DataFrame:
    """Groups of street, category, channel, how many, of which resolved."""
    rows = [
        {
            "district": "211302",
            "street": street,
            "received_at": START + timedelta(minutes=number),
            "resolved_at": START + timedelta(hours=20, minutes=number) if number < resolved else pd.NaT,
            "due_at": START + timedelta(days=7),
            "category": category,
            "channel": channel,
        }
        for street, category, channel, count, resolved in groups
        for number in range(count)
    ]
    frame = pd.DataFrame(rows)
    frame["resolved_at"] = pd.to_datetime(frame["resolved_at"])
    return frame.assign(ticket_id=[f"T{i}" for i in range(len(frame))])


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Filled:
    """Serve exactly these groups of tickets."""

    def serve(*groups: tuple[str, str, str, int, int]) -> None:
        publish(tmp_path, areas=STREETS, **({"tickets": tickets(*groups)} if groups else {}))
        monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))

    return serve


@pytest.fixture
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
