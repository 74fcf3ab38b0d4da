"""The comparison: every number against pandas over the rows, and a sentence for every state of little data."""

import numpy as np
import pandas as pd
import pytest

from analytics.asking.geography import areas
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import engine
from analytics.statistics.standardise import REST
from analytics.stories.districts import PEERS, Choice, comparable_rates, comparison, levels
from analytics.words.language import speaking
from data.contracts.policy import policy
from tests.analytics.stories.districts.conftest import Filled

SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}
MARCH = {"area": "211302", "from": "2021-03-01", "to": "2021-03-31"}
STREETS = Choice(level="street")


def rows_of_summer(district: str) -> pd.DataFrame:
    with engine().reading() as reader:
        return reader.query(
            "SELECT street, category, channel, resolved_at, void_at FROM tickets "
            f"WHERE district = '{district}' AND received_at >= '2021-05-31' AND received_at < '2021-08-21'"
        )


@pytest.mark.usefixtures("demo")
def test_cases_are_those_that_pandas_finds_and_rates_verdicts_and_bands_are_one_sum():
    view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, STREETS)
    end = pd.Timestamp("2021-08-21")
    rows = rows_of_summer("211302")
    rows = rows[~(rows["void_at"] <= end) & rows["street"].notna()].assign(ok=lambda frame: frame["resolved_at"] <= end)
    both = rows.groupby(["category", "channel"])
    own = (both["ok"].transform("size") >= policy().minimum_n) & (both["street"].transform("nunique") >= 2)
    rows["kind"] = (rows["category"] + " × " + rows["channel"]).where(own)
    left = rows[rows["kind"].isna()].groupby("category")
    stands = (left["ok"].transform("size") >= policy().minimum_n) & (left["street"].transform("nunique") >= 2)
    rows.loc[stands[stands].index, "kind"] = rows["category"]
    rows["kind"] = rows["kind"].fillna(REST)
    by_street = rows.groupby("street").agg(n=("ok", "size"), k=("ok", "sum"))
    assert view.reference.rate == pytest.approx(rows["ok"].mean())
    assert {each.code for each in view.standings} == set(by_street.index)
    for each in view.standings:
        theirs = by_street.loc[each.code]
        assert (each.n, each.k) == (theirs["n"], theirs["k"])
        if each.is_ranked:
            assert each.adjusted == pytest.approx(min(1.0, view.rule.centre + each.rate - each.expected))
            outside = not each.band_low - 1e-9 <= each.rate <= each.band_high + 1e-9
            assert outside == (each.cls in ("low", "high"))


@pytest.mark.usefixtures("demo")
def test_positions_and_trends_belong_together():
    view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, STREETS)
    ranked = [each for each in view.standings if each.is_ranked]
    places = [each.adjusted_position or 0 for each in ranked]
    assert places == sorted(places)
    assert all((each.best or 0) <= (each.adjusted_position or 0) <= (each.worst or 0) for each in ranked)
    assert all(each.trend[-1] == pytest.approx(each.rate) for each in ranked)
    by_rate = sorted(ranked, key=lambda each: -(each.rate or 0))
    assert [each.position for each in by_rate] == list(range(1, len(ranked) + 1))


@pytest.mark.usefixtures("demo")
def test_the_composition_sums_to_the_expected_rate_less_the_overall_one():
    view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, Choice(level="street", focus="211302008"))
    assert view.focus is not None and view.focus.name == "站南街道"
    total = view.focus.expected - view.rule.centre
    assert view.composition.total == pytest.approx(total, abs=1e-6)
    assert sum(effect.effect for effect in view.composition.effects) == pytest.approx(total, abs=1e-6)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("measure", comparable_rates())
def test_every_rate_that_is_offered_can_be_compared(measure: str):
    declared = CATALOGUE.measure(measure)
    view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, Choice(measure=measure, level="street"))
    assert view.headline and not view.trouble
    assert all(0 <= (each.rate or 0) <= 1 for each in view.standings)
    if declared.better == "lower":
        rates = [each.told or 0.0 for each in view.standings if each.is_ranked]
        assert rates == sorted(rates)


@pytest.mark.usefixtures("demo")
def test_levels_below_and_peers_are_offered():
    known = areas()
    assert levels(Scope(area="211302"), known)[0] == "street" and levels(Scope(area="211302"), known)[-1] == PEERS
    assert levels(Scope(area="210000"), known)[0] == "city" and PEERS not in levels(Scope(area="210000"), known)
    grid = known.at_level("grid", "211302008")[0].code
    assert set(levels(Scope(area=grid), known)) <= {PEERS}


@pytest.mark.usefixtures("demo")
def test_among_its_peers_the_area_itself_is_the_focus():
    view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, Choice(level=PEERS))
    assert view.focus.code == "211302"
    assert len(view.standings) == 7
    assert "双塔区" in view.support


@pytest.mark.usefixtures("demo")
def test_two_of_one_name_are_told_apart_by_the_area_above():
    names = [each.name for each in comparison(Scope.from_query({"area": "210000", **SUMMER}), LOCAL, Choice(level="district")).standings]
    assert len(set(names)) == len(names)


def test_a_difference_that_is_all_case_mix_disappears_when_it_is_adjusted(filled: Filled):
    # Easy cases are resolved 9 of 10, hard ones 5 of 10, in both streets; S1 has mostly hard ones.
    filled(
        ("211302001", "easy", "wechat", 20, 18),
        ("211302001", "hard", "wechat", 80, 40),
        ("211302002", "easy", "wechat", 80, 72),
        ("211302002", "hard", "wechat", 20, 10),
    )
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    by_code = {each.code: each for each in view.standings}
    assert (by_code["211302001"].rate, by_code["211302002"].rate) == (0.58, 0.82)
    assert by_code["211302001"].adjusted == pytest.approx(0.7) and by_code["211302002"].adjusted == pytest.approx(0.7)
    assert all((each.best, each.worst) == (1, 2) for each in view.standings)
    assert view.rule is not None


def test_no_case_at_all_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 5, 5))
    view = comparison(Scope.from_query(MARCH | {"from": "2019-01-01", "to": "2019-01-02"}), LOCAL, STREETS)
    assert view.trouble == view.headline and "没有" in view.headline and not view.standings


def test_one_unit_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 50, 40))
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    assert view.headline == "只有S1街道有件（办结率 80.0%），无从比较"


def test_few_cases_everywhere_is_a_sentence_and_they_are_shown_unranked(filled: Filled):
    filled(("211302001", "x", "wechat", 5, 4), ("211302002", "x", "wechat", 6, 4))
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    assert "20" in view.trouble
    assert [each.cls for each in view.standings] == ["thin", "thin"]
    assert all(each.position is None and each.best is None for each in view.standings)


def test_one_unit_with_cases_enough_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 50, 40), ("211302002", "x", "wechat", 6, 4))
    assert comparison(Scope.from_query(MARCH), LOCAL, STREETS).trouble == "只有S1街道达到 20 件，无从比较"


@pytest.mark.parametrize(("resolved", "told"), [(30, "100%"), (0, "0%")])
def test_all_or_nothing_resolved_is_a_sentence(filled: Filled, resolved: int, told: str):
    filled(*((f"21130200{i}", "x", "wechat", 30, resolved) for i in (1, 2, 3)))
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    assert view.headline == f"3 个街镇的办结率都是 {told}" and view.trouble


def test_a_single_day_and_two_units_are_compared(filled: Filled):
    filled(("211302001", "x", "wechat", 200, 190), ("211302002", "x", "wechat", 200, 100))
    view = comparison(Scope.from_query(MARCH | {"to": "2021-03-02"}), LOCAL, STREETS)
    assert not view.trouble and view.headline == "2 个街镇里，2 个的办结率与同类不同，超过一半"
    assert [(each.best, each.worst) for each in view.standings] == [(1, 1), (2, 2)]


def test_the_funnel_speaks_of_normal_differences_and_not_of_chance(filled: Filled):
    filled(("211302001", "x", "wechat", 100, 80), ("211302002", "x", "wechat", 100, 81), ("211302003", "x", "wechat", 6, 1))
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    assert view.funnel_title == "漏斗图：都与同类相当"
    assert "同类" in view.funnel_caption and "偶然" not in view.funnel_caption
    assert view.support.endswith("另有 1 个不足 20 件，不排位。")
    with speaking("en"):
        view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
        assert "chance" not in view.funnel_title + view.funnel_caption
        assert view.support.endswith("1 more has fewer than 20 cases and no position.")


def test_cases_without_a_category_refuse_the_adjustment_and_leave_the_raw_rates(filled: Filled):
    filled(
        ("211302001", "x", "wechat", 60, 50),
        ("211302001", None, "wechat", 40, 30),
        ("211302002", "x", "wechat", 60, 30),
        ("211302002", None, "wechat", 40, 20),
    )
    view = comparison(Scope.from_query(MARCH), LOCAL, STREETS)
    assert "60%" in view.refused and view.composition is None
    assert all(each.adjusted is None for each in view.standings)
    assert [each.told for each in view.standings] == [0.8, 0.5]


def test_an_area_without_parts_and_peers_is_a_sentence(filled: Filled):
    filled(("211302001", "x", "wechat", 50, 40))
    view = comparison(Scope.from_query(MARCH | {"area": "21"}), LOCAL, Choice(level=""))
    assert view.headline and view.trouble and not view.standings


@pytest.mark.usefixtures("demo")
def test_the_comparison_speaks_english():
    with speaking("en"):
        view = comparison(Scope.from_query({"area": "211302", **SUMMER}), LOCAL, STREETS)
    text = " ".join([view.headline, view.funnel_title, view.funnel_caption, view.rank_caption])
    assert "streets" in text and not any("一" <= letter <= "鿿" for letter in text.replace("办结率", ""))


def test_the_rates_offered_are_shares_of_tickets_received():
    assert "clearance_ratio" not in comparable_rates() and "whistle_answer_rate" not in comparable_rates()
    assert {"resolution_rate", "on_time_rate", "reopened_rate", "repeat_rate"} <= set(comparable_rates())
    assert np.all([CATALOGUE.measure(name).unit == "percent" for name in comparable_rates()])
