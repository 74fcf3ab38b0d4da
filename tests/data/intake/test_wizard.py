"""What the wizard and the command share: previews, suggestions, mappings by hand, presets that are kept, lines to be mended."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.contracts import CONTRACTS
from data.contracts.problem import Problem
from data.intake.importer import import_files
from data.intake.mapping.editing import as_yaml, edited, save
from data.intake.mapping.preset import choose, presets
from data.intake.mapping.preview import Preview, preview
from data.intake.mapping.suggest import suggestions
from data.intake.mapping.values import found_values, mapped_columns, ours
from data.intake.mend import REASON, NothingToMend, Stopped, earlier_source, mendable, written
from data.intake.reading.tables import tables_of
from tests.data.intake.conftest import SAMPLES, Bring, Query

EVERY = presets()
LEDGER = choose(EVERY, "chinese_ledger", None)[0]
STRANGE = """登记日期,工单号码,信息渠道,回电,反映事由,承办结果
2021-01-04 08:00,GD-1,市长信箱,13800000001,合成数据：路灯不亮已三天,办好
2021-01-05 09:30,GD-2,12345热线,13800000002,合成数据：楼道垃圾无人清理,办好
2021-01-06 10:45,GD-3,市长信箱,13800000003,合成数据：暖气温度一直不足,办好
"""


def seen(path: Path, scratch: Path, candidates=EVERY) -> list[Preview]:
    return [preview(table, candidates, LEDGER) for table in tables_of(path, scratch)]


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "strange.csv"
    path.write_text(STRANGE, "gb18030")
    return path


def test_a_preview_reads_lines_as_the_import_does(tmp_path: Path):
    [found] = seen(SAMPLES / "hostile_gb18030.csv", tmp_path)
    by_line = {line.number: line for line in found.lines}
    assert found.table.encoding.name == "gb18030"
    assert by_line[6].values["received_at"] == datetime(2021, 1, 6, 22, 15)
    assert by_line[8].values["title"] == "合成数据：第一行 第二行,还有逗号"
    assert by_line[12].reasons == ("columns:16:15",)
    assert by_line[19].reasons == ()
    assert found.unread == ["联系人"]
    assert len(found.lines) <= 20


def test_a_preview_settles_month_and_units_of_a_ledger(tmp_path: Path):
    [found] = seen(SAMPLES / "renovation_progress.csv", tmp_path)
    assert found.lines[0].values["actual_spend"] == 9_805_000
    assert found.problem is None


def test_a_header_that_no_preset_fits_is_shown_with_what_it_lacks(strange: Path, tmp_path: Path):
    [found] = seen(strange, tmp_path, [LEDGER])
    assert found.problem
    assert found.layout.mapping.header[0] == "登记日期"
    assert "received_at" in str(found.problem)


def test_columns_are_suggested_by_their_name_and_by_what_stands_in_them(strange: Path, tmp_path: Path):
    [found] = seen(strange, tmp_path, [LEDGER])
    header = found.layout.mapping.header
    named = {one.target: (header[one.index], one.by) for one in suggestions(found, EVERY)}
    assert named["received_at"] == ("登记日期", "content")
    assert named["reporter"] == ("回电", "content")
    assert named["ticket_id"][0] == "工单号码"
    assert named["title"] == ("反映事由", "content")


def test_a_mapping_by_hand_imports_and_is_kept_as_the_same_mapping(strange: Path, tmp_path: Path, warehouse, query: Query):
    [found] = seen(strange, tmp_path, [LEDGER])
    chosen = {"ticket_id": 1, "received_at": 0, "channel": 2, "reporter": 3, "title": 4}
    made = edited(LEDGER, found.layout.mapping.header, chosen, {"channel": {"市长信箱": "wechat"}}, name="市长信箱", source="mayor")
    report = import_files([strange], preset=made, warehouse=warehouse).tables[0]
    assert (report.accepted, report.quarantined_lines, report.source) == (3, 0, "mayor")
    assert query("SELECT channel FROM tickets ORDER BY ticket_id") == ["wechat", "hotline_12345", "wechat"]
    save(made, warehouse.folder)
    again = next(one for one in presets(warehouse.folder / "presets") if one.name == "市长信箱")
    assert again == made
    [guessed] = seen(strange, tmp_path, presets(warehouse.folder / "presets"))
    assert (guessed.problem, guessed.layout.mapping.preset.name) == (None, "市长信箱")
    assert guessed.layout.mapping.indexes == chosen
    assert import_files([strange], warehouse=warehouse).nothing_changed


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_mapping_survives_its_preset_file(data, tmp_path_factory: pytest.TempPathFactory):
    header = ["甲", "乙（万元）", "丙", "丁", "戊 己", "开工时间"]
    base = data.draw(st.sampled_from([one for one in EVERY if not one.name.startswith("gridscope")]))
    names = data.draw(st.lists(st.sampled_from(CONTRACTS[base.dataset].names), unique=True, max_size=6))
    chosen = {name: data.draw(st.one_of(st.none(), st.integers(0, 5))) for name in names}
    words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=5)
    texts = data.draw(st.dictionaries(words, words, max_size=3))
    made = edited(base, header, chosen, {"source": texts} if base.dataset == "tickets" else None, name="own", label="自己的")
    folder = tmp_path_factory.mktemp("kept")
    save(made, folder)
    assert next(one for one in presets(folder / "presets") if one.name == "own") == made


def test_a_preset_cannot_take_the_name_of_one_that_ships_nor_leave_the_folder(tmp_path: Path):
    for name in ("chinese_ledger", "../own", "", "a" * 41):
        with pytest.raises(Problem):
            save(LEDGER.model_copy(update={"name": name}), tmp_path)
    assert not list(tmp_path.rglob("*.yaml"))


def test_what_the_shipped_values_say_is_not_repeated_in_the_file():
    made = edited(LEDGER, ["渠道"], {"channel": 0}, {"channel": {"市长信箱": "wechat"}}, name="own")
    text = as_yaml(made)
    assert "市长信箱: wechat" in text
    assert "随手拍" not in text


def test_values_of_the_file_stand_beside_ours_the_unknown_first(strange: Path, tmp_path: Path, warehouse):
    [found] = seen(strange, tmp_path, [LEDGER])
    made = edited(LEDGER, found.layout.mapping.header, {"ticket_id": 1, "received_at": 0, "channel": 2})
    [found] = seen(strange, tmp_path, [made])
    assert mapped_columns(found.layout) == ("channel",)
    known = ours(warehouse, made, found.layout, "channel")
    values = found_values(found.table, found.layout, "channel", known)
    assert [(value.text, value.count, value.meant, value.known) for value in values] == [
        ("市长信箱", 2, "市长信箱", False),
        ("12345热线", 1, "hotline_12345", True),
    ]


def test_only_the_sheets_that_were_chosen_are_read(warehouse, query: Query):
    book = SAMPLES / "ledger_sheets.xlsx"
    sheets = [report.sheet for report in import_files([book], dry_run=True, warehouse=warehouse).tables]
    assert len(sheets) > 1
    chosen = import_files([book], sheets={str(sheets[1]): None}, warehouse=warehouse)
    assert [report.sheet for report in chosen.tables] == sheets[1:2]
    with pytest.raises(Problem, match="has no sheet"):
        import_files([book], sheets={"无": None}, warehouse=warehouse)


HEADER = "工单编号,受理时间,街道,诉求标题,联系电话,办结时间"


def test_lines_of_quarantine_are_mended_and_imported_without_duplicating(bring: Bring, warehouse, tmp_path: Path, query: Query):
    bring(
        f"台账（合成数据）,,,,,\n{HEADER}\nA1,2021-01-04 08:00,人民街道,漏水,13800000001,\nA2,2021-01-05 08:00,人民街道,停电,13800000002,昨天\n"
        "A3,,人民街道,堵路,13800000003,\nA1,2021-01-04 08:00,人民街道,漏水,13800000001,\n合计,3,,,,\n",
        source="热线",
    )
    name, content = mendable(warehouse, 1)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "export-mend.csv"
    assert rows[1] == [*HEADER.split(","), REASON]
    assert [row[0] for row in rows[2:]] == ["A2", "A3"]
    assert "13800000002" not in content.decode("utf-8-sig")
    mended = content.decode("utf-8-sig").replace("昨天", "2021-01-06").replace("A3,,", "A3,2021-01-06 09:00,", 1)
    path = tmp_path / name
    path.write_text(mended, "utf-8-sig")
    report = import_files([path], source="热线", warehouse=warehouse).tables[0]
    assert (report.new, report.quarantined_lines) == (2, 0)
    assert query("SELECT ticket_id, source FROM tickets ORDER BY 1") == [("A1", "热线"), ("A2", "热线"), ("A3", "热线")]
    assert import_files([path], source="热线", warehouse=warehouse).nothing_changed


def test_a_hidden_number_neither_names_anybody_nor_takes_a_known_key_away(bring: Bring, query: Query):
    bring(f"{HEADER}\nA1,2021-01-04 08:00,人民街道,漏水,13800000001,\n", source="热线")
    [key] = query("SELECT reporter_key FROM tickets")
    bring(f"{HEADER}\nA1,2021-01-04 08:00,人民街道,漏水,***,2021-01-05\n", name="b.csv", source="热线")
    assert query("SELECT reporter_key, resolved_at FROM tickets") == [(key, datetime(2021, 1, 5, 23, 59, 59))]


def test_an_import_without_lines_to_mend_says_so(bring: Bring, warehouse):
    bring(f"{HEADER}\nA1,2021-01-04 08:00,人民街道,漏水,,\n合计,1,,,,\n")
    with pytest.raises(NothingToMend, match="waits to be mended"):
        mendable(warehouse, 1)
    with pytest.raises(NothingToMend, match="no import 7"):
        mendable(warehouse, 7)


def test_a_record_over_two_lines_is_mended_as_one_and_formulas_are_defused():
    lines = [Stopped(3, "A1,=HYPERLINK(1),-3", ("missing:received_at",))]
    rows = list(csv.reader(io.StringIO(written(["a,b,c"], ",", lines).decode("utf-8-sig"))))
    assert rows[1][:3] == ["A1", "'=HYPERLINK(1)", "-3"]


def test_the_command_maps_previews_and_keeps_as_the_page_does(strange: Path, warehouse, capsys, query: Query):
    mapping = [
        "--map",
        "ticket_id=工单号码",
        "--map",
        "received_at=登记日期",
        "--map",
        "channel=信息渠道",
        "--value",
        "channel:市长信箱=wechat",
    ]
    assert main(["import", str(strange), "--preset", "chinese_ledger", *mapping, "--preview"]) == 0
    assert "channel=wechat" in capsys.readouterr().out
    assert main(["import", str(strange), "--preset", "chinese_ledger", *mapping, "--save-preset", "mayor"]) == 0
    assert query("SELECT DISTINCT source FROM tickets") == ["chinese_ledger"]
    assert "mayor" in {one.name for one in presets(warehouse.folder / "presets")}
    assert main(["import", str(strange), "--map", "title=没有"]) == 2
    assert "no column 没有" in capsys.readouterr().err


def test_mended_lines_are_known_by_their_header_and_bear_the_source_they_came_with(bring: Bring, warehouse):
    bring(f"{HEADER}\nA1,2021-01-04 08:00,人民街道,漏水,,\n", source="热线")
    assert earlier_source(warehouse, [*HEADER.split(","), REASON]) == ("热线", "export.csv")
    assert earlier_source(warehouse, ["工单编号", "受理时间"]) is None
