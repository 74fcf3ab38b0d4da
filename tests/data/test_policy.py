"""The policy file: what a deployment edits, and what it is told when that cannot be used."""

from pathlib import Path

import pytest

from analytics.catalogue import CATALOGUE
from data.contracts.policy import DEFAULT, PolicyError, policy
from data.contracts.tickets import CHANNELS


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def edit(old: str, new: str) -> None:
        text = DEFAULT.read_text("utf-8")
        assert old in text
        (tmp_path / "policy.toml").write_text(text.replace(old, new), "utf-8")
        monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))

    return edit


def test_the_policy_that_ships_names_only_what_exists():
    shipped = policy()
    for name in shipped.targets:
        assert CATALOGUE.measure(name).better != "neutral"
    assert set(shipped.time_limits.channels) <= set(CHANNELS)


def test_a_deployment_uses_its_own_file(edited):
    edited("minimum_n = 20", "minimum_n = 50")
    assert policy().minimum_n == 50


def test_an_edited_file_is_read_again(edited):
    edited("minimum_n = 20", "minimum_n = 50")
    assert policy().minimum_n == 50
    edited("minimum_n = 20", "minimum_n = 60  # more")
    assert policy().minimum_n == 60


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("minimum_n = 20", "minimum_n = 'many'", "entry minimum_n"),
        ("minimum_n = 20", "minimum_n = 0", "entry minimum_n"),
        ("minimum_n = 20", "", "entry minimum_n: Field required"),
        ("minimum_n = 20", "minimum_n = 20\nminimum_m = 3", "entry minimum_m"),
        ("dispatch_minutes = 60", "dispatch_minutes = -1", "entry time_limits.dispatch_minutes"),
        ("turn_seconds = 15", "turn_seconds = 0", "entry wall.turn_seconds"),
        ('panels = ["ranking", ', 'panels = ["weather", ', "entry wall.panels.0"),
        ("closed = []", "closed = ['some day']", "entry extra_holidays.closed.0"),
        ("minimum_n = 20", "minimum_n = ", "not valid TOML"),
    ],
)
def test_a_policy_that_cannot_be_used_names_the_entry(edited, old: str, new: str, message: str):
    edited(old, new)
    with pytest.raises(PolicyError) as refusal:
        policy()
    assert message in str(refusal.value)


def test_a_policy_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "none.toml"))
    with pytest.raises(PolicyError, match=r"none\.toml does not exist"):
        policy()


def test_a_policy_in_another_encoding_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "policy.toml").write_bytes(DEFAULT.read_text("utf-8").encode("gb18030"))
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))
    with pytest.raises(PolicyError, match="UTF-8"):
        policy()
