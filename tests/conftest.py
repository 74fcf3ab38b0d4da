"""The demo generation, built once and kept as long as nothing changes that it is made from, and how tests are dealt to processes."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from data.demo.build import publish
from data.demo.command import SEED
from data.demo.scales import SCALES
from data.store import Warehouse

DATA = Path(__file__).parents[1] / "data"
MADE_FROM = (".py", ".sql", ".csv", ".toml")
LEFT_OUT = ("intake", "presets", "samples")
# One server and one Chromium, so that no second one takes their time; one briefing told.
TOGETHER = ("tests/browser/", "tests/analytics/briefing/")

# What --quick leaves standing: no warehouse is built, no page drawn.
QUICK = (
    *(
        "tests/test_house.py",
        "tests/test_documents.py",
        "tests/analytics/shapes/",
        "tests/analytics/figures/",
        "tests/analytics/statistics/",
    ),
    *(
        f"tests/analytics/test_{name}.py"
        for name in ("buckets", "catalogue", "golden", "money", "problems", "query", "scope", "titles", "wording")
    ),
    *(f"tests/data/test_{name}.py" for name in ("calendar", "contracts", "policy", "problem", "programmes")),
)

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


class Suites(LoadScopeScheduling):
    """A file goes to one process as a whole; so do the folders whose files share what is slow to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid.partition("::")[0])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only what needs neither a warehouse nor a page nor a browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--quick"):
        slow = [item for item in items if not item.nodeid.startswith(QUICK) or "demo_warehouse" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=slow)
        left = set(items) - set(slow)
        items[:] = [item for item in items if item in left]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Suites:
    return Suites(config, log)


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
