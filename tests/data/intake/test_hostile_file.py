"""The hostile sample, counted by hand: the comments of data/samples/make_samples.py number its lines."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.intake.importer import import_files
from tests.data.intake.conftest import SAMPLES, Query


@pytest.fixture
def report(warehouse):
    return import_files([SAMPLES / "hostile_gb18030.csv"], warehouse=warehouse, accept_losses=True).tables[0]


def test_every_line_ends_where_it_was_counted_by_hand(report):
    counted = {
        "lines": 30,
        "header": 2,
        "blank": 3,
        "joined": 1,
        "accepted": 11,
        "new": 11,
        "updated": 0,
        "unchanged": 0,
        "quarantined_lines": 13,
    }
    assert report.counts() == counted


def test_every_quarantined_line_has_all_its_reasons(report, query: Query):
    assert dict(query("SELECT line, reasons FROM quarantine")) == {
        4: ["superseded:24"],
        10: ["broken_quote"],
        12: ["columns:16:15"],
        13: ["columns:3:15"],
        14: ["repeated_header"],
        15: ["missing:received_at"],
        16: ["not_a_timestamp:received_at:2021-13-45 00:00:00"],
        17: ["before:resolved_at:received_at"],
        22: ["test_row"],
        23: ["duplicate:3"],
        27: ["missing:received_at", "not_an_integer:rating:好"],
        28: ["undecodable"],
        30: ["footer"],
    }


def test_the_encoding_is_found_and_its_confidence_stated(report):
    assert report.encoding == "gb18030"
    assert report.confidence > 0.9


def test_dates_of_every_spelling_are_read(report, query: Query):
    times = dict(query("SELECT ticket_id, received_at FROM tickets"))
    assert times["SYN0003"] == datetime(2021, 1, 6, 22, 15)
    assert times["SYN0020"] == datetime(2021, 1, 4, 8, 5)
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'SYN0026'") == [datetime(2021, 1, 7, 12, 0)]
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'SYN0018'") == [datetime(2021, 1, 4, 23, 59, 59)]


def test_a_record_over_two_lines_is_one_ticket(report, query: Query):
    assert query("SELECT title FROM tickets WHERE ticket_id = 'SYN0010'") == ["合成数据：第一行 第二行,还有逗号"]


def test_the_newer_version_of_a_ticket_wins(report, query: Query):
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'SYN0002'") == [datetime(2021, 1, 7, 12, 0)]


def test_a_case_marked_void_is_void_from_the_last_known_moment(report, query: Query):
    assert query("SELECT ticket_id, void_at FROM tickets WHERE void_at IS NOT NULL") == [("SYN0021", datetime(2021, 1, 6, 10, 0))]


def test_no_phone_number_and_no_name_reaches_the_generation(report, query: Query):
    everything = query("SELECT string_agg(concat_ws('|', title, reporter_key), ' ') FROM tickets")[0]
    everything += query("SELECT string_agg(raw || array_to_string(reasons, ' '), ' ') FROM quarantine")[0]
    assert not [text for text in ("13800000001", "13800000002", "13800000003", "2600000", "张示例", "李示例") if text in everything]
    assert query("SELECT title FROM tickets WHERE ticket_id = 'SYN0025'") == ["合成数据：请回电***或***"]


def test_the_same_reporter_keeps_the_same_key(report, query: Query):
    keys = dict(query("SELECT ticket_id, reporter_key FROM tickets"))
    assert keys["SYN0001"] == keys["SYN0011" if "SYN0011" in keys else "SYN0012"]
    assert keys["SYN0020"] is None
