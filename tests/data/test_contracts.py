"""The contracts: complete, documented, and in step with the marts."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.catalogue import CATALOGUE
from data.assemble import ORDER
from data.contracts import CONTRACTS, LEVELS
from data.contracts.model import DUCKDB_TYPES, Between, Contract, NotBefore, Personal, Plausible
from data.contracts.tickets import CHANNELS, TICKETS
from data.store import read_only
from tests.support.warehouses import publish

EVERY = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=list(CONTRACTS))


@EVERY
def test_a_contract_documents_every_column(contract: Contract):
    assert contract.grain.startswith("one row per ")
    assert len(set(contract.names)) == len(contract.names)
    for column in contract.columns:
        assert column.meaning.strip().endswith((".", "…")), column.name
        assert column.type in DUCKDB_TYPES


@EVERY
def test_the_key_of_a_contract_is_required(contract: Contract):
    assert contract.key
    assert all(contract[name].required for name in contract.key)


@EVERY
def test_the_rules_of_a_contract_speak_of_its_columns(contract: Contract):
    for rule in contract.rules:
        named = {NotBefore: ("later", "earlier"), Between: ("column",), Plausible: ("column",)}[type(rule)]
        assert {getattr(rule, name) for name in named} <= set(contract.names)


def test_every_contract_has_a_mart_and_a_place_in_the_order():
    assert set(ORDER) == set(CONTRACTS)


def test_the_reporter_is_a_key_and_free_text_is_masked():
    assert TICKETS["reporter_key"].personal == Personal.KEY
    assert TICKETS["title"].personal == Personal.FREE_TEXT


def test_the_channels_seen_in_the_field_have_names():
    seen = """hotline_12345 hotline_8890 city_management grid_platform grid_report snapshot_app wechat window walk_visit problem_ledger
    joint_meeting council_meeting enterprise_visit enterprise_express project_home wish_order talent_need joint_enforcement""".split()
    assert list(CHANNELS) == seen


def test_an_unknown_column_is_a_key_error():
    with pytest.raises(KeyError, match="tickets has no column colour"):
        TICKETS["colour"]


def test_every_mart_keeps_the_columns_of_its_contract_or_the_area_in_their_place(tmp_path: Path):
    generation = publish(tmp_path)
    with read_only(generation.path) as connection:
        for table, contract in CONTRACTS.items():
            columns = {name for (name, *_) in connection.execute(f"DESCRIBE {table}").fetchall()}
            assert set(contract.names) <= columns, table
        for model in CATALOGUE.models:
            columns = {name for (name, *_) in connection.execute(f"DESCRIBE {model.table}").fetchall()}
            assert set(LEVELS) <= columns, model.table
