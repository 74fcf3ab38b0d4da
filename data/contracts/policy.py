"""The policy file as typed values: what a deployment chooses, read by the marts, the catalogue and the pages."""

from __future__ import annotations

import os
import tomllib
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.contracts.model import N_
from data.contracts.problem import Problem

DEFAULT = Path(__file__).parent.parent / "policy.toml"
WallPanel = Literal["ranking", "flow", "renovation", "investment", "findings"]


class PolicyError(Problem):
    """The policy file cannot be used; the message says which entry and why."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TimeLimits(_Section):
    dispatch_minutes: int = Field(gt=0)
    response_hours: int = Field(gt=0)
    default_working_days: int = Field(gt=0)
    channels: dict[str, int] = {}


class Losses(_Section):
    """From which share of lost lines, and of lost cells of one column, an import asks for an explicit yes."""

    lines: float = Field(default=0.05, ge=0, le=1)
    column: float = Field(default=0.20, ge=0, le=1)


class Tolerance(_Section):
    percent: float = Field(ge=0)
    hours: float = Field(ge=0)


class Seasons(_Section):
    winter_break_months: list[int]
    winter_pace: float = Field(default=0, ge=0, lt=1)


class Pace(_Section):
    behind_limit: float = Field(gt=0)


class Investment(_Section):
    """From how many yuan on a project is large; after how many days without the next step it is one to help."""

    large_project: int = Field(default=100_000_000, gt=0)
    signed_without_landing_days: int = Field(default=180, gt=0)
    landed_without_inflow_days: int = Field(default=90, gt=0)


class Visits(_Section):
    """After how many days without a visit a grid is listed."""

    long_without_days: int = Field(default=60, gt=0)


class ExtraHolidays(_Section):
    closed: list[date] = []
    open: list[date] = []


class ScoredMeasure(_Section):
    """Points from 0 at `floor` to 100 at `target`; the target is the lower of both where less is better."""

    weight: float = Field(ge=0, le=1)
    floor: float
    target: float


class ScorePreset(_Section):
    label: str
    source: str = Field(min_length=1)
    measures: dict[str, ScoredMeasure] = Field(min_length=1)


class Findings(_Section):
    """How sure and how large something is before it is a finding."""

    false_share: float = Field(default=0.05, gt=0, lt=1)
    limit_confidence: float = Field(default=0.998, gt=0.5, lt=1)
    limit_points: float = Field(default=0.015, ge=0, lt=1)
    growing_periods: int = Field(default=3, ge=1)
    growth_times: float = Field(default=1.5, ge=1)
    surge_times: float = Field(default=2, ge=1)
    cluster_fewest: int = Field(default=5, ge=2)
    cluster_days: int = Field(default=3, ge=1)


class PeersRule(_Section):
    """When a unit is told apart from its peers, and how large a difference the cases that it would need are told for."""

    false_share: float = Field(default=0.05, gt=0, lt=1)
    points: float = Field(default=0.02, ge=0, lt=1)
    needed_for: float = Field(default=0.10, gt=0, lt=1)


class Delivery(_Section):
    """When findings may be sent, when one is worth telling again, and how stubbornly; without quiet hours every hour will do."""

    address: str = Field(default="", pattern=r"^(https?://[!-~]+)?$")
    quiet_from: time | None = None
    quiet_until: time | None = None
    worse_by: float = Field(default=0.25, gt=0)
    again_after_hours: float = Field(default=24, ge=0)
    attempts: int = Field(default=4, ge=1, le=10)
    wait_seconds: float = Field(default=2, ge=0)
    timeout_seconds: float = Field(default=15, gt=0)

    @model_validator(mode="after")
    def _both_or_none(self) -> Delivery:
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours need both quiet_from and quiet_until")
        return self


class Wall(_Section):
    """What the wall shows and how patient it is; every entry can stand in the address of a wall as well."""

    panels: tuple[WallPanel, ...] = Field(default=("ranking", "flow", "renovation", "investment", "findings"), min_length=1, max_length=6)
    title: str = ""
    titles: dict[WallPanel, str] = {}
    turn_seconds: float = Field(default=15, gt=0)
    tour_seconds: float = Field(default=6, gt=0)
    refresh_seconds: float = Field(default=60, gt=0)
    beat_seconds: float = Field(default=10, gt=0)
    data_amber_hours: float = Field(default=26, gt=0)
    data_red_hours: float = Field(default=74, gt=0)
    link_amber_seconds: float = Field(default=30, gt=0)
    link_red_seconds: float = Field(default=90, gt=0)
    reload_seconds: float = Field(default=120, gt=0)


class Policy(_Section):
    minimum_n: int = Field(ge=1)
    repeat_days: int = Field(ge=1)
    instant_minutes: int = Field(ge=1)
    generations_kept: int = Field(ge=1)
    losses: Losses = Losses()
    time_limits: TimeLimits
    targets: dict[str, float]
    target_tolerance: Tolerance
    category_weights: dict[str, float]
    seasons: Seasons
    pace: Pace
    investment: Investment = Investment()
    extra_holidays: ExtraHolidays
    visits: Visits = Visits()
    score: dict[str, ScorePreset] = {}
    grades: dict[str, float] = {}
    wall: Wall = Wall()
    peers: PeersRule = PeersRule()
    findings: Findings = Findings()
    delivery: Delivery = Delivery()


def policy() -> Policy:
    """The policy of this deployment: GRIDSCOPE_POLICY, or the one that ships.

    Raises PolicyError with the entry and the reason when the file cannot be used.
    """
    path = Path(os.environ.get("GRIDSCOPE_POLICY", DEFAULT))
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise PolicyError(N_("The policy file {path} does not exist. Set GRIDSCOPE_POLICY to a file that does."), path=path) from None


def version() -> tuple[str, int]:
    """Changes with the policy file, so that what was derived from it can be kept."""
    path = Path(os.environ.get("GRIDSCOPE_POLICY", DEFAULT))
    return str(path), path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _read(path: Path, _modified: int) -> Policy:
    try:
        return Policy.model_validate(tomllib.loads(path.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise PolicyError(N_("The policy file {path} is not UTF-8 text. Save it as UTF-8."), path=path) from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(N_("The policy file {path} is not valid TOML: {reason}."), path=path, reason=error) from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise PolicyError(N_("The policy file {path}, entry {entry}: {reason}."), path=path, entry=entry, reason=first["msg"]) from error
