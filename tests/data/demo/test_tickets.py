"""The tickets look like life: seasons, tails, small grids, repeats, open and overdue cases, what was planted."""

from __future__ import annotations

import pandas as pd
import pytest

from data.demo.planted import planted

CUT = pd.Timestamp("2022-04-21")


@pytest.fixture(scope="module")
def tickets(demo):
    frame = demo["tickets"]
    return frame.assign(hours=(frame["resolved_at"] - frame["received_at"]).dt.total_seconds() / 3600)


def test_there_are_a_few_hundred_thousand(tickets):
    assert 200_000 < len(tickets) < 700_000


def test_working_days_are_busier_than_weekends_and_holidays(tickets):
    by_day = tickets.groupby(tickets["received_at"].dt.day_of_week).size()
    assert by_day[[5, 6]].mean() < 0.8 * by_day[:5].mean()
    daily = tickets.groupby(tickets["received_at"].dt.normalize()).size()
    assert daily["2022-02-01":"2022-02-06"].mean() < 0.7 * daily["2022-01-10":"2022-01-21"].mean()


def test_heating_starts_on_the_first_of_november(tickets):
    heating = tickets[(tickets["subcategory"] == "室温不达标") & (tickets["received_at"].dt.year == 2021)]
    by_month = heating.groupby(heating["received_at"].dt.month).size()
    assert by_month[11] == by_month.max()
    assert by_month.get(7, 0) < 0.1 * by_month[11]


def test_durations_have_a_heavy_tail_that_depends_on_the_category(tickets):
    hours = tickets["hours"].dropna()
    assert hours.mean() > 2 * hours.median()
    assert hours.quantile(0.99) > 20 * hours.median()
    median = tickets.groupby("category")["hours"].median()
    assert median["违法建设"] > 4 * median["环境卫生"]


def test_no_time_runs_backwards(tickets):
    assert (tickets["hours"].dropna() > 0).all()
    assert (tickets["due_at"] > tickets["received_at"]).all()
    assert (tickets["rated_at"].dropna() > tickets.loc[tickets["rated_at"].notna(), "resolved_at"]).all()
    assert tickets.loc[tickets["void_at"].notna(), "resolved_at"].isna().all()


def test_closures_bunch_before_the_deadline(tickets):
    done = tickets[tickets["resolved_at"].notna()]
    share = (done["resolved_at"] - done["received_at"]) / (done["due_at"] - done["received_at"])
    before, after = share.between(0.9, 1.0).sum(), share.between(1.0, 1.1).sum()
    assert before > 2.5 * after


def test_some_grids_have_few_cases_and_a_few_have_many(tickets):
    last_year = tickets[tickets["received_at"] >= "2021-04-21"]
    by_grid = last_year.groupby("grid").size()
    assert by_grid.quantile(0.05) < 10
    assert by_grid.max() > 10 * by_grid.median()


def test_ratings_are_missing_not_at_random(tickets):
    done = tickets[tickets["resolved_at"].notna() & (tickets["channel"] == "hotline_12345")]
    late = done["resolved_at"] > done["due_at"]
    happy = (done["rating"] >= 4).where(done["rating"].notna())
    assert 0.4 < done["rating"].notna().mean() < 0.85
    assert happy[late].mean() < happy[~late].mean() - 0.05


def test_reporters_come_back_and_cases_reopen(tickets):
    assert 0.01 < tickets["is_repeat"].mean() < 0.1
    assert 0.005 < (tickets["reopened_count"] > 0).mean() < 0.06
    assert tickets["reporter_key"].dropna().str.fullmatch("[0-9a-f]{16}").all()


def test_the_last_month_is_as_busy_as_the_one_before_and_has_open_and_overdue_cases(tickets):
    last = tickets[(tickets["received_at"] >= "2022-03-22") & tickets["void_at"].isna()]
    before = tickets[tickets["received_at"].between("2022-02-20", "2022-03-21 23:59:59") & tickets["void_at"].isna()]
    assert 0.8 < len(last) / len(before) < 1.3
    still_open = last["resolved_at"].isna()
    assert 0.05 < still_open.mean() < 0.3
    assert (still_open & (last["due_at"] < CUT)).sum() > 100


def test_the_backlog_of_longcheng_grows_to_the_end(tickets):
    inside = tickets[(tickets["district"] == "211303") & tickets["void_at"].isna()]
    backlog = [
        ((inside["received_at"] < day) & ~(inside["resolved_at"] <= day)).sum()
        for day in pd.to_datetime(["2022-03-01", "2022-04-01", "2022-04-20"])
    ]
    assert backlog[0] * 2 < backlog[1] < backlog[2]


def test_the_storm_puts_two_streets_behind_the_rest(tickets):
    platform = tickets[
        (tickets["channel"] == "grid_platform")
        & tickets["received_at"].between("2021-05-31", "2021-08-20 23:59:59")
        & tickets["void_at"].isna()
    ]
    platform = platform[platform["district"] == "211302"]
    rate = (platform["resolved_at"] <= "2021-08-21").groupby(platform["street"]).mean()
    flooded = rate[["211302008", "211302009"]]
    assert flooded.max() < rate.drop(flooded.index).median() - 0.015
    assert flooded.mean() < rate.drop(flooded.index).median() - 0.03


def test_satisfaction_in_linghe_drops(tickets):
    street = tickets[(tickets["street"] == "211302004") & tickets["rating"].notna()]
    happy = street["rating"] >= 4
    assert happy[street["received_at"] >= "2022-03-14"].mean() < happy[street["received_at"] < "2022-03-14"].mean() - 0.12


def test_silent_grids_report_next_to_nothing(tickets):
    for event in planted("silent"):
        inside = tickets["received_at"] >= pd.Timestamp(event.first)
        by_grid = tickets[inside & tickets["grid"].str.startswith(event.areas[0][:9], na=False)].groupby("grid").size()
        assert by_grid.get(event.areas[0], 0) < 0.3 * by_grid.median(), event.id
