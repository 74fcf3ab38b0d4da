"""python -m benchmarks: every measurement in one table; also kept as JSON under benchmarks/results."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
WAREHOUSE = RESULTS / "province"


def main() -> int:
    """Build the province generation if it is missing, then measure against it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the CSV that is imported")
    parser.add_argument("--skip-import", action="store_true", help="measure queries only")
    chosen = parser.parse_args()
    os.environ["GRIDSCOPE_WAREHOUSE"] = str(WAREHOUSE)
    if not (WAREHOUSE / "CURRENT").exists():
        print("building the province generation …", flush=True)
        subprocess.run([sys.executable, "-m", "data", "demo", "--scale", "province"], check=True)
    subprocess.run([sys.executable, "-m", "data", "rebuild", "--if-needed"], check=True)
    from benchmarks.overview import measure as queries
    from benchmarks.rerun import measure as rerun

    found: dict[str, object] = {"when": f"{datetime.now():%Y-%m-%d %H:%M}", "cores": os.cpu_count(), "python": platform.python_version()}
    found["queries"] = queries()
    found["rerun"] = rerun()
    for name in sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.name.startswith("page_")):
        found[name] = importlib.import_module(f"benchmarks.{name}").measure()
    RESULTS.mkdir(exist_ok=True)
    if not chosen.skip_import:
        from benchmarks.publication import measure as publication

        found["publication"] = publication(WAREHOUSE)
        found["publication whole"] = publication(WAREHOUSE, (10_000,), whole=True)
    (RESULTS / "latest.json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
    subprocess.run([sys.executable, "-m", "benchmarks.null"], check=True)
    if not chosen.skip_import:
        subprocess.run([sys.executable, "-m", "benchmarks.bench_import", "--rows", str(chosen.rows)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
