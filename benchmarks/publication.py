"""What an import costs by the size of its file: CPU seconds from the file to the published generation, interpreter start apart.

python -m benchmarks.publication [--warehouse FOLDER] [--rows 1000 10000 100000] [--whole]
Half of each file are new cases, half are known ones of the last 90 days with another closing time. `--whole` builds every generation whole, as before.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import multiprocessing.connection
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
SIZES = (1_000, 10_000, 100_000)
COLUMNS = """source AS 来源系统, ticket_id AS 工单编号, channel AS 来源渠道, category AS 诉求类别, subcategory AS 二级类别, title AS 诉求标题, department AS 承办单位,
district AS 区县, street AS 街道, community AS 社区, grid AS 网格, received_at AS 受理时间, dispatched_at AS 派单时间, responded_at AS 首次响应时间,
due_at AS 办理时限, resolved_at AS 办结时间, archived_at AS 结案时间, rated_at AS 评价时间, rating AS 满意度评分, '138' || lpad(CAST(hash(ticket_id) % 9000000 AS VARCHAR), 8, '0') AS 联系电话"""


def write(generation: Path, target: Path, rows: int) -> None:
    """A ledger of so many rows: new cases and later states of known ones, of the last 90 days of the generation."""
    recent = f"""(FROM tickets WHERE received_at >= (SELECT max(received_at) FROM tickets) - INTERVAL 90 DAY AND void_at IS NULL
        ORDER BY hash(ticket_id) LIMIT {rows // 2})"""
    with duckdb.connect(generation, read_only=True) as connection:
        connection.execute(
            f"""COPY (
                SELECT {COLUMNS} FROM (SELECT * REPLACE (
                    coalesce(resolved_at, received_at) + INTERVAL 37 MINUTE AS resolved_at, greatest(rated_at, received_at) + INTERVAL 3 HOUR AS rated_at
                ) FROM {recent})
                UNION ALL
                SELECT {COLUMNS} FROM (SELECT * REPLACE ('N{rows}-' || ticket_id AS ticket_id, received_at + INTERVAL 11 SECOND AS received_at) FROM {recent})
            ) TO '{target}' (HEADER)"""
        )


def imported(path: Path, folder: Path, whole: bool, sender: multiprocessing.connection.Connection) -> None:
    """Import the file; sends CPU and wall seconds, the peak memory and what became of the rows."""
    from data.growing import may_grow
    from data.intake.importer import import_files
    from data.store import Warehouse

    before, started = used(), time.perf_counter()
    with patch("data.growing.may_grow", (lambda _path: False) if whole else may_grow):
        report = import_files([path], warehouse=Warehouse(folder), accept_losses=True)
    peak = int(Path("/proc/self/status").read_text("ascii").split("VmHWM:")[1].split()[0]) / 1e6
    total = report.total
    sender.send((used() - before, time.perf_counter() - started, peak, total["new"], total["updated"]))


def used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def measure(warehouse: Path, sizes: tuple[int, ...] = SIZES, *, whole: bool = False) -> list[dict[str, float]]:
    """Import a file of each size into a copy of the warehouse; each starts from the same generation."""
    found = []
    current = warehouse / f"{int((warehouse / 'CURRENT').read_text()):06d}.duckdb"
    for rows in sizes:
        with tempfile.TemporaryDirectory(dir=warehouse.parent) as name:
            folder = Path(name) / "warehouse"
            folder.mkdir()
            write(current, Path(name) / "export.csv", rows)
            shutil.copyfile(current, folder / "000001.duckdb")
            (folder / "CURRENT").write_text("1")
            receiver, sender = multiprocessing.Pipe(duplex=False)
            worker = multiprocessing.get_context("spawn").Process(target=imported, args=(Path(name) / "export.csv", folder, whole, sender))
            worker.start()
            cpu, wall, peak, new, updated = receiver.recv()
            worker.join()
            size = (folder / "000002.duckdb").stat().st_size / 1e6
        found.append(
            {"rows": rows, "new": new, "updated": updated, "cpu_s": round(cpu, 2), "wall_s": round(wall, 2), "peak_gb": round(peak, 2), "file_mb": round(size)}
        )  # fmt: skip
        print(
            f"  publish {rows:>7,} rows{' whole' if whole else ''}: {cpu:6.2f} s CPU, {wall:6.2f} s, peak {peak:.2f} GB, file {size:.0f} MB",
            flush=True,
        )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, default=ROOT / "benchmarks" / "results" / "province")
    parser.add_argument("--rows", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--whole", action="store_true")
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.warehouse, tuple(arguments.rows), whole=arguments.whole)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
