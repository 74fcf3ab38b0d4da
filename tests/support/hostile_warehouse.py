"""A small district in which everything that has a name has one that Markdown and plotly would read as markup."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from shapely import to_wkb
from shapely.geometry import box

from analytics.asking.principal import LOCAL
from data.intake.importer import import_files
from data.store import Warehouse
from tests.support.hostile import HOST
from tests.support.warehouses import publish

DISTRICT, UNTIL = "990101", datetime(2021, 8, 20, 23, 59)
DAYS, A_DAY = 240, 24
SIGNS = (
    f"![a]({HOST}/x.png)",
    f"[点]({HOST})",
    "<b>粗</b>",
    "$x$",
    "**粗**",
    ":red[红]",
    "www.evil.example",
    f'<a href="{HOST}">链</a>',
    "_斜_ `码`",
    ":smile: :material/home:",
    "a@evil.example",
    f"<img src={HOST}/y.png>",
    "# 题 -> &lt;",
)
FILES = ("[档](www.evil.example) $x$ **粗**.csv", "<b>档<", "![档](x.png).csv")
CHANNELS = ("hotline_12345", f"渠道[点]({HOST})", "渠道<b>粗</b>")


class _Names:
    def __init__(self) -> None:
        self._signs = cycle(SIGNS)

    def __call__(self, kind: str) -> str:
        return f"{kind}{next(self._signs)}"


def publish_hostile(folder: Path) -> None:
    """Cases, plans, funds, services and visits under hostile names, an import of a hostile file, and a kept view."""
    named, chance = _Names(), Random(4)
    areas = _areas(named)
    categories, departments = [named("类") for _ in range(6)], [named("局") for _ in range(5)]
    tables: dict[str, Any] = _plans(areas, named) | _funds(named) | _services(areas, named, departments, chance)
    publish(folder, areas=areas, tickets=_tickets(areas, categories, departments, chance), **tables)
    stranger = folder.with_name(f"{folder.name}-files") / FILES[0]
    stranger.parent.mkdir()
    stranger.write_text(
        "工单编号,来源渠道,诉求类别,诉求标题,受理时间,区县\n"
        f"A1,12345热线,{categories[0]},{named('题')},2021-08-02 08:00,{areas[1]['name']}\n"
        f"A2,12345热线,{categories[0]},{named('题')},昨天{SIGNS[1]},{areas[1]['name']}\n",
        "utf-8",
    )
    import_files([stranger], warehouse=Warehouse(folder), source=f"源{SIGNS[4]}")
    query = {"by": "street"}
    Warehouse(folder).note("views", {"name": f"视图{SIGNS[0]}", "page": "explore", "query": query, "who": LOCAL.name})


def _areas(named: _Names) -> list[dict[str, Any]]:
    areas: list[dict[str, Any]] = [
        {"area_code": "9900", "level": "city", "name": named("市")},
        {"area_code": DISTRICT, "level": "district", "name": named("区"), "parent_code": "9900"},
        {"area_code": "990102", "level": "district", "name": named("邻"), "parent_code": "9900"},
    ]
    for s in range(6):
        street = f"{DISTRICT}00{s + 1}"
        shape = to_wkb(box(120.4 + s * 0.01, 41.5, 120.41 + s * 0.01, 41.52))
        areas.append(
            {"area_code": street, "level": "street", "name": named("街"), "parent_code": DISTRICT, "kind": "街道", "geometry": shape}
        )
        community = f"{street}001"
        areas.append({"area_code": community, "level": "community", "name": named("社"), "parent_code": street})
        for g in range(2):
            grid = f"{community}00{g + 1}"
            shape = to_wkb(box(120.4 + s * 0.01, 41.5 + g * 0.01, 120.41 + s * 0.01, 41.51 + g * 0.01))
            more = {"grid_workers": 1 + g, "households": 300 + 50 * g, "geometry": shape}
            areas.append({"area_code": grid, "level": "grid", "name": named("格"), "parent_code": community} | more)
    return areas


def _grids(areas: list[dict[str, Any]]) -> list[str]:
    return [area["area_code"] for area in areas if area["level"] == "grid"]


def _tickets(areas: list[dict[str, Any]], categories: list[str], departments: list[str], chance: Random) -> list[dict[str, Any]]:
    tickets = []
    grids = _grids(areas)
    for day in range(DAYS):
        for number in range(A_DAY):
            place = chance.randrange(len(grids))
            grid = grids[place]
            received = UNTIL - timedelta(days=day, minutes=chance.randrange(1440))
            # One street resolves less than the others, and less of late; one grid has fallen silent; one category has surged.
            done = chance.random() < (0.55 if place < 2 and day < 30 else 0.9)
            if place == 11 and day < 40:
                continue
            category = categories[0] if day < 20 and chance.random() < 0.5 else chance.choice(categories)
            tickets.append(
                {
                    "ticket_id": f"T{day}-{number}",
                    "source": f"源{SIGNS[4]}",
                    "channel": CHANNELS[number % 3],
                    "category": category,
                    "department": chance.choice(departments),
                    "title": f"题{SIGNS[number % len(SIGNS)]}",
                    "level": ("grid", "community", "street", "district")[number % 4],
                    "district": DISTRICT,
                    "street": grid[:9],
                    "community": grid[:12],
                    "grid": grid,
                    "longitude": 120.4 + place // 2 * 0.01 + 0.005,
                    "latitude": 41.505 + place % 2 * 0.01,
                    "received_at": received,
                    "due_at": received + timedelta(days=5),
                    "resolved_at": received + timedelta(hours=chance.randrange(1, 100)) if done and day > 4 else None,
                    "rating": chance.choice((1, 3, 5, 5, None)),
                    "rated_at": received + timedelta(days=6) if day > 8 else None,
                }
            )
    return tickets


def _plans(areas: list[dict[str, Any]], named: _Names) -> dict[str, list[dict[str, Any]]]:
    projects, progress = [], []
    for number in range(8):
        start = date(2021, 3, 1)
        projects.append(
            {
                "project_id": f"R{number}<b>",
                "name": named("改"),
                "kind": "old_compound",
                "class": named("类"),
                "area_code": f"{DISTRICT}00{number % 6 + 1}",
                "longitude": 120.405 + number % 6 * 0.01,
                "latitude": 41.51,
                "buildings": 4,
                "households": 100,
                "floor_area_m2": 9000.0,
                "planned_investment": 1e6 + number * 1e5,
                "owner": named("主"),
                "contractor": named("商"),
                "planned_start": start,
                "planned_finish": date(2021, 12, 1),
                "started_at": start,
            }
        )
        for month in range(3, 9):
            planned, actual = (month - 2) * 15.0, (month - 2) * (6.0 if number < 3 else 15.0)
            progress.append(
                {
                    "project_id": f"R{number}<b>",
                    "month": date(2021, month, 1),
                    "planned_percent": min(planned, 100.0),
                    "actual_percent": min(actual, 100.0),
                    "planned_spend": planned * 1e4,
                    "actual_spend": actual * 1e4,
                }
            )
    return {"renovation_projects": projects, "renovation_progress": progress}


def _funds(named: _Names) -> dict[str, list[dict[str, Any]]]:
    projects, flows = [], []
    for number in range(8):
        projects.append(
            {
                "project_id": f"I{number}",
                "name": named("投"),
                "industry": named("业"),
                "investor": named("资"),
                "origin": named("源"),
                "area_code": (DISTRICT, "990102")[number % 2],
                "lead_official": named("长"),
                "negotiating_at": date(2020, 1, 5),
                "signed_at": date(2020, 3, 1) if number % 3 else None,
                "landed_at": date(2020, 6, 1) if number % 3 == 2 else None,
                "contracted_amount": 1e9,
            }
        )
        flows += [{"project_id": f"I{number}", "month": date(2021, month, 1), "inflow": 1e7 * (number + month)} for month in range(1, 8)]
    targets = [{"area_code": area, "year": 2021, "month": 0, "target": 9e8} for area in (DISTRICT, "990102")]
    return {"investment_projects": projects, "investment_flows": flows, "investment_targets": targets}


def _services(areas: list[dict[str, Any]], named: _Names, departments: list[str], chance: Random) -> dict[str, list[dict[str, Any]]]:
    items = [
        {
            "item_code": f"S{number}",
            "name": named("项"),
            "department": departments[number % len(departments)],
            "district": DISTRICT,
            "kind": "item",
            "statutory_days": 20,
            "promised_days": 5 + number % 10,
            "online": number % 3 > 0,
        }
        for number in range(24)
    ]
    cases = [
        {"item_code": "S1", "channel": channel, "month": date(2021, month, 1), "cases": 40 + month, "mean_days": 2.0}
        for channel in CHANNELS
        for month in range(1, 9)
    ]
    activities = [
        {
            "activity_id": f"V{place}-{month}",
            "kind": "visit",
            "area_code": DISTRICT,
            "grid": grid,
            "subject": named("访"),
            "held_at": datetime(2021, month, 3 + chance.randrange(20)),
        }
        for place, grid in enumerate(_grids(areas))
        for month in range(1, 3 if place < 4 else 9)
    ]
    return {"service_items": items, "service_cases": cases, "activities": activities}
