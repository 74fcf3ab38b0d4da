"""A target is judged and told in the unit of its measure, and refused where a measure cannot have one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.catalogue import CATALOGUE
from analytics.readings.targets import aim_of, target
from analytics.words.language import speaking
from data.contracts.policy import DEFAULT, PolicyError


@pytest.fixture
def aims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def write(**targets: float) -> None:
        text = DEFAULT.read_text("utf-8")
        head, rest = text.split("[targets]", 1)
        lines = "\n".join(f"{name} = {value}" for name, value in targets.items())
        (tmp_path / "policy.toml").write_text(
            f"{head}[targets]\n{lines}\n\n[target_tolerance]{rest.split('[target_tolerance]', 1)[1]}", "utf-8"
        )
        monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))

    return write


@pytest.mark.parametrize(
    ("measure", "aim", "value", "state", "told"),
    [
        ("activities", 1000, 988, "missed", "≥ 1,000 次"),  # twelve hours are no tolerance of a count
        ("activities", 1000, 1000, "met", "≥ 1,000 次"),
        ("resolution_rate", 0.95, 0.94, "near", "≥ 95%"),
        ("resolution_rate", 0.955, 0.93, "missed", "≥ 95.5%"),
        ("median_hours", 72, 80, "near", "≤ 3 天"),
        ("median_hours", 84, 97, "missed", "≤ 3.5 天"),
        ("mean_days", 2, 2.4, "near", "≤ 2 天"),  # half a day is twelve hours
        ("mean_days", 2, 12, "missed", "≤ 2 天"),
        ("time_saved", 2, 1, "missed", "≥ 2.00"),
        ("time_saved", 20, 20, "met", "≥ 20.00"),
        ("visits_per_grid", 2.5, 2.4, "missed", "≥ 2.5 次/网格"),
        ("overdue_backlog", 100, 105, "missed", "≤ 100 件"),
    ],
)
def test_a_target_is_judged_and_told_in_its_own_unit(aims, measure: str, aim: float, value: float, state: str, told: str):
    aims(**{measure: aim})
    with speaking("zh_CN"):
        found = target(CATALOGUE.measure(measure), value)
    assert found is not None
    assert (found.state, found.aim) == (state, told)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("received", "entry targets.received: of this measure neither more nor less is better"),
        ("resolution_rat", "entry targets.resolution_rat: there is no such measure. Did you mean resolution_rate?"),
    ],
)
def test_a_target_that_cannot_be_is_refused_with_a_sentence_whatever_is_asked_for(aims, name: str, says: str):
    aims(**{"resolution_rate": 0.95, name: 1})
    with pytest.raises(PolicyError) as refusal:
        aim_of("resolution_rate")
    assert says in str(refusal.value)
    assert "Possible: resolved, " in str(refusal.value)
