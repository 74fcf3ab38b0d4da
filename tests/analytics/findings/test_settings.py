"""The secrets file: every mistake in it is one sentence that never tells a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.findings.settings import SettingsError, settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "neither [delivery.smtp] nor [delivery.webhook]"),
        ("[delivery.webhook]\nurl = 'ftp://x'", "entry delivery.webhook.url"),
        ("[delivery.webhook]\nurl = 'https://x'\ntokn = 'very secret'", "entry delivery.webhook.tokn"),
        ("[delivery.smtp]\nhost = 'h'\nfrom = 'a@b'", "entry delivery.smtp.to"),
        ("[delivery.smtp]\nhost = 'h'\nfrom = 'nobody'\nto = 'a@b'", "entry delivery.smtp.from"),
        ("[delivery.smtp]\nhost = 'h:25'\nfrom = 'a@b'\nto = 'a@b'", "entry delivery.smtp.host: give the name of a server"),
        ("[delivery.smtp]\nhost = 'h'\nfrom = 'a@b'\nto = ['a@b', 'x']", "entry delivery.smtp.to.1: give one mail address"),
        (
            "[delivery.smtp]\nhost = 'h'\nfrom = 'a@b'\nto = 'a@b'\npassword = '非常 very secret'",
            "entry delivery.smtp.password: only letters",
        ),
        ("[delivery.smtp]\nhost = 'h'\nfrom = 'a@b'\nto = 'a@b'\nencryption = 'ssl'", "entry delivery.smtp.encryption"),
        ("[delivery.webhook]\nurl = 'https://me:very secret@x/in'", "entry delivery.webhook.url: give an address such as"),
        ("[delivery.webhook]\nurl = 'https://x:very secret/in'", "entry delivery.webhook.url"),
        ('[delivery.webhook]\nurl = "https://x"\ntoken = "very secret\\n"', "entry delivery.webhook.token: only letters"),
        ("[delivery.webhook]\nurl = 'https://x'", "Set address under [delivery] of the policy"),
        ("[delivery", "cannot be read"),
    ],
)
def test_a_mistake_in_the_secrets_is_one_sentence_without_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str):
    path = tmp_path / "secrets.toml"
    path.write_text(text)
    monkeypatch.setenv("GRIDSCOPE_SECRETS", str(path))
    with pytest.raises(SettingsError) as caught:
        settings()
    assert said in str(caught.value)
    assert "very secret" not in str(caught.value)


def test_secrets_that_are_nowhere_are_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_SECRETS", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match="does not exist"):
        settings()
