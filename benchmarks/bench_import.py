"""Import speed: a GB18030 ledger through the whole intake, against DuckDB's plain typed read of the clean UTF-8 file.

python -m benchmarks.bench_import [--rows 1000000] [--quoted] [--json]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import multiprocessing.connection
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
BLOCK = 4 << 20
MOMENTS, AMOUNTS, WHOLES = ("受理时间", "派单时间", "首次响应时间", "办理时限", "办结时间"), ("经度", "纬度"), ("满意度评分", "联系电话")
TABLE = """
WITH drawn AS (
    SELECT i, TIMESTAMP '2020-01-01' + to_seconds((i * 63) % (86400 * 700)) AS moment FROM range({rows}) AS r(i)
)
SELECT
    'GD' || lpad(i::VARCHAR, 9, '0') AS 工单编号,
    ['12345热线', '随手拍', '网格上报', '微信', '智慧城管'][1 + i % 5] AS 来源渠道,
    ['供热供水', '噪音扰民', '违法建设', '环境卫生', '房屋建筑', '物业管理'][1 + (hash(i) % 6)::INT] AS 诉求类别,
    ['暖气不热', '夜间施工', '私搭乱建', '垃圾清运', '漏水', '停车'][1 + (hash(i + 1) % 6)::INT] AS 二级类别,
    '合成数据：反映' || ['示例小区', '示例路', '示例街', '示例广场'][1 + (hash(i + 2) % 4)::INT] || '存在问题，希望有关部门尽快处理' || (i % 977) AS 诉求标题,
    ['住建局', '城管局', '生态环境局', '街道办事处'][1 + (hash(i + 3) % 4)::INT] AS 承办单位,
    ['社区', '街道', '区县'][1 + (hash(i + 4) % 3)::INT] AS 办理层级,
    '示例' || (hash(i + 5) % 3) || '区' AS 区县,
    '示例' || (hash(i + 6) % 12) || '街道' AS 街道,
    '示例' || (hash(i + 6) % 12) || '之' || (hash(i + 7) % 8) || '社区' AS 社区,
    '第' || (hash(i + 8) % 6) || '网格' AS 网格,
    moment AS 受理时间,
    moment + INTERVAL 20 MINUTE AS 派单时间,
    moment + INTERVAL 5 HOUR AS 首次响应时间,
    moment + INTERVAL 7 DAY AS 办理时限,
    CASE WHEN i % 20 <> 0 THEN moment + to_hours((hash(i + 9) % 300)::INT) END AS 办结时间,
    CASE WHEN i % 3 = 0 THEN 1 + hash(i + 10) % 5 END AS 满意度评分,
    '1380000' || lpad((hash(i + 11) % 10000)::VARCHAR, 4, '0') AS 联系电话,
    round(122 + (hash(i + 12) % 10000) / 10000.0, 6) AS 经度,
    round(40 + (hash(i + 13) % 10000) / 10000.0, 6) AS 纬度
FROM drawn ORDER BY i
"""


def write(folder: Path, rows: int, *, quoted: bool) -> tuple[Path, Path, dict[str, str]]:
    """The same synthetic table as UTF-8 and as GB18030, and the types of its columns."""
    clean, raw = folder / "clean.csv", folder / "export.csv"
    force = ", FORCE_QUOTE *" if quoted else ""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY ({TABLE.format(rows=rows)}) TO '{clean}' (HEADER{force})")
        names = [column[0] for column in connection.execute(f"DESCRIBE {TABLE.format(rows=1)}").fetchall()]
    with clean.open(encoding="utf-8", newline="") as source, raw.open("w", encoding="gb18030", newline="") as target:
        while block := source.read(BLOCK):
            target.write(block)
    kinds = {**dict.fromkeys(MOMENTS, "TIMESTAMP"), **dict.fromkeys(AMOUNTS, "DOUBLE"), **dict.fromkeys(WHOLES, "BIGINT")}
    return clean, raw, {name: kinds.get(name, "VARCHAR") for name in names}


def plain_read(path: Path, types: dict[str, str]) -> float:
    """Seconds of DuckDB's typed read of the clean file into a table, with nothing checked."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        started = time.perf_counter()
        connection.execute("CREATE TABLE plain AS SELECT * FROM read_csv(?, columns = $types, header = true, auto_detect = false)".replace("?", f"'{path}'"), {"types": types})  # fmt: skip
        return time.perf_counter() - started


def whole_import(path: Path, folder: Path, sender: multiprocessing.connection.Connection) -> None:
    """Import into an empty warehouse; sends seconds until all rows are accepted, seconds of all, and the peak memory."""
    from data.intake.importer import import_files
    from data.store import Warehouse

    accepted_at: list[float] = []

    def progress(step: str, _: float) -> None:
        if step == "building the marts":
            accepted_at.append(time.perf_counter() - started)

    started = time.perf_counter()
    report = import_files([path], warehouse=Warehouse(folder), progress=progress)
    whole = time.perf_counter() - started
    sender.send((accepted_at[0], whole, peak_memory(), report.total["accepted"]))


def peak_memory() -> int:
    """Bytes this process held at most; getrusage would count what the parent held when it started this one."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quoted", action="store_true", help="put every cell in quotes")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    plain, accepted, whole, peaks = [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean, raw, types = write(folder, arguments.rows, quoted=arguments.quoted)
        for repeat in range(arguments.repeats):
            # Taken in turns, so that a busy machine slows both alike.
            plain.append(plain_read(clean, types))
            receiver, sender = multiprocessing.Pipe(duplex=False)
            worker = multiprocessing.get_context("spawn").Process(target=whole_import, args=(raw, folder / f"warehouse-{repeat}", sender))
            worker.start()
            one, all_of_it, peak, rows = receiver.recv()
            worker.join()
            assert rows == arguments.rows, f"{rows} of {arguments.rows} rows were accepted"
            accepted.append(one)
            whole.append(all_of_it)
            peaks.append(peak)
    figures = {
        "rows": arguments.rows,
        "plain_read_seconds": round(min(plain), 2),
        "accepted_seconds": round(min(accepted), 2),
        "accepted_rows_per_second": round(arguments.rows / min(accepted)),
        "accepted_against_plain": round(min(plain) / min(accepted), 3),
        "published_seconds": round(min(whole), 2),
        "peak_memory_gb": round(max(peaks) / 1e9, 2),
    }
    print(json.dumps(figures, indent=2) if arguments.json else "\n".join(f"{key}: {value}" for key, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
