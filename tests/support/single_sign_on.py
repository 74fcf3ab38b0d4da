"""An OpenID provider and a CAS server on loopback: real HTTP, real signatures, and faults on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.sax.saxutils import escape

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "gridscope", "a secret: with & signs"


@dataclass
class Provider:
    """Whom it signs in without asking, and what it says of him; `lies` changes the token before it is signed, `key` who signs it."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "preferred_username": "王芳"})
    lies: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 120, "nonce": asked["nonce"], **self.claims, **self.lies}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with or self.key)


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.provider.seen.append(self.path)
        if path == "/.well-known/openid-configuration":
            ends = {name: f"{self.provider.address}/{name}" for name in ("authorize", "token", "keys", "userinfo")}
            self._json(
                {
                    "issuer": self.provider.address,
                    "authorization_endpoint": ends["authorize"],
                    "token_endpoint": ends["token"],
                    "jwks_uri": ends["keys"],
                }
            )
        elif path == "/keys":
            self._json({"keys": [self.provider.key.as_dict(private=False)]})
        elif path == "/authorize":
            code = secrets.token_urlsafe(8)
            self.provider.codes[code] = query
            self._go(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")
        elif path == "/login":
            ticket = f"ST-{secrets.token_urlsafe(8)}"
            self.provider.tickets[ticket] = query["service"]
            self._go(f"{query['service']}?{urlencode({'ticket': ticket})}")
        elif path == "/p3/serviceValidate":
            self._cas(query)
        else:
            self._json({"error": "nothing here"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.provider.codes.pop(told.get("code", ""), None)
        pair = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(told.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        right = pair == f"{CLIENT}:a+secret%3A+with+%26+signs" and asked and asked["code_challenge"] == challenge
        if not right or not asked or asked["redirect_uri"] != told["redirect_uri"]:
            self._json({"error": "invalid_grant"}, 400)
            return
        self._json({"access_token": "opaque", "token_type": "Bearer", "id_token": self.provider.token(asked)})

    def _cas(self, query: dict[str, str]) -> None:
        # A ticket counts once, and for the service that it was given for.
        good = self.provider.tickets.pop(query.get("ticket", ""), None) == query.get("service")
        told = "".join(f"<cas:{name}>{escape(one)}</cas:{name}>" for name, values in self.provider.attributes.items() for one in values)
        inner = (
            f"<cas:authenticationSuccess><cas:user>{escape(self.provider.claims['preferred_username'])}</cas:user>"
            f"<cas:attributes>{told}</cas:attributes></cas:authenticationSuccess>"
            if good
            else '<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'
        )
        self._answer(200, f"<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>{inner}</cas:serviceResponse>".encode(), "text/xml")

    def _go(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, told: dict[str, Any], status: int = 200) -> None:
        self._answer(status, json.dumps(told).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def single_sign_on() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
