"""The engine on the demo: the planted events are found, and little else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.findings import precision, recall, run

PLACES = ("211302", "211303", "211103")  # many events, one event and its backlog, none of the bad ones
# Measured 17 of 19 and 11 of 13; `python -m benchmarks.findings` measures all districts and months.
FLOOR_OF_PRECISION, FLOOR_OF_RECALL = 0.85, 0.8
MONTHS = (date(2021, 5, 1), date(2021, 7, 1), date(2022, 4, 1))


def test_planted_events_are_found_and_little_else(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    seen = run(PLACES, MONTHS)
    right, tested = precision(seen)
    found = recall(seen, PLACES, MONTHS)
    assert {"storm-shuangta-2021-07", "storm-shuangta-2021-07-slow", "noise-qianjin-2022-03", "backlog-longcheng-2022-03"} <= {
        event for event, hit in found.items() if hit
    }
    assert right / tested >= FLOOR_OF_PRECISION
    assert sum(found.values()) / len(found) >= FLOOR_OF_RECALL
