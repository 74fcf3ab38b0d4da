"""Findings are told once, to servers that really listen, and later where they do not."""

from __future__ import annotations

import email
import email.policy
import socket
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from analytics.asking.scope import Scope
from analytics.findings.delivery import Outcome, deliver, is_quiet
from analytics.findings.journal import JOURNAL
from analytics.findings.notices import Notice
from analytics.findings.settings import Delivery
from analytics.words.language import ENGLISH, speaking
from data.store import Warehouse
from tests.analytics.findings.conftest import Hook, Post

SCOPE = Scope(area="211302", window="this_month")
NOON = datetime(2021, 6, 2, 12)
LIMIT = Notice(
    kind="limit",
    measure="resolution_rate",
    area="211302001",
    subject="",
    start="2021-06-01",
    severity="warning",
    effect=0.4,
    certainty=0.999,
    title={"zh_CN": "S1 办结率明显偏低", "en": "S1: low resolution rate"},
    evidence={"zh_CN": "371 件中 66.6%", "en": "66.6% of 371 cases"},
    link="https://g.example.cn/districts?area=211302",
)
SILENCE = replace(LIMIT, kind="silence", measure="received", title={"zh_CN": "G1 上报明显偏少", "en": "G1 reports far less than usual"})


def to_hook(hook: Hook, token: str = "") -> Delivery:
    return Delivery.model_validate({"webhook": {"url": f"http://127.0.0.1:{hook.port}/in", "token": token}})


def to_post(post: Post, **more: object) -> Delivery:
    return Delivery.model_validate(
        {"smtp": {"host": "127.0.0.1", "port": post.port, "from": "g@example.cn", "to": "a@example.cn", "encryption": "none", **more}}
    )


def content(message: EmailMessage, kind: str) -> str:
    """The plain or the HTML part of a mail."""
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def told(channels: Delivery, seen: list[Notice], at: datetime = NOON) -> tuple[Outcome, list[float]]:
    """The outcome of the one channel and the pauses between its tries, which are not waited for."""
    pauses: list[float] = []
    [outcome] = deliver(channels, SCOPE, seen, at, pauses.append)
    return outcome, pauses


def test_a_mail_says_the_findings_in_the_language_of_the_run(warehouse: Path, post: Post):
    with speaking(ENGLISH):
        assert told(to_post(post), [LIMIT, SILENCE])[0] == Outcome("smtp a@example.cn", told=2)
    [envelope] = post.got
    assert (envelope.mail_from, envelope.rcpt_tos) == ("g@example.cn", ["a@example.cn"])
    assert isinstance(envelope.content, bytes)
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message["Subject"] == "D: 2 findings"
    assert message.get_content_type() == "multipart/alternative"
    text = content(message, "plain")
    assert "[Warning] S1: low resolution rate" in text
    assert "https://g.example.cn/districts?area=211302" in text
    assert told(to_post(post), [LIMIT, SILENCE])[0].told == 0


def test_a_mail_program_that_shows_html_has_the_same_to_read_and_a_word_to_press(warehouse: Path, post: Post):
    odd = replace(LIMIT, title=LIMIT.title | {"zh_CN": "S1 <b>&"}, link="https://g.example.cn/cases?area=1&state=overdue")
    told(to_post(post), [odd, SILENCE])
    delivered = post.got[0].content
    assert isinstance(delivered, bytes)
    page = content(email.message_from_bytes(delivered, policy=email.policy.default), "html")
    assert "<b>S1 &lt;b&gt;&amp;</b>" in page
    assert '<a href="https://g.example.cn/cases?area=1&amp;state=overdue"' in page
    assert page.count("371 件中 66.6%") == 2


def test_a_chinese_mail_arrives_unharmed(warehouse: Path, post: Post):
    told(to_post(post), [LIMIT])
    delivered = post.got[0].content
    assert isinstance(delivered, bytes)
    message = email.message_from_bytes(delivered, policy=email.policy.default)
    assert message["Subject"] == "D：1 项需要关注"
    assert "S1 办结率明显偏低" in content(message, "plain")


def test_a_webhook_gets_both_languages_and_its_token(warehouse: Path, hook: Hook):
    assert told(to_hook(hook, "secret"), [LIMIT])[0] == Outcome("webhook", told=1)
    [document] = hook.got
    assert document["findings"][0]["title"] == LIMIT.title
    assert (document["area"], document["name"]) == ("211302", "D")
    assert hook.headers[0]["Authorization"] == "Bearer secret"


def test_an_error_of_the_server_is_tried_again_with_the_same_identity(warehouse: Path, hook: Hook):
    hook.answers = [500, 200]
    assert told(to_hook(hook), [LIMIT]) == (Outcome("webhook", told=1), [2])
    assert len({headers["Idempotency-Key"] for headers in hook.headers}) == 1
    assert told(to_hook(hook), [LIMIT])[0].told == 0
    assert len(hook.got) == 2


def test_no_answer_in_time_is_tried_again(warehouse: Path, hook: Hook):
    hook.answers = [0, 200]
    assert told(to_hook(hook), [LIMIT]) == (Outcome("webhook", told=1), [2])


def test_nobody_who_listens_is_given_up_after_growing_pauses_and_told_by_the_next_run(warehouse: Path, hook: Hook):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = Hook(port=free.getsockname()[1])
    for channels in (to_hook(nobody), to_post(Post(port=nobody.port))):
        outcome, pauses = told(channels, [LIMIT])
        assert pauses == [2, 4, 8]
        assert "cannot be reached" in str(outcome.problem)
        assert "Attempts: 4." in str(outcome.problem)
    assert told(to_hook(hook), [LIMIT])[0].told == 1


@pytest.mark.parametrize("answer", [401, 302, 404])
def test_a_refusal_is_not_tried_again(warehouse: Path, hook: Hook, answer: int):
    hook.answers = [answer]
    outcome, pauses = told(to_hook(hook), [LIMIT])
    assert (len(hook.got), pauses) == (1, [])
    assert str(answer) in str(outcome.problem)


def test_a_robot_that_says_200_and_takes_nothing_has_refused(warehouse: Path, hook: Hook):
    hook.body = b'{"errcode": 40008, "errmsg": "invalid message type"}'
    outcome, pauses = told(to_hook(hook), [LIMIT])
    assert "answers 40008 invalid message type." in str(outcome.problem)
    assert not pauses
    hook.body = b'{"errcode": 0, "errmsg": "ok"}'
    assert told(to_hook(hook), [LIMIT])[0].told == 1


def test_a_mail_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not(warehouse: Path, post: Post):
    post.refusals = ["451 later"]
    assert told(to_post(post), [LIMIT]) == (Outcome("smtp a@example.cn", told=1), [2])
    post.refusals = ["554 never"]
    outcome, pauses = told(to_post(post), [LIMIT, SILENCE])
    assert pauses == []
    assert "554: never" in str(outcome.problem)


def test_a_mail_server_without_encryption_gets_nothing_where_it_is_wanted(warehouse: Path, post: Post):
    outcome, pauses = told(to_post(post, encryption="starttls"), [LIMIT])
    assert not post.got and not pauses
    assert "does not do what is asked" in str(outcome.problem)


def test_a_channel_that_fails_does_not_keep_the_other_from_its_news_nor_make_it_hear_them_twice(warehouse: Path, hook: Hook, post: Post):
    both = Delivery(smtp=to_post(post).smtp, webhook=to_hook(hook).webhook)
    hook.answers = [404, 200]
    first = deliver(both, SCOPE, [LIMIT], NOON)
    assert [(outcome.channel, outcome.told) for outcome in first] == [("smtp a@example.cn", 1), ("webhook", 0)]
    second = deliver(both, SCOPE, [LIMIT], NOON)
    assert [(outcome.channel, outcome.told) for outcome in second] == [("smtp a@example.cn", 0), ("webhook", 1)]


def test_a_finding_is_told_again_only_when_it_has_worsened_or_was_gone_for_a_day(warehouse: Path, hook: Hook):
    channels = to_hook(hook)
    later = replace(LIMIT, start="2021-06-02", effect=0.45)  # the window has moved on: the same episode
    worst = replace(LIMIT, effect=0.5, severity="breach")
    counts = [
        told(channels, seen, NOON + timedelta(hours=hours))[0].told
        for hours, seen in (
            (0, [LIMIT]),
            (1, [later]),
            (2, [replace(LIMIT, effect=0.5)]),  # a quarter more
            (3, [replace(LIMIT, effect=0.5)]),
            (4, [worst]),
            (5, []),
            (6, [worst]),  # at the edge of its threshold a finding comes and goes
            (7, []),
            (30, [worst]),
            (31, []),
            (54, []),
        )
    ]
    assert counts == [1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
    starts = [line["notice"]["start"] for line in Warehouse().noted(JOURNAL)]  # type: ignore[index]
    assert set(starts) == {"2021-06-01"}
    assert told(channels, [replace(LIMIT, start="2021-06-04")], NOON + timedelta(hours=55))[0].told == 1
    assert Warehouse().noted(JOURNAL)[-1]["notice"]["start"] == "2021-06-04"  # type: ignore[index]


def test_another_area_or_window_is_another_watch(warehouse: Path, hook: Hook):
    channels = to_hook(hook)
    for scope in (SCOPE, replace(SCOPE, window="this_year"), SCOPE.within("211302001")):
        assert [outcome.told for outcome in deliver(channels, scope, [LIMIT], NOON)] == [1]


def test_in_quiet_hours_findings_wait_and_are_told_after_even_those_gone_by_then(warehouse: Path, hook: Hook, quiet: None):
    channels = to_hook(hook)
    assert told(channels, [LIMIT, SILENCE], datetime(2021, 6, 2, 23))[0] == Outcome("webhook", held=2)
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 3))[0].told == 0
    assert not hook.got
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 8))[0].told == 2
    assert [(item["kind"], item["gone"]) for item in hook.got[0]["findings"]] == [("limit", False), ("silence", True)]
    assert "现已消失" in hook.got[0]["text"]
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 9))[0].told == 0
    assert told(channels, [LIMIT, SILENCE], datetime(2021, 6, 3, 10))[0].told == 0  # back within the day: known
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 11))[0].told == 0
    assert told(channels, [LIMIT, SILENCE], datetime(2021, 6, 4, 12))[0].told == 1


def test_what_waits_all_night_is_noted_once(warehouse: Path, hook: Hook, quiet: None):
    for minute in range(0, 60, 10):
        told(to_hook(hook), [replace(LIMIT, link=f"https://g.example.cn/?as_of={minute}")], datetime(2021, 6, 3, 1, minute))
    assert [line["event"] for line in Warehouse().noted(JOURNAL)] == ["held"]


def test_held_gone_and_back_before_the_morning_is_told_once(warehouse: Path, hook: Hook, quiet: None):
    channels = to_hook(hook)
    for hour, seen in ((1, [LIMIT]), (2, []), (3, [LIMIT])):
        told(channels, seen, datetime(2021, 6, 3, hour))
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 8))[0].told == 1
    assert [item["gone"] for item in hook.got[0]["findings"]] == [False]
    assert told(channels, [LIMIT], datetime(2021, 6, 3, 9))[0].told == 0


@pytest.fixture
def quiet(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = warehouse.parent / "policy.toml"
    text = path.read_text("utf-8").replace("# quiet_from", 'quiet_from = "21:30"').replace("# quiet_until", 'quiet_until = "07:30"')
    (warehouse.parent / "quiet.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(warehouse.parent / "quiet.toml"))


def test_quiet_hours_reach_over_midnight_and_end_on_time(warehouse: Path, quiet: None):
    hours = {(21, 29): False, (21, 30): True, (0, 0): True, (7, 29): True, (7, 30): False, (12, 0): False}
    assert {clock: is_quiet(datetime(2021, 6, 3, *clock)) for clock in hours} == hours
