"""Where findings are sent: the section [delivery] of the secrets file, typed."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from data.contracts.model import N_
from data.contracts.problem import Problem

DEFAULT = Path(".streamlit") / "secrets.toml"


class SettingsError(Problem):
    """The secrets file cannot be used; the message says which entry and why, never its value."""


class _Section(BaseModel):
    # Streamlit's own file holds other sections; inside [delivery] a mistyped entry must not pass unseen.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Smtp(_Section):
    host: str = Field(min_length=1)
    port: int = Field(default=587, gt=0, lt=65536)
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = Field(alias="from", pattern=r"^[^@\s]+@[^@\s]+$")
    to: tuple[str, ...] = Field(min_length=1)
    starttls: bool = True

    @field_validator("to", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Webhook(_Section):
    url: str = Field(pattern=r"^https?://[^/\s]+")
    token: SecretStr = SecretStr("")


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
        raise SettingsError(N_("The secrets file {path}, entry {entry}: {reason}."), path=path, entry=entry, reason=first["msg"]) from None
    if not (found.smtp or found.webhook):
        raise SettingsError(
            N_("Nowhere to deliver: {path} has neither [delivery.smtp] nor [delivery.webhook]. Add one of them."), path=path
        )
    return found
