"""How people come in: the section [gridscope] of the secrets file, typed; without it everything is open to whoever reaches the server."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from data.contracts.model import N_
from data.contracts.problem import Problem

DEFAULT = Path(".streamlit") / "secrets.toml"
Way = Literal["open", "accounts", "header", "oidc", "cas"]


class GateError(Problem):
    """The settings of the gate cannot be used; the message says which entry and why, never its value."""


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[!-~]*)?", text):
        raise ValueError("give an address such as https://sso.example.cn/cas")
    return text.rstrip("/")


Address = Annotated[str, AfterValidator(_address)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Oidc(_Section):
    """`issuer` is where /.well-known/openid-configuration lies; the claims say who somebody is and what he may see."""

    issuer: Address
    client_id: str = Field(min_length=1)
    client_secret: SecretStr
    scope: str = "openid profile"
    name_claim: str = "preferred_username"
    role_claim: str = ""
    areas_claim: str = ""


class Cas(_Section):
    server: Address
    name_attribute: str = ""
    role_attribute: str = ""
    areas_attribute: str = ""


class Proxy(_Section):
    """A proxy that has asked already: it sends who it is in one header, and in another a secret that only it knows."""

    name_header: str = "X-Forwarded-User"
    role_header: str = ""
    areas_header: str = ""
    secret_header: str = "X-Proxy-Secret"
    secret: SecretStr = Field(min_length=16)


class Settings(_Section):
    """`address` is the one that stands in browsers: single sign-on returns there, and over https cookies never leave it."""

    sign_in: tuple[Way, ...] = ("open",)
    address: Address | None = None
    hosts: tuple[str, ...] = ()
    organisation: str = ""
    idle_minutes: int = Field(default=30, ge=1)
    longest_hours: int = Field(default=12, ge=1)
    rights: Path | None = None
    accounts: Path | None = None
    frames: tuple[str, ...] = ()
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    oidc: Oidc | None = None
    cas: Cas | None = None
    header: Proxy | None = None

    @field_validator("sign_in", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        if not self.sign_in or ("open" in self.sign_in and len(self.sign_in) > 1):
            raise ValueError("sign_in is open, or one or more of accounts, header, oidc, cas")
        for way in ("oidc", "cas", "header"):
            if way in self.sign_in and getattr(self, way) is None:
                raise ValueError(f"sign_in names {way}, but there is no section [gridscope.{way}]")
        if {"oidc", "cas"} & set(self.sign_in) and self.address is None:
            raise ValueError("single sign-on needs address = …, the one that stands in browsers")
        return self

    @property
    def is_open(self) -> bool:
        return self.sign_in == ("open",)

    @property
    def secure(self) -> bool:
        """Whether browsers reach this over https only."""
        return bool(self.address and self.address.startswith("https://"))

    @property
    def known_hosts(self) -> tuple[str, ...]:
        own = urlsplit(self.address).hostname if self.address else None
        return tuple(name.lower() for name in (*self.hosts, *([own] if own else [])))


def secrets_file() -> Path:
    return Path(os.environ.get("GRIDSCOPE_SECRETS", DEFAULT))


@cache
def settings() -> Settings:
    """Read once: who may come in does not change under those who are in. Raises GateError; a server that cannot read them does not start."""
    return read(secrets_file())


def read(path: Path) -> Settings:
    """The settings of a secrets file; open where there is no file or no section. Raises GateError."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GateError(N_("{path} cannot be read: {reason}"), path=path, reason=error) from error
    section = told.get("gridscope")
    if section is None:
        return Settings()
    try:
        return Settings.model_validate(section)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(("gridscope", *(str(part) for part in first["loc"])))
        raise GateError(N_("{path}: [{where}]: {reason}"), path=path, where=where, reason=first["msg"]) from None
