"""OpenID Connect: authorization code with PKCE; the signed token is checked, used once and thrown away."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any
from urllib.parse import quote_plus, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from analytics.asking.principal import Principal
from data.contracts.model import N_
from pages.gate.fetch import SingleSignOnError, fetch
from pages.gate.rights import principal
from pages.gate.settings import Oidc, settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
LEEWAY = 60


def set_out() -> tuple[str, dict[str, str]]:
    """Where the browser goes, and what must be known when it comes back. Raises SingleSignOnError."""
    wanted, found = _settings(), _discovered()
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": wanted.client_id,
        "redirect_uri": _return_address(),
        "scope": wanted.scope,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{found['authorization_endpoint']}{'&' if '?' in found['authorization_endpoint'] else '?'}{urlencode(asked)}", kept


def come_back(given: dict[str, str], kept: dict[str, str]) -> tuple[str, Principal | None]:
    """The name that signed in and who it is here, if anybody. Raises SingleSignOnError."""
    if not secrets.compare_digest(given.get("state", "").encode(), kept["state"].encode()) or not given.get("code"):
        raise SingleSignOnError(
            N_("The single sign-on refused, or its answer is not to our question: {reason}"), reason=given.get("error", "state")
        )
    wanted, found = _settings(), _discovered()
    told = {"grant_type": "authorization_code", "code": given["code"], "redirect_uri": _return_address(), "code_verifier": kept["verifier"]}
    # Both parts are written as a form would, before they are put together (RFC 6749, 2.3.1).
    pair = f"{quote_plus(wanted.client_id)}:{quote_plus(wanted.client_secret.get_secret_value())}"
    basic = base64.b64encode(pair.encode()).decode()
    answer = _json(fetch(found["token_endpoint"], told, {"authorization": f"Basic {basic}"}))
    claims = _claims(str(answer.get("id_token", "")), found, kept["nonce"])
    if wanted.name_claim not in claims and found.get("userinfo_endpoint"):
        more = _json(fetch(found["userinfo_endpoint"], headers={"authorization": f"Bearer {answer.get('access_token', '')}"}))
        if more.get("sub") != claims["sub"]:
            raise SingleSignOnError(N_("The single sign-on's answers name two persons."))
        claims = more | claims
    name = str(claims.get(wanted.name_claim) or "")
    return name or str(claims["sub"]), principal(name, str(claims.get(wanted.role_claim, "")), claims.get(wanted.areas_claim))


def _claims(token: str, found: dict[str, Any], nonce: str) -> dict[str, Any]:
    """What a token says, once its signature, issuer, audience, time and nonce are right."""
    wanted = _settings()
    try:
        keys = KeySet.import_key_set(_json(fetch(found["jwks_uri"])))  # type: ignore[arg-type]
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        demands = {"iss": found["issuer"], "nonce": nonce}
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            aud={"essential": True, "value": wanted.client_id},
            **{name: {"essential": True, "value": value} for name, value in demands.items()},  # type: ignore[arg-type]
        )
        registry.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise SingleSignOnError(
            N_("The token of the single sign-on is not valid: {reason}"), reason=f"{type(error).__name__}: {error}"
        ) from error
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != wanted.client_id:
        raise SingleSignOnError(N_("The token of the single sign-on is not valid: {reason}"), reason="azp")
    return dict(claims)


def _discovered() -> dict[str, Any]:
    wanted = _settings()
    found = _json(fetch(f"{wanted.issuer}/.well-known/openid-configuration"))
    if (
        str(found.get("issuer", "")).rstrip("/") != wanted.issuer
        or not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= found.keys()
    ):
        raise SingleSignOnError(N_("{issuer} does not describe itself as an OpenID provider of that address."), issuer=wanted.issuer)
    return found


def _return_address() -> str:
    return f"{settings().address}/sign-in/oidc/return"


def _settings() -> Oidc:
    wanted = settings().oidc
    assert wanted is not None
    return wanted


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise SingleSignOnError(N_("The single sign-on's answer is no JSON.")) from error
    return found if isinstance(found, dict) else {}
