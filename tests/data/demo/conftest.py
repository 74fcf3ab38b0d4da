"""A demo of two districts and half a year, quick enough to draw several times."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.demo.build import Tables, generate
from data.demo.scales import Scale

SMALL = Scale("demo", date(2021, 3, 1), date(2021, 8, 31), ("211302", "211002"))


@pytest.fixture(scope="session")
def small() -> Tables:
    return generate(SMALL, seed=7)


@pytest.fixture(scope="session")
def demo(demo_warehouse) -> dict[str, pd.DataFrame]:
    """The marts of the demo generation as frames, the tickets without their texts."""

    from data.store import Warehouse, read_only

    current = Warehouse(demo_warehouse).current()
    assert current is not None
    columns = "district street community grid channel category subcategory received_at resolved_at due_at rating rated_at void_at reopened_count is_repeat reporter_key"
    with read_only(current.path) as connection:
        tables = {
            name: connection.table(name).df()
            for name in (
                "areas",
                "renovation_projects",
                "renovation_progress",
                "investment_projects",
                "investment_flows",
                "investment_targets",
                "service_items",
                "service_cases",
                "activities",
            )
        }
        tables["tickets"] = connection.table("tickets").project(columns.replace(" ", ", ")).df()
    return tables
