"""The policy file as typed values: what a deployment chooses, read by the marts, the catalogue and the pages."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.contracts.model import N_
from data.contracts.problem import Problem

DEFAULT = Path(__file__).parent.parent / "policy.toml"


class PolicyError(Problem):
    """The policy file cannot be used; the message says which entry and why."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TimeLimits(_Section):
    dispatch_minutes: int = Field(gt=0)
    response_hours: int = Field(gt=0)
    default_working_days: int = Field(gt=0)
    channels: dict[str, int] = {}


class Tolerance(_Section):
    percent: float = Field(ge=0)
    hours: float = Field(ge=0)


class Seasons(_Section):
    winter_break_months: list[int]


class Pace(_Section):
    behind_limit: float = Field(gt=0)


class ExtraHolidays(_Section):
    closed: list[date] = []
    open: list[date] = []


class Policy(_Section):
    minimum_n: int = Field(ge=1)
    repeat_days: int = Field(ge=1)
    instant_minutes: int = Field(ge=1)
    generations_kept: int = Field(ge=1)
    time_limits: TimeLimits
    targets: dict[str, float]
    target_tolerance: Tolerance
    category_weights: dict[str, float]
    seasons: Seasons
    pace: Pace
    extra_holidays: ExtraHolidays


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
