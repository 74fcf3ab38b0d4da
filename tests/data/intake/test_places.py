"""A place is what its parents say, and where a row lies does not depend on which file came first."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shapely import box

from data.__main__ import main
from data.intake.importer import import_files
from data.intake.placing.gazetteer import Gazetteer, Place
from data.intake.placing.locate import locate
from data.intake.placing.places import told
from data.intake.placing.statements import Statement, code_of, masked
from data.store import Warehouse, read_only
from tests.data.intake.conftest import Bring, Query
from tests.support.warehouses import publish

CASES = Path(__file__).parents[1] / "cases" / "areas"
KNOWN = [
    Place("21", "province", "辽宁省", None),
    Place("2101", "city", "沈阳市", "21"),
    Place("2103", "city", "鞍山市", "21"),
    Place("210106", "district", "铁西区", "2101"),
    Place("210102", "district", "和平区", "2101"),
    Place("210303", "district", "铁西区", "2103"),
    Place("210106001", "street", "大屯街道", "210106"),
    Place("210106002", "street", "昆明湖街道", "210106"),
    Place("210106001001", "community", "幸福社区", "210106001"),
    Place("210106001001001", "grid", "第一网格", "210106001001"),
    Place("210106002001", "community", "陈家营子村", "210106002"),
]


@pytest.mark.parametrize(
    ("level", "text", "parent", "code"),
    [
        ("district", "210106", None, "210106"),
        ("district", "210106.0", "2101", "210106"),
        ("district", "２１０１０６", None, "210106"),
        ("district", "210106000000", None, "210106"),
        ("city", "210100", None, "2101"),
        ("district", "沈阳市铁西区", None, "210106"),
        ("district", "辽宁省鞍山市铁西区", None, "210303"),
        ("district", "鞍山市 铁西区", None, "210303"),
        ("district", "铁西县", "2101", "210106"),
        ("district", "沈阳市", None, "2101"),
        ("district", "和平区", "210106", "210102"),  # the file was said to lie in another one
        ("street", "大屯街道办事处", "210106", "210106001"),
        ("street", "大屯街道办", "210106", "210106001"),
        ("street", "大屯办事处", "210106", "210106001"),
        ("street", "大 屯（街道）", "210106", "210106001"),
        ("street", "沈阳市铁西区大屯街道", "210106", "210106001"),
        ("community", "幸福居委会", "210106", "210106001001"),
        ("community", "陈家营子村委会", "210106002", "210106002001"),
        ("community", "大屯街道幸福社区", "210106", "210106001001"),
        ("street", "大屯街道长江路5号", "210106", "210106001"),
        ("grid", "210106001001001", "210106001001", "210106001001001"),
    ],
)
def test_one_area_has_many_spellings(level: str, text: str, parent: str | None, code: str):
    assert locate(Gazetteer.of(KNOWN), level, text, parent) == code


@pytest.mark.parametrize(
    ("level", "text", "parent"),
    [
        ("district", "铁西区", None),  # two bear the name
        ("street", "大屯镇", "210106"),  # a town is no subdistrict
        ("street", "210106001", "210303"),  # the number of another district's street
        ("community", "210106", "210106001"),  # of another level
        ("grid", "01", "210106001001"),
        ("grid", "01", None),
        ("grid", "210106", "210106001001"),
        ("community", "幸福社区东区", "210106001"),
        ("street", "和平区", "210106"),
    ],
)
def test_what_the_parents_do_not_say_is_a_name_below_them(level: str, text: str, parent: str | None):
    gazetteer = Gazetteer.of(KNOWN)
    code = locate(gazetteer, level, text, parent, stated=parent is not None)
    assert code not in {place.area_code for place in KNOWN}
    assert gazetteer.places[code].kind == "provisional"
    assert gazetteer.places[code].parent_code == parent


def test_an_unlisted_number_that_continues_its_parents_is_a_code():
    gazetteer = Gazetteer.of(KNOWN)
    assert gazetteer.resolve("street", "210106009", "210106") == "210106009"
    assert gazetteer.resolve("district", "210111", None) == "210111"
    assert gazetteer.places["210111"].parent_code == "2101"


def test_ambiguous_names_say_which_areas_bear_them():
    gazetteer = Gazetteer.of(KNOWN)
    gazetteer.resolve("district", "铁西区", None)
    [_, sentence] = told(gazetteer)
    assert "铁西区 (210106 沈阳市), 铁西区 (210303 鞍山市)" in sentence and "--area" in sentence


def test_a_cell_of_two_districts_takes_no_other_row_off_its_district(bring: Bring, query: Query):
    bring("区划代码,级别,名称,上级代码\n2101,市,沈阳市,\n210102,区,和平区,2101\n210106,区,铁西区,2101\n", "areas.csv")
    bring("工单编号,受理时间,区县\n1,2021-01-05 09:00,铁西区\n2,2021-01-05 09:00,和平区、铁西区\n")
    assert query("SELECT district FROM tickets WHERE ticket_id = '1'") == ["210106"]


def test_numbers_of_people_in_an_area_column_are_masked_and_numbers_of_areas_are_not():
    gazetteer = Gazetteer.of(KNOWN)
    assert masked(gazetteer, ("210106", None, None, "210106001001001")) == ("210106", None, None, "210106001001001")
    hidden = masked(gazetteer, (None, "张示例13800000000", None, "210106199001010017"))
    assert "13800000000" not in str(hidden) and "19900101" not in str(hidden)


def test_a_grid_of_one_number_in_three_communities_is_three_grids(bring: Bring, query: Query):
    bring((CASES / "grid01.csv").read_bytes())
    assert query("SELECT count(*) FROM tickets GROUP BY district ORDER BY 1") == [2, 2]
    assert query("SELECT count(*) FROM areas WHERE level = 'grid'") == [4]


@pytest.mark.parametrize("names", [("pingshan_areas.csv", "new_ticket.csv"), ("new_ticket.csv", "pingshan_areas.csv")])
def test_an_area_list_moves_what_came_before_it(names: tuple[str, str], bring: Bring, query: Query):
    for name in names:
        bring((CASES / name).read_bytes(), name)
    assert query("SELECT ticket_id, city, district, street, community FROM tickets ORDER BY 1") == [
        ("900001", "4403", "440310", "440310001", "440310001:六和社区"),
        ("900002", "4403", "440310", "440310001", "440310001:六和社区"),
        ("900003", "4403", "440310", "440310005", None),
    ]
    assert query("SELECT name FROM areas WHERE kind = 'provisional'") == ["六和社区"]
    assert bring((CASES / "new_ticket.csv").read_bytes(), "new_ticket.csv").nothing_changed


def test_a_second_area_of_the_name_makes_an_old_row_ambiguous(bring: Bring, query: Query):
    head = "区划代码,级别,名称,上级代码\n2101,市,沈阳市,\n2103,市,鞍山市,\n210106,区,铁西区,2101\n"
    bring(head, "areas.csv")
    bring("工单编号,受理时间,区县\n1,2021-01-05 09:00,铁西区\n")
    assert query("SELECT district FROM tickets ORDER BY ticket_id") == ["210106"]
    bring("区划代码,级别,名称,上级代码\n210303,区,铁西区,2103\n", "more.csv")
    assert query("SELECT district FROM tickets ORDER BY ticket_id") == ["x:铁西区"]


def test_what_a_person_says_a_name_means_holds_for_old_and_new_rows_until_taken_back(bring: Bring, query: Query, capsys):
    bring((CASES / "pingshan_areas.csv").read_bytes(), "areas.csv")
    bring("工单编号,受理时间,区县,街道\n1,2021-01-05 09:00,坪山区,碧岭街\n")
    assert query("SELECT street FROM tickets") == ["440310:碧岭街"]
    assert main(["areas", "--map", "碧岭街 under 坪山区=440310005"]) == 0
    assert query("SELECT street FROM tickets") == ["440310005"]
    bring("工单编号,受理时间,区县,街道\n2,2021-01-06 09:00,坪山区,碧岭街\n")
    assert query("SELECT DISTINCT street FROM tickets") == ["440310005"]
    assert query("SELECT count(*) FROM areas WHERE kind = 'provisional'") == [0]
    assert main(["areas", "--unmap", "碧岭街 under 坪山区"]) == 0
    assert query("SELECT DISTINCT street FROM tickets") == ["440310:碧岭街"]
    assert main(["areas", "--map", "碧岭街=999"]) == 2
    assert "no area '999'" in capsys.readouterr().err


def test_a_city_alone_is_told_as_a_city_and_stays_so_in_later_generations(bring: Bring, query: Query):
    bring((CASES / "pingshan_areas.csv").read_bytes(), "areas.csv")
    bring("工单编号,受理时间,区县\n1,2021-01-05 09:00,深圳市\n")
    bring("工单编号,受理时间,区县\n2,2021-01-05 09:00,坪山区\n")
    assert query("SELECT city, district FROM tickets ORDER BY ticket_id") == [("4403", None), ("4403", "440310")]


def test_ledgers_follow_their_area_and_the_same_file_again_is_nothing_new(bring: Bring, query: Query):
    projects = "老旧小区改造台账\n小区名称,区县,街道,户数\n甲小区,坪山区,碧岭街道,3\n"
    events = "活动类型,活动时间,区县,街道,参与人数\n志愿服务,2021-06-26,坪山区,碧岭街道,5\n志愿服务,2021-06-26,坪山区,碧岭街道,5\n"
    bring(projects, "p.csv")
    bring(events, "e.csv")
    assert query("SELECT area_code FROM renovation_projects") == ["x:坪山区:碧岭街道"]
    bring((CASES / "pingshan_areas.csv").read_bytes(), "areas.csv")
    assert query("SELECT area_code FROM renovation_projects UNION ALL SELECT area_code FROM activities") == ["440310005"] * 3
    assert not query("SELECT name FROM areas WHERE kind = 'provisional'")
    assert bring(events, "e.csv").nothing_changed
    assert bring(projects, "p.csv").nothing_changed


AREAS = [
    {"area_code": "211302", "level": "district", "name": "示例区"},
    {"area_code": "211303", "level": "district", "name": "另一区"},
]
POSITIONS = "工单编号,受理时间,经度,纬度\nA1,2021-01-04 08:00:00,120.5,41.5\nA2,2021-01-04 09:00:00,99,30\n"


def test_positions_are_placed_whenever_boundaries_change_and_names_win_over_them(bring: Bring, query: Query, warehouse: Warehouse):
    publish(warehouse.folder, areas=[{**AREAS[0], "geometry": box(120, 41, 121, 42).wkb}, AREAS[1]])
    report = bring(POSITIONS)
    assert any("1 rows without an area were placed" in text for text in report.tables[0].warnings)
    assert any("1 rows name no area and lie outside" in text for text in report.tables[0].warnings)
    placed = "SELECT ticket_id, district, placed_by_position FROM tickets ORDER BY 1"
    assert query(placed) == [("A1", "211302", True), ("A2", None, False)]
    assert bring(POSITIONS).nothing_changed
    bring(POSITIONS.replace("120.5", "122.5"), "moved.csv")
    assert query(placed) == [("A1", None, False), ("A2", None, False)]
    bring(POSITIONS, "back.csv")
    bring("工单编号,受理时间,区县\nA2,2021-01-04 09:00:00,另一区\n", "named.csv")
    assert query(placed) == [("A1", "211302", True), ("A2", "211303", None)]
    bring(POSITIONS, "again.csv")
    assert query(placed) == [("A1", "211302", True), ("A2", "211303", None)]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        ("区县", [f"张示例{n}" for n in range(60)]),
        ("街道", [f"人民路{n}号路灯不亮，请尽快维修" for n in range(60)]),
        ("社区", [f"R{n * 7919}" for n in range(400)]),
    ],
)
def test_columns_that_hold_no_areas_are_noticed(bring: Bring, column: str, texts: list[str]):
    lines = "\n".join(f"{n},2021-01-05 09:00,{text}" for n, text in enumerate(texts))
    report = bring(f"工单编号,受理时间,{column}\n{lines}\n")
    assert any("Are the columns shifted?" in text for text in report.losses)


def test_ordinary_columns_are_not_doubted(bring: Bring):
    lines = "\n".join(f"{n},2021-01-05 09:00,第{n % 9}区,第{n % 40}街道,第{n % 150}社区,{n % 30:02}" for n in range(400))
    report = bring(f"工单编号,受理时间,区县,街道,社区,网格\n{lines}\n")
    assert not any("shifted" in text for text in report.tables[0].warnings)


def test_an_endless_text_in_an_area_column_takes_less_than_a_second():
    begun = time.perf_counter()
    locate(Gazetteer.of(KNOWN), "district", "\ufdfa" * 10_000, None, stated=False)
    assert time.perf_counter() - begun < 1


def test_five_thousand_unknown_names_take_less_than_a_second():
    listed = [
        *KNOWN,
        *(Place(f"2101060{n:02}", "street", f"第{n}街街道", "210106") for n in range(3, 90)),
        *(Place(f"210106002{n:03}", "community", f"光明{n}社区", "210106002") for n in range(2, 900)),
    ]
    gazetteer = Gazetteer.of(listed)
    statements = [Statement(None, ("沈阳市铁西区", "昆明湖街道", f"幸福{n}号院小区", None)) for n in range(5000)]
    started = time.process_time()
    for statement in statements:
        code_of(gazetteer, statement)
    told(gazetteer)
    assert len(gazetteer.provisional) > 4000
    assert time.process_time() - started < 1


# ---- any order of area lists and of files of tickets

CITIES = {"2101": "沈阳市", "2103": "鞍山市"}
DISTRICTS = {"210106": "铁西区", "210102": "和平区", "210303": "铁西区", "210304": "立山区"}
STREETS = {f"{district}{n:03}": name for district in DISTRICTS for n, name in enumerate(("大屯街道", "前进街道"), 1)}
COMMUNITIES = {f"{street}{n:03}": name for street in STREETS for n, name in enumerate(("幸福社区", "光明村"), 1)}
LEVELS = {"city": CITIES, "district": DISTRICTS, "street": STREETS, "community": COMMUNITIES}
ROWS = [
    f"{code},{level},{name},{'' if level == 'city' else code[: {'district': 4, 'street': 6, 'community': 9}[level]]}"
    for level, names in LEVELS.items()
    for code, name in names.items()
]
SPELLINGS = {
    "大屯街道": ["大屯街道", "大屯办事处", "大屯"],
    "前进街道": ["前进街道", "前进街道办"],
    "幸福社区": ["幸福社区", "幸福居委会"],
    "光明村": ["光明村", "光明村委会"],
}


@st.composite
def tickets(draw: st.DrawFn) -> tuple[str, str | None]:
    """Cells of the area columns, and the code they mean where they leave no doubt."""
    code = draw(st.sampled_from(list(COMMUNITIES)))
    district, street = code[:6], code[:9]
    first = draw(st.sampled_from([DISTRICTS[district], f"{CITIES[code[:4]]}{DISTRICTS[district]}", district, f"{district}.0", ""]))
    second = draw(st.sampled_from([*SPELLINGS[STREETS[street]], street, "北站街道", ""]))
    third = draw(st.sampled_from([*SPELLINGS[COMMUNITIES[code]], code, "", "远大社区"]))
    grid = draw(st.sampled_from(["", "01", "02"]))
    sure = first and first != "铁西区" and second not in ("", "北站街道") and third not in ("", "远大社区") and not grid
    return f"{first},{second},{third},{grid}", code if sure else None


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an import takes too long to shrink a failure
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(tickets(), min_size=4, max_size=12), st.permutations(ROWS), st.integers(0, len(ROWS)), st.permutations(range(4)))
def test_any_order_of_area_lists_and_tickets_gives_the_same(tmp_path_factory, cells, rows, cut, order):
    folder = tmp_path_factory.mktemp("orders")
    half = len(cells) // 2
    files = [
        (
            "tickets1.csv",
            "工单编号,受理时间,区县,街道,社区,网格\n",
            [f"a{n},2021-01-05 09:00,{text}" for n, (text, _) in enumerate(cells[:half])],
        ),
        (
            "tickets2.csv",
            "工单编号,受理时间,区县,街道,社区,网格\n",
            [f"b{n},2021-01-05 09:00,{text}" for n, (text, _) in enumerate(cells[half:])],
        ),
        ("areas1.csv", "区划代码,级别,名称,上级代码\n", rows[:cut]),
        ("areas2.csv", "区划代码,级别,名称,上级代码\n", rows[cut:]),
    ]
    seen = []
    for sequence in (range(4), order):
        warehouse = Warehouse(folder / "-".join(map(str, [*sequence, len(seen)])))
        for name, head, lines in (files[index] for index in sequence):
            if lines:
                (folder / name).write_text(head + "\n".join(lines) + "\n", "utf-8")
                import_files([folder / name], warehouse=warehouse)
        generation = warehouse.current()
        assert generation is not None
        with read_only(generation.path) as connection:
            seen.append(
                (
                    connection.execute("SELECT ticket_id, city, district, street, community, grid FROM tickets ORDER BY 1").fetchall(),
                    connection.execute("SELECT area_code, level, name, parent_code, kind FROM areas ORDER BY 1").fetchall(),
                )
            )
    assert seen[0] == seen[1]
    found = {row[0]: row[4] for row in seen[0][0]}
    meant = {f"a{n}": code for n, (_, code) in enumerate(cells[:half])} | {f"b{n}": code for n, (_, code) in enumerate(cells[half:])}
    assert {number: found[number] for number, code in meant.items() if code} == {number: code for number, code in meant.items() if code}
