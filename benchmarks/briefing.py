"""The monthly briefing on the province generation: told cold, as each file with the browser warm, and the command in a fresh process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from functools import partial

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import FORMATS, briefing, made
from analytics.engines.duckdb import engine
from analytics.query import build
from analytics.readings.kept import forget_stories
from benchmarks.timing import timed

AREAS = {"province": "210000", "city": "211300", "district": "211302"}
MONTH = "2021-07"
RUNS = 3


def measure() -> dict[str, object]:
    """Times in milliseconds; GRIDSCOPE_WAREHOUSE names the generation."""
    found = _fresh()
    with engine().reading() as reader:

        def cold() -> None:
            reader.cached.cache_clear()
            build.cache_clear()
            forget_stories()

        for level, area in AREAS.items():
            scope = Scope(area=area)

            def told(scope: Scope = scope) -> object:
                return briefing(scope, LOCAL, MONTH)

            label = f"briefing of a {level}, told with everything cold"
            found[label] = timed(label, told, before=cold, runs=RUNS)
            for form in FORMATS:
                label = f"briefing of a {level} as {form}"
                found[label] = timed(label, partial(_file, scope, form), runs=RUNS)
    return found


def _fresh() -> dict[str, object]:
    """All three files of the province from the start of Python to its end, with the processor time that it took and the load meanwhile."""
    label = "briefing of a province, all formats, fresh process"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "analytics.briefing", "--area", AREAS["province"], "--month", MONTH, "--out", folder]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = timed(label, lambda: subprocess.run([*command, "--format", ",".join(FORMATS)], check=True, capture_output=True), runs=RUNS)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / RUNS
    load = os.getloadavg()[0]
    print(f"    of which processor time {processor:.1f} s a run; load {load:.1f} on {os.cpu_count()} cores", flush=True)
    return {label: {**taken, "processor_s": round(processor, 1), "load": round(load, 1)}}


def _file(scope: Scope, form: str) -> bytes:
    return made(briefing(scope, LOCAL, MONTH), form)


if __name__ == "__main__":
    measure()
