"""Builds a demo generation: areas, tickets, projects, services and activities of one scale and seed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from data import boundaries, ledger
from data.assemble import About, assemble, fill
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.demo.activities import activities
from data.demo.cells import schematic_cells
from data.demo.districts import districts
from data.demo.gazetteer import gazetteer
from data.demo.investment import investment
from data.demo.relief import relief
from data.demo.renovation import renovation
from data.demo.scales import Scale
from data.demo.services import services
from data.demo.staffing import staff
from data.demo.tickets import tickets
from data.store import Generation, Warehouse, now

NOTE = "Synthetic demo data, calibrated to published figures; boundaries below the district are schematic."
Tables = dict[str, pd.DataFrame | pa.Table]


def generate(scale: Scale, seed: int) -> Tables:
    """All tables of the contracts; the same scale and seed give the same rows."""
    part = {name: np.random.default_rng([seed, number]) for number, name in enumerate(("areas", "staff", "cells", *CONTRACTS))}
    tree = areas(scale, part)
    projects, progress, plans = renovation(tree, scale.last, part["renovation_projects"], part["renovation_plans"])
    invested, flows, goals = investment(tree, scale.last, part["investment_projects"])
    items, cases = services(scale.last, part["service_items"])
    return {
        "areas": _with_geometry(tree),
        "tickets": tickets(scale, tree, part["tickets"], relief(projects)),
        "renovation_projects": projects,
        "renovation_progress": progress,
        "renovation_plans": plans,
        "investment_projects": invested,
        "investment_flows": flows,
        "investment_targets": goals,
        "service_items": items,
        "service_cases": cases,
        "activities": activities(tree, scale, part["activities"]),
    }


def areas(scale: Scale, part: dict[str, np.random.Generator]) -> pd.DataFrame:
    """The areas with their counts and a `shape` each; below the district only where the scale has tickets."""
    outside = [code for code in districts() if not code.startswith("21")]
    real = boundaries.read(outside, provinces=["21"])
    tree = staff(gazetteer(real, scale.districts, part["areas"]), part["staff"])
    shapes = real.set_index("area_code")["shape"]
    cells = [schematic_cells(tree, code, shapes[code], districts()[code].core, part["cells"]) for code in scale.districts]
    tree["shape"] = tree["area_code"].map(pd.concat([shapes, *cells]).to_dict())
    tree["shape"] = tree["shape"].where(tree["shape"].notna(), None)
    return tree


def publish(scale: Scale, seed: int, warehouse: Warehouse) -> Generation:
    """Generate a demo and publish it as the next generation."""
    rows = generate(scale, seed)
    with warehouse.draft(policy().generations_kept, carry=False) as draft:
        for name in CONTRACTS:
            fill(draft, name, rows[name])
        ledger.carry(draft)
        assemble(draft, policy(), About(now(), True, scale.name, seed, NOTE))
        number = draft.number
    return Generation(number, warehouse.path(number))


def _with_geometry(tree: pd.DataFrame) -> pd.DataFrame:
    frame = tree.drop(columns="shape")
    frame["geometry"] = boundaries.wkb(tree["shape"])
    frame["schematic"] = tree["shape"].notna() & tree["level"].isin(["street", "community", "grid"])
    return frame
