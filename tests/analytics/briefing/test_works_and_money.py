"""Which sentences projects, funds and problems become."""

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.asking.principal import LOCAL
from analytics.briefing.attention import attention, departments_table
from analytics.briefing.model import Paragraph, Section
from analytics.briefing.money import investment_section
from analytics.briefing.paper import numbered
from analytics.briefing.works import renovation_section
from analytics.stories.investment import Investment, investment
from analytics.stories.overview import overview
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.tickets.risk_departments import DepartmentRisk
from analytics.words.language import ENGLISH, speaking
from tests.analytics.briefing.test_briefing import JULY

NOBODY: tuple[DepartmentRisk, ...] = ()


def text(section: Section) -> str:
    return "\n".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def changed(money: Investment, name: str, **fields: object) -> Investment:
    return replace(money, kpis=tuple(replace(kpi, **fields) if kpi.measure_id == name else kpi for kpi in money.kpis))  # type: ignore[arg-type]


@pytest.fixture
def money(demo: Path) -> Investment:
    return investment(JULY, LOCAL)


def test_funds_are_told_against_target_plan_and_year_before(money: Investment) -> None:
    told = text(investment_section(money))
    assert "2021年1–7月到位资金9.18亿元，完成年度目标16亿元的57.4%，序时55.0%（按下达的分月计划），快于序时2.4个百分点。" in told
    assert "同比增长35.3%（9.18/6.79亿元），超出月度波动。" in told
    assert "在册63个，其中在谈38、" in told


def test_a_change_within_the_months_is_no_growth(money: Investment) -> None:
    assert "同比+35.3%（9.18/6.79亿元），未超出月度波动，不作增减判断。" in text(
        investment_section(changed(money, "inflow_this_year", significant=False))
    )
    assert "同比下降10.0%（" in text(investment_section(changed(money, "inflow_yoy", value=-0.1)))
    curve = money.curve.drawn
    few = replace(money.curve, picture=replace(curve, received=curve.received[:2]))
    young = replace(changed(money, "inflow_this_year", significant=False), curve=few)
    assert "不足三个月，不作增减判断。" in text(investment_section(young))


def test_no_month_and_no_project_have_their_sentences(money: Investment) -> None:
    assert text(investment_section(replace(money, empty="nothing"))) == "招商台账中没有本区域的项目。"
    assert (
        text(investment_section(replace(money, curve=replace(money.curve, picture=None), headline="尚无月份", support="无目标。")))
        == "尚无月份。无目标。"
    )


def test_renovation_is_told_from_size_to_delay_to_payments(demo: Path) -> None:
    works = renovation(JULY, LOCAL, plan_years(JULY, LOCAL)[0], "investment")
    size, course = text(renovation_section(works)).splitlines()
    assert size == "改造项目64个（已开工64，已完工9），计划投资23.14亿元，改造惠及户数17,789户。"
    assert course.startswith("形象进度60.1%（序时65.0%，进度比92.5%），略慢4.9个百分点；滞后项目19个，占未完工55个的35%。")
    on_time = replace(works, kpis=tuple(replace(kpi, value=0.0) if kpi.measure_id == "delayed" else kpi for kpi in works.kpis))
    assert "；无滞后项目。" in text(renovation_section(on_time))
    assert text(renovation_section(replace(works, projects=(), headline="没有改造项目"))) == "没有改造项目。"


def test_findings_are_numbered_titles_with_their_evidence(demo: Path) -> None:
    findings = overview(JULY, LOCAL).findings
    section = attention(findings, NOBODY)
    first = section.blocks[0]
    assert isinstance(first, Paragraph) and first.lead.startswith("（一）") and first.lead.endswith("。")
    assert first.text.startswith(first.lead) and len(first.text) > len(first.lead)
    assert text(attention((), NOBODY)) == "本月没有超出界限的情况。"


def test_who_must_act_is_named_with_number_share_and_longest_wait() -> None:
    late = [DepartmentRisk(name, overdue, 1, 24.0 * overdue) for name, overdue in (("城管", 50), ("住建", 30), ("民政", 15), ("公安", 5))]
    told = text(attention((), late)).splitlines()[-1]
    assert told == (
        "全部在办件中超期的100件，主要由以下单位承办：城管50件（最长超期50天）、住建30件（最长超期30天）、民政15件（最长超期15天），合计占95%。"
    )
    assert departments_table(NOBODY) is None
    many = departments_table(late * 4)
    assert many is not None and len(many.rows) == 12 and many.note == "另有4个单位，超期件更少，未列出。"


def test_sections_are_numbered_in_han_beyond_ten() -> None:
    assert [numbered(place, 2, "") for place in (1, 10, 11, 20, 21)] == ["（一）", "（十）", "（十一）", "（二十）", "（二十一）"]
    with speaking(ENGLISH):
        assert numbered(11, 2, "Backlog") == "(11) Backlog"
