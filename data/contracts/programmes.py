"""Programmes as a deployment declares them: one short TOML file each, read as typed values.

A programme is a way that things go: what enters it, by which steps, who holds it meanwhile, and what was published of it.
"""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from data.contracts.model import N_
from data.contracts.problem import Message, Problem

SHIPPED = Path(__file__).parent.parent / "programmes"
SUFFIX = ".toml"
HOURS = {"小时": 1, "hours": 1, "hour": 1, "天": 24, "日": 24, "days": 24, "day": 24}
DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(\D+)")


class ProgrammeError(Problem):
    """A file of a programme cannot be used; the message names file, entry and what is possible."""


def _hours(value: object) -> object:
    """15 天, 12 hours → hours."""
    found = DURATION.fullmatch(str(value).strip())
    if not found or found[2].strip() not in HOURS:
        raise ValueError(f"write a number and one of {', '.join(HOURS)}, such as 15 天")
    return float(found[1]) * HOURS[found[2].strip()]


Hours = Annotated[float, BeforeValidator(_hours), Field(gt=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_Part):
    """`reached` is the moment at which an item comes to the step, counted only where the mark `given` is set; it waits there until the next."""

    name: str = Field(min_length=1)
    reached: str = Field(min_length=1)
    given: str = ""
    note: str = ""
    limit: Hours | None = None  # hours
    en: str = ""


class Fact(_Part):
    """Published, but in no ledger: told with the reason why nothing computes it."""

    label: str = Field(min_length=1)
    value: str = Field(min_length=1)
    reason: str = ""


class Programme(_Part):
    """`where`: filters as ask() takes them. `area`: where the page opens. `published`: numbers of the table of published figures."""

    name: str = Field(min_length=1)
    sentence: str = Field(min_length=1)
    source: Literal["tickets", "activities", "investment", "renovation"] = Field(alias="from")
    where: tuple[str, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=2, max_length=9)
    area: str = ""
    since: date
    holder: str = ""
    unit: str = "件"
    limit: Hours | None = None  # hours, of the whole way
    report_day: int | None = Field(default=None, ge=1, le=28)
    published: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    en: str = ""
    sentence_en: str = ""
    id: str = ""

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def last(self) -> Step:
        return self.steps[-1]


def programmes() -> tuple[tuple[Programme, ...], tuple[ProgrammeError, ...]]:
    """Those that can be read, in the order of their files, and what is wrong with the others.

    GRIDSCOPE_PROGRAMMES names a folder of the deployment's own; a file there replaces the shipped one of the same name.
    """
    files = {path.name: path for folder in _folders() for path in sorted(folder.glob(f"*{SUFFIX}"))}
    good, bad = [], []
    for path in sorted(files.values(), key=lambda path: path.name):
        try:
            good.append(_read(path, path.stat().st_mtime_ns))
        except ProgrammeError as error:
            bad.append(error)
    return tuple(good), tuple(bad)


def _folders() -> list[Path]:
    own = os.environ.get("GRIDSCOPE_PROGRAMMES")
    if own and not Path(own).is_dir():
        raise ProgrammeError(N_("GRIDSCOPE_PROGRAMMES is {path}, which is no folder."), path=own)
    return [SHIPPED, *([Path(own)] if own else [])]


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int) -> Programme:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ProgrammeError(N_("The programme {file} is not UTF-8 text. Save it as UTF-8."), file=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(N_("The programme {file} is not valid TOML: {reason}."), file=path.name, reason=error) from error
    try:
        return Programme.model_validate({**told, "id": path.stem.partition("_")[2] or path.stem})
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise ProgrammeError(
            N_("The programme {file}, entry {entry}: {reason}.{possible}"),
            file=path.name,
            entry=entry,
            reason=first["msg"].removeprefix("Value error, "),
            possible=_possible(first["loc"]) if first["type"] == "extra_forbidden" else "",
        ) from error


def _possible(place: tuple[int | str, ...]) -> Message:
    parts: dict[str, type[BaseModel]] = {"steps": Step, "facts": Fact}
    inside = parts.get(str(place[0]), Programme) if len(place) > 1 else Programme
    names = [field.alias or name for name, field in inside.model_fields.items() if name != "id"]
    return Message(N_(" Possible: {names}."), names=names)
