"""The demo generation, built once and kept as long as nothing changes that it is made from."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from pathlib import Path

import pytest

from data.demo.build import publish
from data.demo.command import SEED
from data.demo.scales import SCALES
from data.store import Warehouse

DATA = Path(__file__).parents[1] / "data"
MADE_FROM = (".py", ".sql", ".csv", ".toml")
LEFT_OUT = ("intake", "presets", "samples")


@pytest.fixture(scope="session")
def demo_warehouse(request: pytest.FixtureRequest) -> Path:
    """Folder of a warehouse with the demo generation; only for reading. Point GRIDSCOPE_WAREHOUSE at it to use it."""
    assert request.config.cache is not None
    kept = request.config.cache.mkdir("demo")
    folder = kept / _fingerprint()
    # Two test runs at once build it once; the other waits.
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in kept.iterdir():
                shutil.rmtree(old)
            scratch = kept / "building"
            publish(SCALES["demo"], SEED, Warehouse(scratch))
            scratch.rename(folder)
    return folder


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.suffix in MADE_FROM and path.relative_to(DATA).parts[0] not in LEFT_OUT:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
