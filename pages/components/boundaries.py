"""Boundaries as files that the browser fetches once: one GeoJSON for each set of areas of a generation."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from analytics.asking.geography import areas, boundaries
from analytics.engines.duckdb import About
from analytics.figures.outlines import outlines
from analytics.figures.placement import Spot
from data.contracts.policy import policy
from pages.components import session

FOLDER = Path(__file__).parents[2] / "static" / "geo"
URL = "/app/static/geo"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Boundaries:
    """Address of the GeoJSON, a Spot for each area that has a boundary, and whether they are schematic."""

    url: str
    spots: tuple[tuple[str, Spot], ...]
    schematic: bool


def boundaries_of(codes: tuple[str, ...]) -> Boundaries | None:
    """Boundaries of these areas, or None where none is known; an area without one takes those of its parts together."""
    if not codes:
        return None
    found = _published(codes, session.about())
    if found and not is_there(found.url):  # cleared away, or retired before a rollback
        _published.cache_clear()
        found = _published(codes, session.about())
    return found


@lru_cache(maxsize=512)
def _published(codes: tuple[str, ...], about: About) -> Boundaries | None:
    frame = _with_parts(codes)
    if frame.empty:
        return None
    ready = outlines(frame)
    return Boundaries(published(ready.geojson, about), ready.spots, ready.schematic)


def published(geojson: dict[str, Any], about: About) -> str:
    """Write shapes where the browser can fetch them, named by what they hold, and return their address."""
    # The moment of building is part of the name, so that two warehouses never share a file.
    generation = f"{about.number:06d}-{about.built_at:%Y%m%d%H%M%S}"
    text = json.dumps(geojson, ensure_ascii=False, separators=(",", ":"))
    name = f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    with _one_at_a_time:
        _write(FOLDER / generation / name, text)
    return f"{URL}/{generation}/{name}"


def is_there(url: str) -> bool:
    """The file behind an address has not been cleared away."""
    return (FOLDER / url.removeprefix(f"{URL}/")).exists()


def _with_parts(codes: tuple[str, ...]) -> gpd.GeoDataFrame:
    known = areas()
    found = boundaries(codes)
    missing = [code for code in codes if code not in set(found["area_code"])]
    rows = []
    for code in missing:
        parts = _with_parts(tuple(part.code for part in known.children(code))) if known.children(code) else None
        if parts is not None and not parts.empty:
            schematic = bool(parts["schematic"].fillna(False).any())
            rows.append(
                {
                    "area_code": code,
                    "name": known.name(code),
                    "level": known.get(code).level,
                    "schematic": schematic,
                    "geometry": parts.union_all(),
                }
            )
    if not rows:
        return found
    return gpd.GeoDataFrame(pd.concat([found, gpd.GeoDataFrame(rows, crs=4326)], ignore_index=True), crs=4326)


@contextmanager
def _no_other_process() -> Iterator[None]:
    """Processes that share the folder write and clear away one after the other."""
    folder = os.open(FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write(path: Path, text: str) -> None:
    if path.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _no_other_process():
        fresh = not path.parent.exists()
        path.parent.mkdir(exist_ok=True)
        scratch = path.with_name(f".{path.name}.{os.getpid()}")
        scratch.write_text(text, "utf-8")
        os.replace(scratch, path)
        if fresh:
            folders = sorted((folder for folder in FOLDER.iterdir() if folder.is_dir()), key=lambda folder: folder.stat().st_mtime)
            for old in folders[: -policy().generations_kept]:
                shutil.rmtree(old)
