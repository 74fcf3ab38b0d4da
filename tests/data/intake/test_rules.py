"""What a cell may look like, and which area, position and person it means."""

from __future__ import annotations

from datetime import datetime

import duckdb
import numpy as np
import pytest
from shapely.geometry import box

from data.intake.hiding.privacy import mask
from data.intake.placing.gazetteer import Gazetteer, Place
from data.intake.placing.places import to_wgs84
from data.intake.reading.detect import detect
from data.intake.reading.kinds import kind_of
from data.intake.rules.parse import macros
from tests.data.intake.conftest import Bring, Query

MOMENTS = {
    "2018-03-05 08:05:00": datetime(2018, 3, 5, 8, 5),
    "2018/3/5": datetime(2018, 3, 5),
    "2018/3/5 8:05": datetime(2018, 3, 5, 8, 5),
    "2018年3月5日 8:05": datetime(2018, 3, 5, 8, 5),
    "2018年3月5日": datetime(2018, 3, 5),
    "2018/3/5 下午 8:05": datetime(2018, 3, 5, 20, 5),
    "２０１８－０３－０５　０８：０５": datetime(2018, 3, 5, 8, 5),
    "20180305": datetime(2018, 3, 5),
    "20180305080512": datetime(2018, 3, 5, 8, 5, 12),
    "43164.5": datetime(2018, 3, 5, 12),
    "2018-03-05T08:05:00.250": datetime(2018, 3, 5, 8, 5, 0, 250000),
    "2018-03-05T00:05:00Z": datetime(2018, 3, 5, 8, 5),
    "2018-03-05T08:05:00+08:00": datetime(2018, 3, 5, 8, 5),
    "2018-03-05 08:05:00-05:00": datetime(2018, 3, 5, 21, 5),
    "03/05/2018 08:05:00 PM": datetime(2018, 3, 5, 20, 5),
    "2018-02-30 00:00:00": None,
    "2018-13-01": None,
    "infinity": None,
    "epoch": None,
    "昨天": None,
    "5": None,
}


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        for statement in macros(["%m/%d/%Y %I:%M:%S %p"]):
            connection.execute(statement)
        yield connection


@pytest.mark.parametrize(("written", "meant"), MOMENTS.items())
def test_a_moment_is_read_as_it_is_meant(connection, written, meant):
    assert connection.execute("SELECT moment(?)", [written]).fetchall() == [(meant,)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-05", datetime(2021, 3, 5, 23, 59, 59)),
        ("２０２１／３／５", datetime(2021, 3, 5, 23, 59, 59)),
        ("2021年3月5日", datetime(2021, 3, 5, 23, 59, 59)),
        ("20210305", datetime(2021, 3, 5, 23, 59, 59)),
        ("44260", datetime(2021, 3, 5, 23, 59, 59)),
        ("44260.5", datetime(2021, 3, 5, 12)),
        ("20210305000000", datetime(2021, 3, 5)),
        ("2021-03-05 00:00:00", datetime(2021, 3, 5)),
        ("2021年3月5日0时0分", datetime(2021, 3, 5)),
        ("昨天", None),
    ],
)
def test_a_closing_date_without_a_time_is_the_end_of_its_day(connection, written, meant):
    assert connection.execute("SELECT closing(?)", [written]).fetchall() == [(meant,)]


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("whole('１２')", 12),
        ("whole('3.0')", 3),
        ("whole('3.7')", None),
        ("whole('1,234')", 1234),
        ("finite(amount('nan'))", None),
        ("finite(amount('1e400'))", None),
        ("amount('12.5元')", 12.5),
        ("answer('是')", True),
        ("answer('否')", False),
        ("answer('也许')", None),
        ("CAST(day('2021年3月') AS VARCHAR)", "2021-03-01"),
        ("CAST(day('2021-03-15') AS VARCHAR)", "2021-03-15"),
        ("masked('电话13800000001、13800000002')", "电话***、***"),
    ],
)
def test_numbers_answers_days_and_masks(connection, expression, meant):
    assert connection.execute(f"SELECT {expression}").fetchall() == [(meant,)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("请联系 138 0000 0001", "138 0000 0001"),
        ("+86-13800000001 来电", "13800000001"),
        ("证件110101199001010011", "110101199001010011"),
        ("证件11010119900101001X。", "11010119900101001X"),
        ("卡号6222 0000 0000 0000 000", "6222 0000 0000 0000"),
        ("写信到 someone@example.com", "someone@example.com"),
        ("座机0421-2600000", "2600000"),
        ("电话１３８００００００００", "１３８００００００００"),
        ("姓名：张示例", "张示例"),
        ("住3单元502室", "502"),
        ("call (619) 555-0100", "555-0100"),
    ],
)
def test_personal_data_in_text_is_masked_in_python_and_in_sql_alike(connection, text, hidden):
    assert hidden not in mask(text)
    assert connection.execute("SELECT masked(?)", [text]).fetchall() == [(mask(text),)]


def test_what_is_not_personal_stays(connection):
    for text in ("2021年供热投诉，第3次", "人民路12号路灯不亮", "2021-03-05 08:05"):
        assert mask(text) == text
        assert connection.execute("SELECT masked(?)", [text]).fetchall() == [(text,)]


KNOWN = Gazetteer.of([
    Place("211302", "district", "双塔区", "2113"),
    Place("211303", "district", "龙城区", "2113"),
    Place("211302001", "street", "南塔街道", "211302"),
    Place("211302001001", "community", "幸福社区", "211302001"),
    Place("211303001", "street", "西大营子镇", "211303"),
    Place("211303001001", "community", "幸福社区", "211303001"),
])  # fmt: skip


def test_a_name_is_found_with_its_parents_in_every_spelling():
    assert KNOWN.resolve("street", "南塔", "211302") == "211302001"
    assert KNOWN.resolve("street", "南塔街道办事处", "211302") == "211302001"
    assert KNOWN.resolve("community", "幸福", "211303") == "211303001001"
    assert KNOWN.resolve("district", "双塔", None) == "211302"
    assert KNOWN.resolve("district", "２１１３０２", None) == "211302"


def test_a_community_without_its_district_is_not_guessed():
    code = KNOWN.resolve("community", "幸福社区", None)
    assert code not in ("211302001001", "211303001001")
    assert KNOWN.places[code].kind == "provisional"


def test_gcj_02_moves_about_half_a_kilometre_in_china_and_not_at_all_elsewhere():
    longitude, latitude = to_wgs84(np.array([120.45, -73.99]), np.array([41.57, 40.71]))
    metres = np.hypot((120.45 - longitude[0]) * 83_000, (41.57 - latitude[0]) * 111_000)
    assert 300 < metres < 800
    assert (longitude[1], latitude[1]) == (-73.99, 40.71)


def test_a_position_without_an_area_falls_into_the_boundary_around_it(bring: Bring, query: Query, monkeypatch):
    from data.intake.rules import places as rules_places

    def with_boundary(connection):
        import pandas as pd

        return pd.DataFrame({"area_code": ["211302"], "level": ["district"], "geometry": [box(120, 41, 121, 42).wkb]})

    bring("area_code,level,name,parent_code\n211302,district,示例区,\n", "areas.csv")
    monkeypatch.setattr(rules_places, "boundaries", with_boundary)
    head = "工单编号,受理时间,经度,纬度\n"
    bring(head + "A1,2021-01-04 08:00:00,120.5,41.5\nA2,2021-01-04 09:00:00,99,30\n")
    assert query("SELECT ticket_id, district FROM tickets ORDER BY 1") == [("A1", "211302"), ("A2", None)]


@pytest.mark.parametrize(
    ("encoding", "text", "found"),
    [
        ("gb18030", "工单编号,诉求标题\n1,小区路灯不亮\n2,暖气不热\n", "gb18030"),
        ("utf-8", "工单编号,诉求标题\n1,小区路灯不亮\n", "utf-8"),
        ("utf-8-sig", "工单编号,诉求标题\n1,小区路灯不亮\n", "utf-8"),
        ("utf-16", "工单编号,诉求标题\n1,abc\n", "utf-16-le"),
        ("utf-16-le", "number,title\n1,小区\n", "utf-16-le"),
        ("utf-16-be", "number,title\n1,小区\n", "utf-16-be"),
        ("cp1252", "number,title\n1,café in São Paulo\n", "cp1252"),
        ("ascii", "number,title\n1,plain\n", "utf-8"),
    ],
)
def test_encodings_are_found_by_content(tmp_path, encoding, text, found):
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    kind_of(path)
    answer = detect(path)
    assert answer.name == found
    assert 0 < answer.confidence <= 1
    assert (answer.confidence < 0.6) == (found == "cp1252")


def test_gb18030_late_in_a_long_ascii_file_is_still_found(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(b"1,plain ascii,x\n" * 200_000 + "2,小区路灯不亮,甲\n".encode("gb18030"))
    assert detect(path).name == "gb18030"


def test_line_numbers_hold_over_many_parts(bring: Bring, query: Query, monkeypatch):
    from data.intake.reading import decode, staging

    monkeypatch.setattr(staging, "PART", 2_000)
    monkeypatch.setattr(decode.chunks, "__defaults__", (500,))
    lines = [f"N{number},2021-01-04 08:00:00,标题{number}" for number in range(2, 1_502)]
    for line in (77, 500, 1_111, 1_499):
        lines[line - 2] = f"N{line},not a date,标题"
    lines[900 - 2] = 'N900,2021-01-04 08:00:00,"broken'
    bring("工单编号,受理时间,诉求标题\n" + "\n".join(lines) + "\n")
    assert query("SELECT line FROM quarantine ORDER BY 1") == [77, 500, 900, 1_111, 1_499]
    assert query("SELECT raw FROM quarantine WHERE line = 1111") == ["N1111,not a date,标题"]
