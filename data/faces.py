"""Faces of a boundary file: GeoJSON, Shapefile, GeoPackage or KML, valid and in WGS84 whatever the file held."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.boundaries import GRID, BoundaryError
from data.contracts.model import N_
from data.intake.placing.places import to_wgs84

KINDS = (".geojson", ".json", ".zip", ".shp", ".gpkg", ".kml", ".kmz")
WORLD = 4326
LARGEST = 2 << 30  # bytes unpacked; boundaries of a province take a hundredth of it


@dataclass(frozen=True)
class Faces:
    """`frame` holds the file's own columns and the geometry; `crs` is what its coordinates were in, `repaired` how many faces were invalid."""

    file: str
    frame: gpd.GeoDataFrame
    crs: str
    repaired: int


def read_faces(path: Path, *, crs: str | None = None, gcj02: bool = False) -> Faces:
    """The faces of a file. Raises BoundaryError with one sentence for anything that is no boundary file."""
    if path.suffix.lower() not in KINDS:
        raise BoundaryError(N_("{file} is no boundary file. Take {kinds}; a Shapefile as ZIP."), file=path.name, kinds=list(KINDS))
    frame = _layers(path)
    stated = _system(crs) if crs else frame.crs
    if stated is None:
        raise BoundaryError(N_("{file} does not say its coordinate system. Name it, as in --crs EPSG:4490 for CGCS2000."), file=path.name)
    shapes = np.asarray(shapely.force_2d(frame.geometry.to_numpy()), dtype=object)
    invalid = ~shapely.is_valid(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    try:
        world = gpd.GeoSeries([_surface(shape) for shape in shapes], crs=stated).to_crs(WORLD)
    except (CRSError, ValueError) as error:
        raise BoundaryError(N_("The coordinates of {file} cannot be read as {crs}."), file=path.name, crs=stated.name) from error
    if gcj02:
        world = gpd.GeoSeries(shapely.transform(world.to_numpy(), lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1]))), crs=WORLD)
    bounds = world.total_bounds
    if not np.isfinite(bounds).all() or (np.abs(bounds) > [180, 90, 180, 90]).any():
        raise BoundaryError(N_("The coordinates of {file} lie outside the world. Is {crs} right?"), file=path.name, crs=stated.name)
    columns = pd.DataFrame(frame.drop(columns=frame.geometry.name)).reset_index(drop=True)
    kept = gpd.GeoDataFrame(columns, geometry=shapely.set_precision(world.to_numpy(), GRID), crs=WORLD)
    return Faces(path.name, kept, stated.name, int(invalid.sum()))


def _layers(path: Path) -> gpd.GeoDataFrame:
    """All layers with faces, one after the other."""
    source = _inside(path) if path.suffix.lower() in (".zip", ".kmz") else str(path)
    try:
        layers = [
            name
            for name, kind in pyogrio.list_layers(source)
            if kind is None or kind == "Unknown" or "Polygon" in kind or "Collection" in kind
        ]
        frames = [pyogrio.read_dataframe(source, layer=name, on_invalid="ignore") for name in layers]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError, OSError) as error:
        raise BoundaryError(N_("{file} cannot be read as boundaries; it is damaged or of another kind."), file=path.name) from error
    frames = [one for frame in frames if isinstance(frame, gpd.GeoDataFrame) and len(one := _with_faces(frame))]
    if not frames:
        raise BoundaryError(N_("{file} holds no faces."), file=path.name)
    system = frames[0].crs
    same = [frame if system is None or frame.crs is None else frame.to_crs(system) for frame in frames]
    return gpd.GeoDataFrame(pd.concat(same, ignore_index=True), crs=system)


def _inside(path: Path) -> str:
    """The one data set inside a ZIP, which is read without being unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist()]
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise BoundaryError(N_("{file} cannot be read as boundaries; it is damaged or of another kind."), file=path.name) from error
    found = [
        name for name in names if Path(name).suffix.lower() in (".shp", ".geojson", ".gpkg", ".kml") and not name.startswith("__MACOSX")
    ]
    if size > LARGEST:
        raise BoundaryError(N_("{file} is larger than boundaries are."), file=path.name)
    if len(found) != 1:
        raise BoundaryError(N_("{file} holds {count} boundary files; one is needed."), file=path.name, count=len(found))
    return f"/vsizip/{path.absolute()}/{found[0]}"


def _with_faces(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kinds = frame.geometry.geom_type
    return frame[kinds.isin(["Polygon", "MultiPolygon", "GeometryCollection"]) & ~frame.geometry.is_empty]


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """The faces of a shape, without lines and points that a repair leaves."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")])


def _system(text: str) -> CRS:
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise BoundaryError(N_("{text!r} is no coordinate system. Write it as in EPSG:4490."), text=text) from error
