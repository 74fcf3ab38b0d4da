"""Findings to a webhook: one JSON document by POST."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request

from analytics.findings.message import Message
from analytics.findings.sending import Passing, Refused, cause
from analytics.findings.settings import Webhook
from data.contracts.model import N_
from data.contracts.policy import policy

TRY_AGAIN = (408, 425, 429)
LONGEST = 65_536
REDIRECTS = (301, 302, 303, 307, 308)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would turn the POST into a GET and lose the findings without a word."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def post(settings: Webhook, message: Message) -> None:
    """Hand the message over; an answer of 2xx means that it was taken, unless it holds an error of its own. Raises Refused or Passing."""
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "gridscope", "Idempotency-Key": message.identity}
    if token := settings.token.get_secret_value():
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps(message.document, ensure_ascii=False).encode()
    request = urllib.request.Request(settings.url, data=body, headers=headers, method="POST")
    host = urllib.parse.urlsplit(settings.url).netloc  # the path may hold a key: it is never told
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=policy().delivery.timeout_seconds) as taken:
            answer = taken.read(LONGEST)
    except urllib.error.HTTPError as error:
        with error:
            raise _answered(host, error.code, error.reason) from error
    except (OSError, http.client.HTTPException) as error:
        raise _unanswered(host, getattr(error, "reason", error)) from error
    if refusal := _refusal(answer):
        raise Refused(
            N_("The webhook at {host} answers {code} {reason}."), host=host, code=refusal["errcode"], reason=refusal.get("errmsg", "")
        )


def _refusal(answer: bytes) -> dict[str, object] | None:
    """WeCom and DingTalk say 200 even where they take nothing; their errcode tells."""
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.get("errcode") else None


def _answered(host: str, code: int, reason: str) -> Refused | Passing:
    if code in REDIRECTS:
        text = N_("The webhook at {host} answers {code} and wants to be called at another address. Write that one into the secrets file.")
        return Refused(text, host=host, code=code)
    kind = Passing if code >= 500 or code in TRY_AGAIN else Refused
    return kind(N_("The webhook at {host} answers {code} {reason}."), host=host, code=code, reason=reason)


def _unanswered(host: str, reason: object) -> Refused | Passing:
    if isinstance(reason, ssl.SSLCertVerificationError):
        text = N_(
            "The certificate of the webhook at {host} is not trusted: {reason}. If your own authority has signed it, name that authority's file with SSL_CERT_FILE."
        )
        return Refused(text, host=host, reason=reason.verify_message.rstrip("."))
    return Passing(N_("The webhook at {host} cannot be reached: {reason}."), host=host, reason=cause(reason))
