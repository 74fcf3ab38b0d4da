"""CAS: a ticket from the browser, validated with the server that gave it, once."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree

from analytics.asking.principal import Principal
from data.contracts.model import N_
from pages.gate.fetch import SingleSignOnError, fetch
from pages.gate.rights import principal
from pages.gate.settings import Cas, settings

NAMES = {"cas": "http://www.yale.edu/tp/cas"}


def set_out() -> tuple[str, dict[str, str]]:
    """Where the browser goes; what comes back is a ticket for this address only."""
    return f"{_settings().server}/login?{urlencode({'service': _service()})}", {}


def come_back(given: dict[str, str], _kept: dict[str, str]) -> tuple[str, Principal | None]:
    """The name that signed in and who it is here, if anybody. Raises SingleSignOnError."""
    wanted, ticket = _settings(), given.get("ticket", "")
    if not ticket or len(ticket) > 512:
        raise SingleSignOnError(N_("The single sign-on sent no ticket."))
    body = fetch(f"{wanted.server}/p3/serviceValidate?{urlencode({'service': _service(), 'ticket': ticket})}")
    success = _parsed(body).find("cas:authenticationSuccess", NAMES)
    if success is None:
        raise SingleSignOnError(N_("The single sign-on does not accept the ticket."))
    attributes: dict[str, list[str]] = {}
    for part in success.findall("cas:attributes/*", NAMES):
        attributes.setdefault(part.tag.rpartition("}")[2], []).append((part.text or "").strip())
    user = (success.findtext("cas:user", "", NAMES)).strip()
    name = " ".join(attributes.get(wanted.name_attribute, [])) if wanted.name_attribute else user
    role = " ".join(attributes.get(wanted.role_attribute, []))
    areas = ",".join(attributes.get(wanted.areas_attribute, [])) if wanted.areas_attribute else None
    return name or user, principal(name, role, areas)


def _parsed(body: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise SingleSignOnError(N_("The single sign-on's answer is no answer of CAS."))
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise SingleSignOnError(N_("The single sign-on's answer is no answer of CAS.")) from error


def _service() -> str:
    """To the letter the same in both questions, or the ticket is refused."""
    return f"{settings().address}/sign-in/cas/return"


def _settings() -> Cas:
    wanted = settings().cas
    assert wanted is not None
    return wanted
