"""Projects, services and activities: published totals, plans that are alive at the end of the data."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from data.demo.investment import UNPHASED


def test_the_old_compounds_of_shuangta_add_up(demo):
    projects = demo["renovation_projects"]
    plan = projects[(projects["district"] == "211302") & (projects["kind"] == "old_compound") & (projects["plan_year"] == 2021)]
    assert plan["floor_area_m2"].sum() == 1_230_000
    assert plan["buildings"].sum() == 258
    assert plan["households"].sum() == 15_000
    yinhe = plan[plan["name"] == "银河小区"].iloc[0]
    assert (yinhe["buildings"], yinhe["households"], yinhe["floor_area_m2"]) == (27, 1582, 128_000)
    assert yinhe["started_at"] == pd.Timestamp("2021-06-26")


def test_shantytowns_roads_and_cadre_projects_are_those_published(demo):
    projects = demo["renovation_projects"]
    plan = projects[(projects["district"] == "211302") & (projects["plan_year"] == 2021)]
    shantytown = plan[plan["kind"] == "shantytown"]
    assert shantytown["planned_investment"].sum() == 1_810_000_000
    assert shantytown["households"].sum() == 2789
    assert shantytown["street"].nunique() == 6
    assert len(plan[plan["kind"] == "road"]) == 5
    assert len(plan[plan["kind"] == "cadre_project"]) == 29
    dalian = projects[projects["city"] == "210200"].groupby("kind").size()
    assert dalian["list_project"] == 1334
    assert dalian["old_compound"] == 157


def test_the_plans_of_the_last_year_are_under_way_and_some_are_behind(demo):
    progress = demo["renovation_progress"]
    latest = progress[progress["valid_to"].isna() & (progress["plan_year"] == 2022)]
    assert latest["month"].max() == pd.Timestamp("2022-03-01")
    running = latest[(latest["actual_percent"] > 0) & (latest["actual_percent"] < 100)]
    assert len(running) > 50
    stated = running.dropna(subset=["planned_percent"])
    behind = stated["actual_percent"] < stated["planned_percent"] * 0.8
    assert 0.05 < behind.mean() < 0.5


def test_progress_never_falls_and_a_finished_project_is_at_a_hundred(demo):
    progress = demo["renovation_progress"].sort_values(["project_id", "month"])
    assert (progress.groupby("project_id")["actual_percent"].diff().dropna() >= 0).all()
    assert (progress.groupby("project_id")["actual_spend"].diff().dropna() >= 0).all()
    last = progress.groupby("project_id")["actual_percent"].last()
    finished = demo["renovation_projects"].set_index("project_id")["finished_at"].dropna()
    assert (last[finished.index] == 100).all()


def test_the_inflow_of_baita_and_its_growth_are_those_published(demo):
    flows = demo["investment_flows"]
    inside = flows[flows["district"] == "211002"]
    spring = {year: inside.loc[inside["month"].between(f"{year}-01-01", f"{year}-04-30"), "inflow"].sum() for year in (2020, 2021)}
    assert spring[2021] == 774_000_000
    assert spring[2021] / spring[2020] - 1 == pytest.approx(0.1695, abs=0.00005)


def test_every_year_with_flows_has_a_target_and_a_phasing_that_is_set_adds_up(demo):
    targets = demo["investment_targets"]
    assert set(targets.loc[~targets["area_code"].isin(UNPHASED), "month"]) == set(range(13))
    whole = targets[targets["month"] == 0].set_index(["area_code", "year"])["target"]
    phased = targets[targets["month"] > 0].groupby(["area_code", "year"])["target"].sum()
    assert not phased.index.isin(UNPHASED, level="area_code").any()
    pd.testing.assert_series_equal(whole.drop(list(UNPHASED), level="area_code").sort_index(), phased.sort_index(), check_names=False)
    assert whole[("211002", 2021)] == 2_300_000_000


def test_the_stages_of_a_project_follow_each_other(demo):
    projects = demo["investment_projects"]
    stages = ["negotiating_at", "signed_at", "landed_at", "started_at", "producing_at"]
    for before, after in pairwise(stages):
        both = projects[projects[before].notna() & projects[after].notna()]
        assert (both[before] <= both[after]).all(), after


def test_published_numbers_of_investment_projects(demo):
    projects = demo["investment_projects"]
    baita = projects[projects["district"] == "211002"]
    assert baita["landed_at"].between("2021-01-01", "2021-05-27").sum() == 4
    as_of = pd.Timestamp("2021-05-28")
    talking = (baita["negotiating_at"] < as_of) & ~(baita[["signed_at", "landed_at", "withdrawn_at"]] < as_of).any(axis=1)
    assert talking.sum() == 16
    tiefeng = projects[(projects["district"] == "230204") & (projects["kind"] == "industrial")]
    assert len(tiefeng) == 22
    assert (tiefeng["contracted_amount"] >= 1e8).sum() == 6


def test_service_items_compress_their_time_as_published(demo):
    items = demo["service_items"]
    baita = items[items["area_code"] == "211002"]
    assert len(baita) == 715
    assert baita["online"].all() and baita["one_window"].all() and (baita["visits"] <= 1).all()
    assert (1 - baita["promised_days"] / baita["statutory_days"]).mean() == pytest.approx(0.8192, abs=0.00005)
    shuangta = items[items["area_code"] == "211302"]
    assert (shuangta["kind"] == "package").sum() == 32
    assert shuangta[["one_window", "standardised", "delegated"]].sum().to_list() == [580, 2174, 50]
    zhongshan = items[(items["area_code"] == "210202") & (items["kind"] == "item")]
    assert (len(zhongshan), (zhongshan["visits"] == 0).sum()) == (735, 531)


def test_activities_are_those_published(demo):
    activities = demo["activities"]
    baita = activities[(activities["district"] == "211002") & (activities["kind"] == "enterprise_visit")]
    assert (baita["planned"].sum(), baita["done"].sum()) == (207, 33)
    chaoyang = activities[(activities["city"] == "211300") & (activities["kind"] == "enterprise_visit")]
    assert chaoyang["subject"].nunique() == 151
    households = activities[(activities["district"] == "230204") & (activities["kind"] == "key_household_visit")]
    assert households["done"].sum() / households["planned"].sum() == pytest.approx(0.987, abs=0.0005)
