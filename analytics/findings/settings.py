"""Where findings are sent: the section [delivery] of the secrets file, typed."""

from __future__ import annotations

import os
import re
import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from data.contracts.model import N_
from data.contracts.policy import policy
from data.contracts.problem import Message, Problem

DEFAULT = Path(".streamlit") / "secrets.toml"
IMPLICIT_TLS = 465


class SettingsError(Problem):
    """The secrets file cannot be used; the message says which entry and why, never its value."""


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", text):
        raise ValueError(N_("give one mail address, such as grid@example.cn"))
    return text


def _sender(text: str) -> str:
    if "\n" in text or not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(text)[1]):
        raise ValueError(N_("give a mail address, with or without a name: 网格观 <grid@example.cn>"))
    return text


def _ascii(text: str) -> str:
    # SMTP and HTTP carry nothing else, and what they cannot send would stand in the error of the library.
    if not re.fullmatch(r"[ -~]*", text):
        raise ValueError(N_("only letters, digits and signs of ASCII, on one line, can be sent"))
    return text


def _secret(secret: SecretStr) -> SecretStr:
    _ascii(secret.get_secret_value())
    return secret


def _host(text: str) -> str:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", text, re.ASCII):
        raise ValueError(N_("give the name of a server, such as mail.example.cn, without port"))
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^@/?#\s]+(/[!-~]*)?", text) or not re.fullmatch(r"[\w.-]+(:\d{1,5})?", urlsplit(text).netloc, re.ASCII):
        raise ValueError(N_("give an address such as https://host:8443/path, without user and password, in ASCII"))
    return text


Address = Annotated[str, AfterValidator(_address)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]


class _Section(BaseModel):
    # Streamlit's own file holds other sections; inside [delivery] a mistyped entry must not pass unseen.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Smtp(_Section):
    """`encryption`: starttls, tls from the first byte on, or none; without it tls on port 465, else starttls."""

    host: Annotated[str, AfterValidator(_host)]
    port: int = Field(default=587, gt=0, lt=65536)
    user: Annotated[str, AfterValidator(_ascii)] = ""
    password: Secret = SecretStr("")
    sender: Annotated[str, AfterValidator(_sender)] = Field(alias="from")
    to: tuple[Address, ...] = Field(min_length=1)
    encryption: Literal["starttls", "tls", "none"] | None = None

    @field_validator("to", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("to")
    @classmethod
    def _once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    @property
    def secured_by(self) -> Literal["starttls", "tls", "none"]:
        return self.encryption or ("tls" if self.port == IMPLICIT_TLS else "starttls")


class Webhook(_Section):
    url: Annotated[str, AfterValidator(_url)]
    token: Secret = SecretStr("")


class Delivery(_Section):
    """At least one of both is set."""

    smtp: Smtp | None = None
    webhook: Webhook | None = None


def settings() -> Delivery:
    """The channels of GRIDSCOPE_SECRETS, or of .streamlit/secrets.toml. Raises SettingsError."""
    path = Path(os.environ.get("GRIDSCOPE_SECRETS") or DEFAULT)
    try:
        given = tomllib.loads(path.read_text("utf-8")).get("delivery", {})
        found = Delivery.model_validate(given)
    except FileNotFoundError:
        raise SettingsError(
            N_(
                "Nowhere to deliver: {path} does not exist. Write a section [delivery.smtp] or [delivery.webhook] into it, or name another file with GRIDSCOPE_SECRETS."
            ),
            path=path,
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(N_("The secrets file {path} cannot be read: {reason}."), path=path, reason=error) from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(("delivery", *(str(part) for part in first["loc"])))
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(
            N_("The secrets file {path}, entry {entry}: {reason}."), path=path, entry=entry, reason=Message(reason)
        ) from None
    if not (found.smtp or found.webhook):
        raise SettingsError(
            N_("Nowhere to deliver: {path} has neither [delivery.smtp] nor [delivery.webhook]. Add one of them."), path=path
        )
    if not policy().delivery.address:
        raise SettingsError(
            N_(
                "Links in messages need the address of this dashboard. Set address under [delivery] of the policy, such as https://host:8501."
            )
        )
    return found
