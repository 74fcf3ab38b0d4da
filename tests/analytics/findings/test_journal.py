"""The journal: what one recipient has heard survives restarts, failures of another one, damage and older versions."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from analytics.findings.delivery import deliver
from analytics.findings.journal import JOURNAL, watch
from analytics.findings.settings import Delivery
from data.store import StoreError, Warehouse
from tests.analytics.findings.conftest import Hook, Post
from tests.analytics.findings.test_delivery import LIMIT, NOON, SCOPE, SILENCE, to_hook, to_post, told


def to_two(post: Post) -> Delivery:
    return to_post(post, to=["a@example.cn", "b@example.cn", "a@example.cn"])


def test_a_recipient_who_is_refused_gets_it_with_the_next_run_and_the_other_one_not_again(warehouse: Path, post: Post):
    post.unknown = {"a@example.cn"}
    first = deliver(to_two(post), SCOPE, [LIMIT], NOON)
    assert [(outcome.channel, outcome.told) for outcome in first] == [("smtp a@example.cn", 0), ("smtp b@example.cn", 1)]
    assert "refuses a@example.cn: 550 no such user." in str(first[0].problem)
    post.unknown = set()
    assert [outcome.told for outcome in deliver(to_two(post), SCOPE, [LIMIT, SILENCE], NOON)] == [2, 1]
    assert [envelope.rcpt_tos for envelope in post.got] == [["b@example.cn"], ["a@example.cn"], ["b@example.cn"]]


def test_a_server_that_is_down_is_waited_for_once_and_not_for_every_recipient(warehouse: Path):
    pauses: list[float] = []
    outcomes = deliver(to_two(Post(port=1)), SCOPE, [LIMIT], NOON, pauses.append)
    assert pauses == [2, 4, 8]
    assert all("cannot be reached" in str(outcome.problem) for outcome in outcomes)


def test_runs_at_the_same_moment_tell_it_once(warehouse: Path, hook: Hook):
    with ThreadPoolExecutor(3) as runs:
        outcomes = [runs.submit(deliver, to_hook(hook), SCOPE, [LIMIT], NOON) for _run in range(3)]
    assert sorted(outcome.told for run in outcomes for outcome in run.result()) == [0, 0, 1]
    assert len(hook.got) == 1


def test_a_line_that_was_broken_off_costs_only_itself(warehouse: Path, hook: Hook, caplog: pytest.LogCaptureFixture):
    told(to_hook(hook), [LIMIT, SILENCE])
    path = warehouse / f"{JOURNAL}.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert told(to_hook(hook), [LIMIT, SILENCE])[0].told == 1
    assert "lines [2] are damaged" in caplog.text
    assert told(to_hook(hook), [LIMIT, SILENCE])[0].told == 0
    assert [item["kind"] for item in hook.got[1]["findings"]] == ["silence"]


def test_what_an_older_version_has_told_by_mail_is_known_to_every_recipient(warehouse: Path, post: Post):
    entry = {"channel": "smtp", "watch": watch(SCOPE), "event": "told", "notice": asdict(LIMIT) | {"a field of old": 1}}
    lines = [entry, {**entry, "notice": {"kind": "of another shape"}}, {**entry, "event": "unheard of"}, "no entry"]
    (warehouse / f"{JOURNAL}.jsonl").write_text(
        "\n".join(json.dumps({"at": "2021-06-02 11:00:00", **line} if isinstance(line, dict) else line) for line in lines)
    )
    assert [outcome.told for outcome in deliver(to_two(post), SCOPE, [LIMIT, SILENCE], NOON + timedelta(hours=1))] == [1, 1]
    assert len(Warehouse().noted(JOURNAL)) == 5


def test_a_warehouse_that_cannot_be_written_is_told_before_anything_is_sent(warehouse: Path, hook: Hook):
    (warehouse / f".{JOURNAL}.lock").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        told(to_hook(hook), [LIMIT])
    assert not hook.got
