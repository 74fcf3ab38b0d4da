"""Secrets are planted wherever a file can hold them, and looked for wherever anything is kept."""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path

import duckdb
import pytest

from data.intake import report_text
from data.intake.importer import import_files
from data.intake.mapping.preset import presets
from data.intake.mapping.preview import preview
from data.intake.mend import mendable
from data.intake.reading.tables import tables_of
from data.intake.state import state_of
from data.store import Warehouse

NAMES = ("王建国", "欧阳秀英", "赵铁柱", "孙丽华", "周志强")
PHONES = ("13912345678", "13812340001", "13812340002", "0421-2601234", "15812340003", "18612340004", "13912345679", "17712340005")
SECRETS = (
    *NAMES,
    *PHONES,
    "211302198001011234",
    "2601234",
    "6222021234567890123",
    "wang_jianguo",
    "辽N12345",
    "501室",
    "138 1234 0006",
    "13812340006",
)
HEADER = "工单编号,来源渠道,诉求类别,诉求标题,备注,区县,街道,受理时间,满意度评分,联系人,联系电话"
LINES = (
    "P1,12345热线,供热供水,王建国13912345678反映3号楼2单元501室暖气不热,,示例区,人民街道,2021-03-05 09:00,5,欧阳秀英,13812340001",
    "P2,12345热线,供热供水,联系人赵铁柱 身份证211302198001011234,回电0421-2601234,示例区,人民街道,昨天,5,赵铁柱,13812340002",
    "P3,12345热线,供热供水,卡号6222021234567890123 微信wang_jianguo,孙丽华女士,示例区,人民街道,2021-03-05 09:00,9,孙丽华,15812340003",
    "P4,12345热线,供热供水,辽N12345乱停,多,示例区,人民街道,5,周志强,18612340004",
    'P5,12345热线,供热供水,"来电人孙丽华 138 1234 0006,,示例区,人民街道,2021-03-05 09:00,5,孙丽华,13912345679',
    "P6,12345热线,供热供水,路灯不亮,,示例区,人民街道,13912345679,周志强,周志强,17712340005",
    "P1,12345热线,供热供水,王建国13912345678反映3号楼2单元501室暖气不热,,示例区,人民街道,2021-03-05 09:00,5,欧阳秀英,13812340001",
    "制表人：周志强,,,,,,,,,,",
)


def everything(path: Path) -> str:
    """All text in a generation, table by table; its file is compressed."""
    with duckdb.connect(path, read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return "\n".join(str(connection.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_no_secret_is_kept_anywhere(
    encoding: str, tmp_path: Path, warehouse: Warehouse, caplog: pytest.LogCaptureFixture, capsys, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    scratch = tmp_path / "temporary"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    file = tmp_path / "王建国13912345678.csv"
    file.write_text("\n".join(("台账 联系人：周志强 电话2601234,,,,,,,,,,", HEADER, *LINES)) + "\n", encoding)
    [table] = tables_of(file, scratch)
    known = presets(warehouse.folder / "presets")
    seen = preview(table, known, known[0])
    steps: list[str] = []
    report = import_files([file], warehouse=warehouse, accept_losses=True, progress=lambda step, _: steps.append(step))
    assert report.total["accepted"] == 2
    assert report.total["quarantined_lines"] == 6
    name, content = mendable(warehouse, 1)
    generation = warehouse.current()
    assert generation
    kept = {
        "generation": everything(generation.path),
        "bytes": "\n".join(path.read_bytes().decode("utf-8", "replace") for path in warehouse.folder.rglob("*") if path.is_file()),
        "names": "\n".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path != file),
        "temporary": "\n".join(path.read_text("utf-8", "replace") for path in scratch.rglob("*") if path.is_file()),
        "mend file": name + content.decode("utf-8-sig"),
        "report": report_text.text(report) + json.dumps(report.as_dict(), ensure_ascii=False),
        "state": state_of(warehouse).text(),
        "steps": " ".join(steps),
        "log": caplog.text + "".join(capsys.readouterr()),
        "preview": "\n".join(str(line) for line in seen.lines if not line.reasons),
    }
    found = [(where, secret) for where, text in kept.items() for secret in SECRETS if secret in text]
    assert not found
