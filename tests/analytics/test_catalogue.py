"""The catalogue: complete, documented, portable, and never an error on little data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlglot import exp, parse_one

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Catalogue, Clock, Kind, Measure, Model, UnknownName
from analytics.catalogue.model import REFERENCE
from tests.support.warehouses import AREAS, publish

# The sections "tickets", "services" and "activities" of the list of measures that must exist, and what issue 2 needs of the workload section.
MUST_EXIST = """
    received resolved open resolution_rate due due_resolution_rate on_time on_time_rate on_time_share overdue_open
    dispatched_promptly_rate response_rate rated rated_share satisfaction_rate satisfaction_low satisfaction_high five_star
    five_star_share reopened_rate repeat_rate supervised solved_locally_rate mean_hours median_hours p90_hours closed
    clearance_ratio backlog instant_close_share deadline_close_share enterprise_share whistle_answer_rate joint_share
    grids grid_workers grid_heads received_per_worker open_per_worker received_per_1000_households weighted_load
    service_items packages online_share one_window_share at_most_one_visit zero_visit time_compression service_cases mean_days
    activities participants issues_found coverage visits_per_grid patrols_per_worker days_since_visit subjects
""".split()
EVERY = sorted(CATALOGUE.measures)
PORTABLE = (
    exp.Count, exp.Distinct, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Filter, exp.Where, exp.Case, exp.If, exp.Nullif, exp.Coalesce,
    exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.In, exp.Is, exp.Null, exp.Not, exp.And, exp.Or, exp.Paren,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Star,
)  # fmt: skip


def foreign(sql: str) -> set[str]:
    """Kinds of node in an expression that are not on the portable list."""
    return {type(node).__name__ for node in parse_one(sql, dialect="duckdb").walk() if not isinstance(node, PORTABLE)}


def expanded(model: Model, sql: str) -> str:
    for name, fact in model.facts.items():
        sql = sql.replace(f"{{{name}}}", fact)
    return REFERENCE.sub(r"\1", sql)


@pytest.mark.parametrize("name", MUST_EXIST)
def test_every_measure_that_must_exist_exists(name: str):
    assert name in CATALOGUE.measures


@pytest.mark.parametrize("name", EVERY)
def test_a_measure_says_what_it_is(name: str):
    measure = CATALOGUE.measure(name)
    assert measure.label.strip()
    assert measure.definition.strip().endswith(".")
    assert measure.better in ("higher", "lower", "neutral")


@pytest.mark.parametrize("name", EVERY)
def test_a_measure_is_portable_sql(name: str):
    assert not foreign(expanded(CATALOGUE.model_of(name), CATALOGUE.measure(name).sql or "count(*)"))


@pytest.mark.parametrize("model", CATALOGUE.models, ids=lambda model: model.table)
def test_the_conditions_of_a_model_are_portable_sql(model: Model):
    for sql in (*model.facts.values(), *([model.keep] if model.keep else [])):
        assert not foreign(expanded(model, sql)), sql
    for dimension in model.dimensions:
        assert dimension.label
        if dimension.kind != Kind.TIME:
            assert not foreign(dimension.sql)
        else:
            assert dimension.sql in ("day", "week", "month", "quarter", "year")


def test_the_portable_list_would_catch_what_is_not_on_it():
    assert foreign("quantile_cont(resolution_seconds, 0.5)")
    assert foreign("avg(date_diff('hour', received_at, resolved_at))")
    assert foreign("count(*) FILTER (WHERE received_at > now())")


@pytest.mark.parametrize("name", [name for name in EVERY if CATALOGUE.measure(name).unit == "percent"])
def test_a_rate_names_its_numerator_and_denominator_and_divides_them(name: str):
    measure = CATALOGUE.measure(name)
    assert measure.is_rate
    assert measure.sql == f"{{{measure.numerator}}} / nullif({{{measure.denominator}}}, 0)"
    assert not CATALOGUE.measure(measure.numerator).is_rate


def test_a_measure_belongs_to_one_model_only():
    names = [measure.id for model in CATALOGUE.models for measure in model.measures]
    assert len(names) == len(set(names))
    once = Model("t", "one row per row", (), (Measure("m", "count(*)", "M", "cases", "M."),))
    with pytest.raises(ValueError, match="declared twice: m"):
        Catalogue((once, once)).measures  # noqa: B018


def test_a_dimension_of_one_name_is_the_same_in_every_model():
    for model in CATALOGUE.models:
        for dimension in model.dimensions:
            assert dimension == CATALOGUE.dimension(dimension.id)


def test_no_measure_has_the_name_of_a_dimension():
    assert not set(CATALOGUE.measures) & set(CATALOGUE.dimensions)


def test_an_unknown_name_is_answered_with_the_closest_one():
    with pytest.raises(UnknownName, match=r"no measure 'recieved'\. Did you mean received\?"):
        CATALOGUE.measure("recieved")
    with pytest.raises(UnknownName, match=r"no dimension 'distrct'\. Did you mean district\?"):
        CATALOGUE.dimension("distrct")


def possible(name: str) -> list[str]:
    """Dimensions that every part of a measure has."""
    parts = [CATALOGUE.model_of(part) for part in CATALOGUE.aggregates(name)]
    shared = [d.id for d in parts[0].dimensions if all(model.dimension(d.id) for model in parts)]
    stands = any(CATALOGUE.measure(part).clock == Clock.STATE for part in CATALOGUE.aggregates(name))
    return [d for d in shared if not (stands and CATALOGUE.dimension(d).kind == Kind.TIME)]


ONE = {"ticket_id": "1", "source": "test", "grid": "211302001001001", "received_at": datetime(2021, 3, 2, 9)}
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
LONG_AGO = Scope.from_query({"from": "2011-03-01", "to": "2011-03-31"})


@pytest.mark.parametrize(
    ("tables", "scope"),
    [({"areas": []}, MARCH), ({}, MARCH), ({"tickets": [ONE]}, MARCH), ({"tickets": [ONE]}, LONG_AGO)],
    ids=["empty generation", "areas only", "one ticket", "empty window"],
)
def test_every_measure_computes_on_next_to_nothing(tables: dict, scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, **tables)
    newest = datetime(2021, 3, 2, 9)
    for name in EVERY:
        answer = ask([name], scope=scope, principal=LOCAL, totals=True)
        assert len(answer.frame) == len(answer.totals) == 1, name
        several = ask([name], scope=scope, principal=LOCAL, periods=scope.history(3, newest))
        assert sorted(several.frame["period"]) == [0, 1, 2], name


def test_every_measure_splits_by_every_dimension_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, areas=AREAS, tickets=[ONE | {"resolved_at": datetime(2021, 3, 3)}])
    names = {dimension: [name for name in EVERY if dimension in possible(name)] for dimension in CATALOGUE.dimensions}
    for dimension, measures in names.items():
        assert measures, f"no measure can be split by {dimension}"
        frame = ask(measures, by=[dimension], scope=MARCH, principal=LOCAL).frame
        assert dimension in frame
