"""Random tickets full of edges: midnights, ties, exact limits, missing values, voids."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from tests.support.warehouses import AREAS

FIRST = datetime(2019, 11, 1)
DAYS = 182  # to the end of April 2020, across a leap day
TIMES_OF_DAY = (
    timedelta(0),
    timedelta(0),
    timedelta(hours=9),
    timedelta(hours=9, minutes=30, seconds=1),
    timedelta(hours=23, minutes=59, seconds=59),
)
WAITS = (
    timedelta(0),
    timedelta(minutes=5),
    timedelta(minutes=10),
    timedelta(minutes=10, seconds=1),
    timedelta(hours=15),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=6, hours=15),
    timedelta(days=7),
    timedelta(days=31),
    timedelta(days=90),
    None,
    None,
)
PLACES = ("211302", "211302001", "211302002", "211302001001", "211302001001001", "211302001001002", None)


def random_tickets(seed: int, count: int = 300) -> list[dict[str, Any]]:
    """The same rows for the same seed; the last ticket is received at midnight, so that the newest data are of midnight too."""
    chance = random.Random(seed)
    return [_ticket(chance, number) for number in range(count)]


def _ticket(chance: random.Random, number: int) -> dict[str, Any]:
    received = FIRST + timedelta(days=chance.randrange(DAYS)) + chance.choice(TIMES_OF_DAY)
    resolved = _later(chance, received)
    place = chance.choice(PLACES)
    level = {6: "district", 9: "street", 12: "community", 15: "grid"}.get(len(place or ""))
    row: dict[str, Any] = {
        "ticket_id": f"T{number:04d}",
        "source": "test",
        "channel": chance.choice(["hotline_12345", "snapshot_app", "wechat", None]),
        "category": chance.choice(["供热供水", "环境卫生", "其他", None]),
        "subcategory": chance.choice(["a", "b"]),
        "department": chance.choice(["d1", "d2", None]),
        "level": chance.choice(["grid", "community", "street", "district", None]),
        "received_at": received,
        "dispatched_at": chance.choice(
            [None, received, received + timedelta(minutes=60), received + timedelta(minutes=61), received + timedelta(days=9)]
        ),
        "responded_at": chance.choice(
            [None, received + timedelta(hours=24), received + timedelta(hours=24, seconds=1), received + timedelta(days=9)]
        ),
        "due_at": chance.choice([None, received + timedelta(days=7), received + timedelta(days=1), resolved]),
        "resolved_at": resolved,
        "rating": chance.choice([None, 1, 3, 4, 5, 5]) if resolved else chance.choice([None, None, 5]),
        "rated_at": _later(chance, resolved) if resolved else None,
        "reopened_count": chance.choice([None, 0, 0, 1, 2]),
        "supervised_at": chance.choice([None, None, received + timedelta(days=2)]),
        "void_at": chance.choice([None] * 9 + [received, received + timedelta(days=20)]),
        "reporter_key": chance.choice(["r1", "r2", "r3", None]),
        "enterprise": chance.choice([True, False, None]),
        "difficulty": chance.choice([None, None, 2.5]),
        "handling": chance.choice(["alone", "split", "joint", "assisted", None]),
        "departments_called": chance.choice([None, 1, 3]),
        "departments_answered": chance.choice([None, 1, 1]),
        "spaces_freed": chance.choice([None, 0, 4]),
    }
    if level:
        row[level] = place
    return row


def _later(chance: random.Random, moment: datetime) -> datetime | None:
    wait = chance.choice(WAITS)
    return moment + wait if wait is not None else None


GROWING_AREAS = [
    *AREAS,
    {
        "area_code": "211302002001",
        "level": "community",
        "name": "K2",
        "parent_code": "211302002",
        "grid_workers": 4,
        "valid_from": datetime(2020, 2, 1).date(),
    },
    {
        "area_code": "211302002002",
        "level": "community",
        "name": "K3",
        "parent_code": "211302002",
        "households": 50,
        "valid_to": datetime(2020, 2, 1).date(),
    },
]
