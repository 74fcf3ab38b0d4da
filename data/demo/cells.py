"""Schematic boundaries below the district: nested cells, compact and uneven, smaller near the urban core."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from data.boundaries import GRID

POINTS_PER_LEAF = 26
POINTS_PER_PART = 4
CLOSE = 2e-5  # degrees, some two metres
ROUNDS = 12
CORE_KILOMETRES = (0.8, 2.6)
CORE_SHARE = 0.12  # of the narrower side of the district
KILOMETRE = 1 / 111.0  # degrees of latitude


def schematic_cells(
    areas: pd.DataFrame, district: str, shape: shapely.Geometry, core: tuple[float, float], rng: np.random.Generator
) -> pd.Series:
    """Polygons of all areas below a district, by area code.

    Each leaf (a grid, or a community without grids) gets a seed point and its Voronoi cell clipped to the district;
    a community is the union of its leaves and a street of its communities, so that levels nest and edges are shared.
    """
    below = areas[areas["area_code"].str.startswith(district) & ~areas["level"].isin(["district"])]
    children: dict[str, list[str]] = below.groupby("parent_code")["area_code"].apply(list).to_dict()
    leaves = below.loc[~below["area_code"].isin(children), "area_code"].to_list()
    scale = float(np.cos(np.radians(core[1])))
    points = _sample(shape, core, scale, POINTS_PER_LEAF * len(leaves), rng)
    seeds: dict[str, np.ndarray] = {}
    kinds: dict[str, str] = below.set_index("area_code")["kind"].to_dict()
    _divide(district, points, children, kinds, np.array([core[0] * scale, core[1]]), seeds, rng)
    cells = _voronoi({code: seeds[code] for code in leaves}, shape, scale)
    for level in ("community", "street"):
        for code in below.loc[below["level"] == level, "area_code"]:
            if code in children:
                cells[code] = shapely.union_all([cells[child] for child in children[code]], grid_size=GRID)
    return pd.Series(cells)


def _sample(shape: shapely.Geometry, core: tuple[float, float], scale: float, count: int, rng: np.random.Generator) -> np.ndarray:
    """Points inside the district, three in five of them around the core; longitudes are scaled to be equidistant."""
    west, south, east, north = shapely.bounds(shape)
    shapely.prepare(shape)
    found: list[np.ndarray] = []
    near, wide = int(count * 0.6), count - int(count * 0.6)
    smallest, largest = (KILOMETRE * length for length in CORE_KILOMETRES)
    extent = min(max(CORE_SHARE * min((east - west) * scale, north - south), smallest), largest)
    for wanted, drawn in (
        (near, lambda n: np.column_stack([rng.normal(core[0], extent / scale, n), rng.normal(core[1], extent, n)])),
        (wide, lambda n: np.column_stack([rng.uniform(west, east, n), rng.uniform(south, north, n)])),
    ):
        inside = np.empty((0, 2))
        while len(inside) < wanted:
            points = drawn(4 * wanted)
            inside = np.concatenate([inside, points[shapely.contains_xy(shape, points)]])
        found.append(inside[:wanted])
    points = np.concatenate(found)
    points[:, 0] *= scale
    return points


def _divide(
    code: str,
    points: np.ndarray,
    children: dict[str, list[str]],
    kinds: dict[str, str],
    core: np.ndarray,
    seeds: dict[str, np.ndarray],
    rng: np.random.Generator,
) -> None:
    """Share the points of an area among its parts, and so on down; a part without parts keeps the centre of its points."""
    parts = children.get(code)
    if parts is None:
        # The point nearest to the centre, since the centre itself may lie outside a bent district.
        seeds[code] = points[((points - points.mean(axis=0)) ** 2).sum(axis=1).argmin()]
        return
    missing = POINTS_PER_PART * len(parts) - len(points)
    if missing > 0:
        close = rng.normal(0, 0.15 * points.std(axis=0) + CLOSE, (missing, 2))
        points = np.concatenate([points, points[rng.integers(0, len(points), missing)] + close])
    centres, nearest = _lloyd(points, len(parts), rng)
    # Streets and urban communities lie towards the core, towns and villages further out.
    outward = np.argsort(((centres - core) ** 2).sum(axis=1))
    rural = sorted(parts, key=lambda part: kinds[part] not in ("街道", "社区", "网格"))
    for cluster, part in zip(outward, rural, strict=True):
        _divide(part, points[nearest == cluster], children, kinds, core, seeds, rng)


def _lloyd(points: np.ndarray, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Lloyd's algorithm; every cluster keeps enough points to be divided again."""
    centres = points[rng.choice(len(points), count, replace=len(points) < count)] + rng.normal(0, 1e-5, (count, 2))
    nearest = np.zeros(len(points), dtype=int)
    for _ in range(ROUNDS):
        nearest = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        size = np.bincount(nearest, minlength=count)
        filled = size > 0
        for axis in (0, 1):
            sums = np.bincount(nearest, weights=points[:, axis], minlength=count)
            centres[filled, axis] = sums[filled] / size[filled]
        centres[~filled] = points[rng.choice(len(points), int((~filled).sum()))]
    for cluster in np.flatnonzero(np.bincount(nearest, minlength=count) == 0):
        biggest = np.bincount(nearest, minlength=count).argmax()
        members = np.flatnonzero(nearest == biggest)
        nearest[members[: len(members) // 2]] = cluster
    return centres, nearest


def _voronoi(seeds: dict[str, np.ndarray], shape: shapely.Geometry, scale: float) -> dict[str, shapely.Geometry]:
    codes = list(seeds)
    points = np.array([seeds[code] for code in codes])
    west, south, east, north = shapely.bounds(shape)
    frame = shapely.box(west * scale - 1, south - 1, east * scale + 1, north + 1)
    diagram = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=frame, ordered=True)
    cells = shapely.transform(shapely.get_parts(diagram), lambda xy: xy / [scale, 1])
    inside = shapely.intersection(shapely.set_precision(cells, GRID), shape, grid_size=GRID)
    return {code: _areal(cell) for code, cell in zip(codes, inside, strict=True)}


def _areal(shape: shapely.Geometry) -> shapely.Geometry:
    """Drop the lines and points that clipping may leave beside the polygons."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.area(parts) > 0])
