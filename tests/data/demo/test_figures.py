"""Every published figure that a scale claims comes out of the rows through ask()."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from analytics.asking.principal import LOCAL
from analytics.asking.published import DIFFERENT, EQUAL, NOT_CLAIMED, TABLE, PublishedFigure, compare, published_figures
from data.demo.scales import SCALES

FIGURES = published_figures()


def test_all_figures_are_in_the_table():
    assert len(FIGURES) == 109
    assert len({figure.id for figure in FIGURES}) == 109


def test_every_figure_is_claimed_by_some_scale():
    assert not [figure.id for figure in FIGURES if not figure.scales]
    assert {scale for figure in FIGURES for scale in figure.scales} == set(SCALES)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_scale_claims_what_lies_within_its_data(figure: PublishedFigure):
    province = SCALES["province"]
    inside = province.first <= figure.first and figure.last <= province.last and figure.area.startswith("21")
    assert ("province" in figure.scales) == inside
    # The demo covers some districts of the province only, so it cannot speak of all its tickets.
    whole = figure.dataset == "tickets" and figure.area == "210000"
    demo = SCALES["demo"]
    assert ("demo" in figure.scales) == (not whole and demo.first <= figure.first and figure.last <= demo.last)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_published_value_is_told_in_base_units_and_its_own_precision(figure: PublishedFigure):
    factor = {"%": 0.01, "亿元": 1e8, "万元": 1e4}.get(figure.unit, 1)
    assert figure.expected == pytest.approx(float(figure.published) * factor)
    if figure.precision in ("exact", "at least"):
        assert figure.tolerance == 0
        assert (figure.test == "at_least") == (figure.precision == "at least")
    elif figure.precision.endswith(" relative"):
        assert figure.tolerance == pytest.approx(float(figure.precision.split()[0]) * figure.expected)
    else:
        assert figure.tolerance == pytest.approx(float(figure.precision) * factor)


def test_the_table_keeps_its_sources_and_notes():
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["district"] and row["system"] and row["slice"] and row["measure"], row["id"]
            assert date.fromisoformat(row["period_start"]) <= date.fromisoformat(row["period_end"])


def test_claimed_figures_of_the_demo_all_hold(demo_warehouse, monkeypatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    compared = compare(LOCAL)
    assert [(item.figure.id, item.figure.expected, item.computed) for item in compared if item.verdict == DIFFERENT] == []
    for item in compared:
        assert item.verdict == (EQUAL if "demo" in item.figure.scales else NOT_CLAIMED), (item.figure.id, item.reason)
