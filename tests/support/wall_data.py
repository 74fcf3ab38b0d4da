"""A small district with a map, whose numbers a test can change by publishing it anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from shapely import to_wkb
from shapely.geometry import box

from data.store import Generation
from tests.support.warehouses import AREAS, publish

SHAPES = {
    "211302001": box(120.40, 41.50, 120.45, 41.60),
    "211302002": box(120.45, 41.50, 120.50, 41.60),
    "211302003": box(120.40, 41.45, 120.50, 41.50),
}
THIRD = {"area_code": "211302003", "level": "street", "name": "S3", "parent_code": "211302", "kind": "乡"}
DISTRICT = "211302"
DAYS = 140


def publish_district(folder: Path, until: datetime, resolved: int = 50, keep: int = 3) -> Generation:
    """Two tickets a street and day up to `until`; so many of a hundred resolved after an hour, of the last day none."""
    areas = [dict(area, geometry=to_wkb(SHAPES[area["area_code"]])) if area["area_code"] in SHAPES else area for area in (*AREAS, THIRD)]
    tickets: list[dict[str, Any]] = []
    for day in range(DAYS):
        for street in SHAPES:
            for half in (0, 12):
                received = until - timedelta(days=day, hours=half)
                number = len(tickets)
                done = number * 37 % 100 < resolved
                tickets.append(
                    {
                        "ticket_id": str(number),
                        "source": "test",
                        "street": street,
                        "received_at": received,
                        "resolved_at": received + timedelta(hours=1) if done and day else None,
                        "due_at": received + timedelta(days=7),
                    }
                )
    projects = [
        {
            "project_id": "R1",
            "name": "R1",
            "kind": "old_compound",
            "area_code": "211302001",
            "buildings": 4,
            "households": 100,
            "floor_area_m2": 9000.0,
            "planned_investment": 1e6,
            "planned_start": until.date().replace(month=1, day=1),
            "planned_finish": until.date().replace(month=12, day=1),
            "started_at": until.date().replace(month=2, day=1),
        }
    ]
    month = until.date().replace(month=2, day=1)
    progress = [
        {"project_id": "R1", "month": month, "planned_percent": 30.0, "actual_percent": 20.0, "planned_spend": 0.0, "actual_spend": 0.0}
    ]
    return publish(
        folder,
        keep=keep,
        areas=areas,
        tickets=tickets,
        renovation_projects=projects,
        renovation_progress=progress,
        investment_projects=[{"project_id": "I1", "name": "I1", "area_code": DISTRICT}],
        investment_flows=[{"project_id": "I1", "month": month.replace(month=m), "inflow": 2e8 if m == 2 else 0.0} for m in (2, 3, 4)],
        investment_targets=[{"area_code": DISTRICT, "year": until.year, "month": 0, "target": 1.8e9}],
    )
