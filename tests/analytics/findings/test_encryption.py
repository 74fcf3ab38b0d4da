"""Real TLS: mail by STARTTLS and from the first byte on, with sign-in, and a webhook by HTTPS; each with what can be wrong about it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from analytics.findings.delivery import Outcome
from analytics.findings.settings import Delivery, Smtp
from tests.analytics.findings.conftest import Hook, Post, hooked, posted
from tests.analytics.findings.test_delivery import LIMIT, to_post, told

USER = {"user": "grid", "password": "right one"}


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    """Of a server on 127.0.0.1."""
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(made)
    return made


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.fixture
def starttls(context: ssl.SSLContext) -> Iterator[Post]:
    with posted(tls_context=context, require_starttls=True, users={"grid": "right one"}) as post:
        yield post


@pytest.fixture
def implicit(context: ssl.SSLContext) -> Iterator[Post]:
    with posted(ssl_context=context, users={"grid": "right one"}) as post:
        yield post


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
def test_mail_goes_encrypted_and_signed_in(
    warehouse: Path, request: pytest.FixtureRequest, starttls: Post, implicit: Post, trusted: None, encryption: str
):
    post = {"starttls": starttls, "tls": implicit}[encryption]
    assert told(to_post(post, encryption=encryption, **USER), [LIMIT])[0] == Outcome("smtp a@example.cn", told=1)
    assert post.signed_in == ["grid"]
    assert len(post.got) == 1


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
def test_a_certificate_that_nobody_trusts_gets_neither_password_nor_findings(
    warehouse: Path, starttls: Post, implicit: Post, encryption: str
):
    post = {"starttls": starttls, "tls": implicit}[encryption]
    outcome, pauses = told(to_post(post, encryption=encryption, **USER), [LIMIT])
    said = str(outcome.problem)
    assert f"The certificate of the mail server 127.0.0.1:{post.port} is not trusted: unable to get local issuer certificate." in said
    assert "SSL_CERT_FILE" in said
    assert not pauses and not post.got and not post.signed_in


def test_a_certificate_of_another_host_is_told(warehouse: Path, authority: trustme.CA, trusted: None):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("mail.example.cn").configure_cert(context)
    with posted(ssl_context=context) as post:
        outcome, _pauses = told(to_post(post, encryption="tls"), [LIMIT])
    assert "is not trusted: IP address mismatch, certificate is not valid for '127.0.0.1'." in str(outcome.problem)


def test_a_wrong_password_is_one_sentence_without_it_and_not_tried_again(warehouse: Path, starttls: Post, trusted: None):
    outcome, pauses = told(to_post(starttls, encryption="starttls", user="grid", password="wrong one"), [LIMIT])
    said = str(outcome.problem)
    assert "does not accept user and password: 535 5.7.8 Authentication credentials invalid." in said
    assert "wrong one" not in said and not pauses and not starttls.got


def test_a_server_without_sign_in_is_told(warehouse: Path, post: Post):
    outcome, pauses = told(to_post(post, **USER), [LIMIT])
    assert "does not do what is asked: SMTP AUTH extension not supported by server." in str(outcome.problem)
    assert not pauses and not post.got


def test_tls_from_the_first_byte_on_a_port_without_it_is_told(warehouse: Path, post: Post):
    outcome, pauses = told(to_post(post, encryption="tls"), [LIMIT])
    assert "does not speak TLS as asked: WRONG_VERSION_NUMBER. Check port and encryption" in str(outcome.problem)
    assert not pauses


def test_port_465_speaks_tls_from_the_first_byte_and_others_starttls_unless_told_otherwise():
    given = {"host": "h", "from": "网格观 <g@example.cn>", "to": "a@example.cn"}
    ports = {465: "tls", 587: "starttls", 25: "starttls"}
    assert {port: Smtp.model_validate({**given, "port": port}).secured_by for port in ports} == ports
    assert Smtp.model_validate({**given, "port": 465, "encryption": "none"}).secured_by == "none"


def test_a_webhook_by_https_needs_a_trusted_certificate(
    warehouse: Path, context: ssl.SSLContext, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with hooked(context) as hook:
        channels = Delivery.model_validate({"webhook": {"url": f"https://127.0.0.1:{hook.port}/in/key-of-a-robot"}})
        outcome, pauses = told(channels, [LIMIT])
        said = str(outcome.problem)
        assert f"The certificate of the webhook at 127.0.0.1:{hook.port} is not trusted" in said
        assert not pauses and "key-of-a-robot" not in said
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert told(channels, [LIMIT])[0] == Outcome("webhook", told=1)


def test_no_secret_stands_in_what_is_told(warehouse: Path, hook: Hook):
    hook.answers = [500]
    channels = Delivery.model_validate({"webhook": {"url": f"http://127.0.0.1:{hook.port}/in?key=very-secret", "token": "also-secret"}})
    outcome, _pauses = told(channels, [LIMIT])
    assert "answers 500" in str(outcome.problem)
    assert "secret" not in str(outcome.problem) + repr(outcome) + repr(channels.webhook and channels.webhook.token)
