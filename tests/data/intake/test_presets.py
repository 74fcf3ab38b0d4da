"""Which preset reads a table: its names, its title, its two-line header; and presets that are not valid."""

from __future__ import annotations

import pytest

from data.contracts.problem import Problem
from data.intake.mapping.preset import choose, presets
from data.intake.reading.header import find_layout
from tests.data.intake.conftest import Bring

EVERY = presets()


@pytest.mark.parametrize(
    ("lines", "preset"),
    [
        (["双塔区棚户区改造台账", "项目名称,街道,征收户数,总投资（亿元）"], "shantytown_ledger"),
        (["序号,小区名称,街道,改造户数"], "renovation_ledger"),
        (["断头路打通工程台账", "道路名称,街道,总投资,计划完工时间"], "road_ledger"),
        (["领导干部领办项目", "项目名称,街道,总投资,计划完工时间"], "cadre_projects"),
        (["项目名称,项目类别,街道,总投资,计划完工时间"], "project_list"),
        (["改造进度月报", "项目名称,月份,形象进度"], "renovation_progress_report"),
        (["项目名称,区县,投资方,签约时间,合同金额"], "investment_ledger"),
        (["到位资金月报", "项目名称,月份,到位资金"], "investment_flows"),
        (["区县,年度目标,1月,2月"], "investment_targets"),
        (["事项名称,实施主体,区县,法定时限,承诺时限"], "service_items"),
        (["事项名称,渠道,月份,办件量"], "service_cases"),
        (["走访类型,走访时间,街道,社区"], "activities_ledger"),
        (["街道,社区,网格名称,网格员数"], "areas_ledger"),
        (["工单编号,受理时间,街道,社区,诉求标题"], "chinese_ledger"),
    ],
)
def test_the_preset_is_found_by_header_and_title(lines, preset):
    assert find_layout([*lines, "1,2,3,4"], EVERY, "export.csv").mapping.preset.name == preset


def test_a_header_of_two_lines_is_read_as_one():
    layout = find_layout(
        [
            "老旧小区改造台账（单位：亿元）,,,,,",
            "序号,小区名称,计划,,总投资（万元）,街道",
            ",,开工时间,完工时间,,",
            "1,甲,2021-05,2021-11,3,乙",
        ],
        EVERY,
        "a",
    )
    assert layout.header_lines == 3
    assert layout.mapping.indexes == {"name": 1, "planned_start": 2, "planned_finish": 3, "planned_investment": 4, "street": 5}
    assert {name: unit.name for name, unit in layout.mapping.units.items()} == {"planned_investment": "万元"}


def test_a_title_gives_no_names_to_the_header_below_it():
    layout = find_layout(["老旧小区改造台账,,,", "序号,小区名称,街道,户数", "1,甲,乙,3"], EVERY, "a")
    assert (layout.header_lines, layout.titles) == (2, ("老旧小区改造台账,,,",))


def test_a_project_table_that_nothing_tells_the_kind_of_says_what_is_lacking():
    with pytest.raises(Problem, match="it needs"):
        find_layout(["项目名称,街道,总投资"], EVERY, "a.csv")
    assert (
        find_layout(["项目名称,街道,总投资"], choose(EVERY, "shantytown_ledger", None), "a.csv").mapping.preset.name == "shantytown_ledger"
    )


@pytest.mark.parametrize("preset", EVERY, ids=lambda preset: preset.name)
def test_every_preset_has_a_label_in_both_languages(preset):
    assert all(preset.label[language].strip() for language in ("zh_CN", "en"))


def test_a_preset_of_the_deployment_may_extend_one_that_ships(bring: Bring, warehouse):
    folder = warehouse.folder / "presets"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        "extends: shantytown_ledger\nname: own\nlabel: {zh_CN: 自定义, en: Own}\ntitles: [本区自建]\nunits: {planned_investment: 亿元}\n",
        "utf-8",
    )
    assert next(one for one in presets(folder) if one.name == "own").units == {"planned_investment": "亿元"}
    (folder / "own.yaml").write_text("extends: nothing\nname: own\n", "utf-8")
    with pytest.raises(Problem, match="extends nothing, which does not exist"):
        presets(folder)
    (folder / "own.yaml").write_text("name: own\nlabel: {en: Own}\ndataset: tickets\ncolumns: {}\n", "utf-8")
    with pytest.raises(Problem, match="zh_CN is missing"):
        presets(folder)
